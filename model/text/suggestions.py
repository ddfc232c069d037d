"""Suggest the right word for a misspelt one, for error messages."""

from collections.abc import Iterable
from difflib import get_close_matches

SHORT_LIST = 12


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return a suggestion for ``word``: the nearest known word, else the known words."""
    names = sorted(known)
    by_lower_case = {name.lower(): name for name in names}
    near = get_close_matches(str(word).lower(), by_lower_case, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{by_lower_case[near[0]]}'?"
    return f"known: {listed(names)}" if names else "none is known"


def listed(names: Iterable[str]) -> str:
    """Return names in one line, cut after the first dozen."""
    names = list(names)
    rest = len(names) - SHORT_LIST
    return ", ".join(names[:SHORT_LIST]) + (f" and {rest} more" if rest > 0 else "")
