"""How numbers look in tables and files."""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text

from analysis.base.parts import Sets
from analysis.base.rounding import counts_people, digits, public
from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.summarise import Pair, Row

LARGEST_FACTOR = 1000
SMALLEST_BASE = 20
"""No percentage is shown of fewer people or cases than this."""


def shown(words: Words, value: float, unit: str) -> str:
    """Return a number rounded for the public."""
    return words.number(public(value, unit), digits(unit, value))


TINY = 1e-4
"""Numbers below this are read more easily as a power of ten."""
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short_number(words: Words, value: float, digits: int = 3) -> str:
    """Return a number with so many significant digits and no zeros after them; a tiny one by its power of ten."""
    if not math.isfinite(value) or value == 0:
        return words.number(value)
    short = float(f"{value:.{digits}g}")
    if abs(short) < TINY:
        power = math.floor(math.log10(abs(short)))
        times, space = "\N{MULTIPLICATION SIGN}", "\N{NO-BREAK SPACE}"
        mantissa = short_number(words, short / 10.0**power, digits)
        return f"{mantissa}{space}{times}{space}10{str(power).translate(RAISED)}"
    places = range(max(0, digits - math.floor(math.log10(abs(short)))) + 1)
    return words.number(short, next((k for k in places if math.isclose(round(short, k), short)), places[-1]))


def plain(value: float, decimals: int) -> str:
    """Return a number for a file; an empty text for NaN."""
    return "" if math.isnan(value) else f"{value + 0.0:.{decimals}f}"


def plain_public(value: float, unit: str) -> str:
    """Return a number for a file, rounded for the public."""
    return plain(public(value, unit), digits(unit, value))


def as_csv(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as a CSV file with a heading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return text.getvalue().encode()


def as_json(content: Any) -> bytes:
    """Return plain values as a JSON file."""
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def as_markdown(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return rows as a Markdown table with a heading."""
    rows = (columns, ["---"] * len(columns), *lines)
    return "\n".join(f"| {' | '.join(cell.replace('|', r'\|') for cell in row)} |" for row in rows)


def status(done: int, planned: int) -> str:
    """Return whether all replicates asked for are finished."""
    return "complete" if done == planned else "partial"


def titled(title: str, done: int, planned: int, words: Words) -> Text:
    """Return a title, and that a result is partial if it is."""
    text = Text(title, style="bold")
    if done < planned:
        text.append(f"\n{words('comparison.partial', done=done, planned=planned)}", style="bold red")
    return text


def references(pairs: Iterable[Pair], words: Words) -> str:
    """Return the names of the references of pairs, each once, as an enumeration."""
    return words.joined([words.scenario(name) for name in dict.fromkeys(pair.reference for pair in pairs)])


def labelled(name: str, unit: str, words: Words) -> str:
    """Return an outcome's label with its unit, where the label does not say it."""
    label, printed = words.outcome(name), words.unit(unit)
    return f"{label} ({printed})" if printed else label


def percent(row: Row, unit: str) -> float:
    """Return a difference in percent of its reference; NaN if the reference is too small a count."""
    small = counts_people(unit) and abs(row.reference_mean) < SMALLEST_BASE
    return math.nan if small or not row.reference_mean else 100 * row.difference.mean / row.reference_mean


def by_sets(key: str, sets: Sets | None) -> str:
    """Return the key of a text or, where runs are of many parameter sets, that of the text on these."""
    return f"{key}_sets" if sets else key


def worth_in_words(sets: Sets, words: Words) -> Iterator[str]:
    """Yield how rough the middle of bands is; nothing where the ensemble does not say what it is worth.

    The mean of n independent sets lies one standard error, 1 / sqrt(n) of their spread, from that of all.
    """
    if math.isfinite(sets.worth):
        share = 100 / math.sqrt(sets.worth)
        yield words("ensemble.worth", worth=words.number(sets.worth), share=words.number(share))


def range_holds(pair: Pair, words: Words) -> str:
    """Return in words what the ranges of a pair hold, for files."""
    return words(by_sets("comparison.holds", pair.sets))


def limits(words: Words, found: Interval, unit: str) -> str:
    """Return the limits of an interval, or that there are none."""
    if math.isnan(found.low):
        return words("comparison.no_interval")
    return words("comparison.to", low=shown(words, found.low, unit), high=shown(words, found.high, unit))


def difference_and_limits(words: Words, found: Interval, unit: str, *, say: bool = True) -> str:
    """Return a difference with its interval and, if ``say``, a note when it cannot be told from zero."""
    mean = shown(words, found.mean, unit)
    if found.covers_zero is None:
        return words("comparison.cell_alone", difference=mean)
    low, high = (shown(words, limit, unit) for limit in (found.low, found.high))
    text = words("comparison.cell", difference=mean, low=low, high=high)
    return f"{text}\n{reading(words, found)}" if say and found.covers_zero else text


def factor(words: Words, found: Interval) -> str:
    """Return the gain from pairing with its interval; a dash if neither run varies."""
    mean, low, high = (_times(words, value) for value in (found.mean, found.low, found.high))
    if math.isnan(found.mean):
        return mean
    return words(
        "comparison.times_alone" if math.isnan(found.low) else "comparison.times",
        factor=mean,
        low=low,
        high=high,
    )


def _times(words: Words, value: float) -> str:
    if value > LARGEST_FACTOR:
        return words("number.over", value=words.number(LARGEST_FACTOR))
    return words.number(value, 0 if value >= 10 else 1)


def reading(words: Words, found: Interval) -> str:
    """Return in words what a difference says."""
    if found.covers_zero is None:
        return words("comparison.no_interval")
    if found.mean == found.low == found.high == 0:
        return words("comparison.same")
    if found.covers_zero:
        return words("comparison.unclear")
    return words("comparison.fewer" if found.high < 0 else "comparison.more")
