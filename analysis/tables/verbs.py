"""Calibrated verbs: from the probability that an outcome is lower or higher to the word that says it."""

from typing import NamedTuple

from analysis.base.words import Words
from analysis.measures.effects import Effect, Holds


class Level(NamedTuple):
    """A word for a probability: its key, and the probability from which on it is used."""

    key: str
    least: float


LEVELS = (Level("very_likely", 0.99), Level("likely", 0.95), Level("perhaps", 0.80))
"""From the strongest; below the last, a direction is not told. From ``likely`` on, the 90 % range excludes zero."""

UNCLEAR = "unclear"
AT_MOST = "likely"
"""The strongest word for ranges that hold chance alone, as they leave out most of the doubt, and for few runs."""
FEW = 10
"""With fewer runs nothing stronger than "perhaps" is said."""

FEWEST_FOR_STRONGEST = 300
"""Runs below which even all of them together do not tell 99 % (rule of three, Hanley and Lippman-Hand 1983)."""


def verb(found: Effect, words: Words) -> str:
    """Return what an effect says, as the rest of a sentence: ``probably falls``, ``cannot be told from no change``."""
    return words(f"brief.verb_{verb_key(found)}")


def verb_key(found: Effect) -> str:
    """Return the key of the verb of an effect: level and direction, ``same`` or ``unclear``."""
    if found.mean == found.low == found.high == 0:
        return "same"
    falls = found.lower >= 0.5
    sure = found.lower if falls else 1 - found.lower
    level = next((level.key for level in LEVELS if sure >= level.least), UNCLEAR)
    level = _bounded(level, found)
    return level if level == UNCLEAR else f"{level}_{'falls' if falls else 'rises'}"


def _bounded(level: str, found: Effect) -> str:
    """Return a level no stronger than range and runs allow: told apart from zero only where the range excludes it."""
    if (not found.sign or found.runs < FEW) and level in ("very_likely", "likely"):
        return "perhaps"
    weak = found.holds is Holds.CHANCE or found.runs < FEWEST_FOR_STRONGEST
    return AT_MOST if level == "very_likely" and weak else level


def verb_table(words: Words) -> list[list[str]]:
    """Return the table that a brief states: probability, and the words for it."""
    limits = [*(level.least for level in LEVELS), 0.0]
    rows = []
    for n, least in enumerate(limits):
        key = LEVELS[n].key if n < len(LEVELS) else UNCLEAR
        low, high = words.number(100 * least), words.number(100 * limits[n - 1])
        text = "brief.probability_from" if n == 0 else "brief.probability_between"
        below = words("brief.probability_below", high=high)
        rows.append([below if n == len(LEVELS) else words(text, low=low, high=high), words(f"brief.word_{key}")])
    return rows
