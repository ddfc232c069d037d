"""Check values in a file: each function returns the value, or raises a ValueError that says what would be right."""

from typing import Any


def word(options: tuple[str, ...], value: Any) -> str:
    """Return one of some words."""
    from model.text.suggestions import did_you_mean

    if value not in options:
        raise ValueError(f"{value} is unknown; {did_you_mean(value, options)}")
    return value


def text(value: Any) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is no text; write it in quotes")
    return value


def path(value: Any) -> str:
    """Return the path of a file."""
    if not isinstance(value, str) or not value:
        raise ValueError('is no path of a file; write it in quotes, such as "points.csv"')
    return value


def theories(value: Any) -> str:
    """Return the words that name rival theories."""
    from experiments.design.loading import theories_named

    theories_named(text(value))
    return value


def names(value: Any) -> tuple[str, ...]:
    """Return a list of texts that is not empty."""
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise ValueError('is no list of names; write ["raids", "shelters"]')
    if twice := next((name for n, name in enumerate(value) if name in value[:n]), None):
        raise ValueError(f"names {twice} twice; name it once")
    return tuple(value)


def outcomes(value: Any) -> tuple[str, ...]:
    """Return a list of outcomes that the model declares."""
    return tuple(outcome(name) for name in names(value))


def outcome(value: Any) -> str:
    """Return the name of an outcome that the model declares."""
    from experiments.base.outcomes import known_outcome

    return known_outcome(value)


def whole(low: int, high: int, value: Any) -> int:
    """Return a whole number within limits."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"is no whole number from {low} to {high}")
    return value


def positive(value: Any) -> float:
    """Return a number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError("is no number above 0")
    return float(value)


def switch(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return value


def points(kind: str, value: Any) -> int:
    """Return how many points a design of a kind has."""
    found = whole(1, 1_000_000, value)
    if kind.startswith("sobol") and found & (found - 1):
        raise ValueError("is no power of two, which a Sobol sequence needs: 64, 128, 256 and so on")
    return found
