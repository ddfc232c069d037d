"""How a brief writes numbers: two figures, relative before absolute, small counts not shown."""

import math
import re

from analysis.base.rounding import counts_people
from analysis.base.words import Words
from analysis.brief.claims import Claim
from analysis.figures.brief.wording import change, signed
from analysis.measures.effects import Effect
from analysis.tables.show import SMALLEST_BASE

SMALL = 10
"""Counts of people or cases below this are not shown."""

MILLION = 1e6
NO_BREAK = "\N{NO-BREAK SPACE}"

UNITS = {"persons": "brief.unit_persons", "person-years": "brief.unit_person_years", "cases": "brief.unit_cases"}
"""Units that labels of tables say, and cells of a brief have to."""


def relative(claim: Claim, words: Words) -> str:
    """Return a change in per cent of the reference with its range; empty where the reference is too small a count."""
    found = claim.found
    small = counts_people(found.unit) and abs(found.reference) < SMALLEST_BASE
    if small or not found.reference:
        return ""
    return _unbroken(change(words, found.relative()))


def absolute(claim: Claim, words: Words) -> str:
    """Return a change in its unit with its range; of a count, small ones are not shown and limits go outwards."""
    found = claim.found
    unit = words(UNITS[found.unit]) if found.unit in UNITS else words.unit(found.unit)
    if not counts_people(found.unit):
        return _unbroken(_with_unit(change(words, found), unit))
    low, high = (signed(words, value, found.unit) for value in outwards(found))
    mean = _with_unit(_mean(found, words), unit)
    return _unbroken(words("figures_common.range", mean=mean, low=low, high=high))


def _unbroken(text: str) -> str:
    """Return a text whose range, in parentheses, and sign of per cent do not fall on two lines."""
    kept = re.sub(r"\([^)]*\)", lambda found: found[0].replace(" ", NO_BREAK), text)
    return kept.replace(" %", f"{NO_BREAK}%")


def _mean(found: Effect, words: Words) -> str:
    small = 0 < abs(found.mean) < SMALL
    return words("brief.few", n=SMALL) if small else signed(words, found.mean, found.unit)


def outwards(found: Effect) -> tuple[float, float]:
    """Return the limits of a count's range; small ones are moved outwards to the next ten, so that no range shrinks."""
    low = SMALL * math.floor(found.low / SMALL) if abs(found.low) < SMALL else found.low
    high = SMALL * math.ceil(found.high / SMALL) if abs(found.high) < SMALL else found.high
    return float(low), float(high)


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit else text


def both(claim: Claim, words: Words) -> list[str]:
    """Return the lines of a change: relative first, then absolute."""
    return [text for text in (relative(claim, words), absolute(claim, words)) if text]


def first_of(claim: Claim, words: Words) -> str:
    """Return the relative change or, where there is none, the absolute one."""
    return both(claim, words)[0]


def millions(claim: Claim, words: Words) -> str:
    """Return an amount in millions with its range; the mean alone where all three read alike."""
    found = claim.found
    mean, low, high = (signed(words, value / MILLION) for value in (found.mean, found.low, found.high))
    return mean if low == mean == high else words("figures_common.range", mean=mean, low=low, high=high)


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
