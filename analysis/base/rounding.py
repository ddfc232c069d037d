"""How numbers are rounded before anyone reads them. The store keeps them exact.

Small counts of people or cases would suggest a precision that the model does not have. They are treated like small
counts of real people: below 100 they are rounded to 5, below 1,000 to 10. Bars, camps and other whole things are
shown without decimals. All other numbers keep 3 digits.
"""

import math

COUNTED = (
    "person",
    "people",
    "case",
    "complaint",
    "victim",
    "conviction",
    "suspect",
    "survivor",
    "recruit",
    "exit",
)
"""Words that mark a unit as a count of people or of cases about people."""
WHOLE = ("bars", "camps", "raids", "posts", "offers")
"""Units that are shown without decimals."""


def counts_people(unit: str) -> bool:
    """Tell whether numbers of this unit count people or cases about people."""
    return any(word in unit.lower() for word in COUNTED)


def public(value: float, unit: str) -> float:
    """Return a number as it may be shown."""
    if not math.isfinite(value) or value == 0:
        return value
    if counts_people(unit) and abs(value) < 1000:
        step = 5 if abs(value) < 100 else 10
        return step * round(value / step)
    if unit in WHOLE and abs(value) < 1000:
        return float(round(value))
    return float(f"{value:.3g}")


def digits(unit: str, value: float) -> int:
    """Return how many decimals ``public(value, unit)`` needs."""
    if counts_people(unit) or unit in WHOLE or not math.isfinite(value) or value == 0:
        return 0
    return max(0, 2 - math.floor(math.log10(abs(value))))
