"""What each policy changes against its reference: tables for the terminal, and a long CSV."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base import headlines
from analysis.base.parts import Band
from analysis.base.words import Words
from analysis.measures.summarise import (
    LAST_YEAR,
    SINCE_START,
    Levels,
    Pair,
    Row,
    horizons,
    months_until_told,
    over_time,
    row,
    rows,
    spans,
    up_to,
)
from analysis.tables.show import (
    as_csv,
    by_sets,
    difference_and_limits,
    factor,
    labelled,
    percent,
    plain,
    plain_public,
    range_holds,
    reading,
    shown,
    status,
    titled,
    worth_in_words,
)

LABEL_WIDTH = 24
FAMILIES = {"true": headlines.TRUE, "recorded": headlines.RECORDED}
EFFECT = (
    *("reference_mean", "policy_mean", "difference", "low_90", "high_90", "band_low_90", "band_high_90"),
    *("range_holds", "percent_of_reference", "reading"),
)
"""Columns of an effect. The limits of a mean's interval, or of the band of runs: one pair of them is always empty."""
PARTS = ("share_lower", "part_chance", "part_parameters", "part_theories")
"""Columns of what is known of many parameter sets: shares, of runs and of the variance between runs."""
COLUMNS = (
    *("policy", "reference", "theory", "family", "outcome", "unit", "span", "months"),
    *(*EFFECT, *PARTS),
    "months_until_told_from_zero",
    *("variance_reduction", "variance_reduction_low_90", "variance_reduction_high_90"),
    *("replicates", "replicates_planned", "status"),
)


def comparison_table(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return everything about one policy: true and recorded outcomes apart, then person-years at horizons."""
    how = over_time(manifest)
    found = [
        row(pair, name, span, how) for name in pair.outcomes for span in (SINCE_START, LAST_YEAR) if span in spans(pair)
    ]
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    blocks = [_block(family, found, units, words) for family in FAMILIES]
    return Group(_title(pair, words), *blocks, _at_horizons(pair, manifest, words), _notes(pair, words), "")


def _title(pair: Pair, words: Words) -> Text:
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    return titled(words("comparison.title", **names, **_period(pair, words)), pair.replicates, pair.planned, words)


def _period(pair: Pair, words: Words) -> dict[str, str]:
    return {"start": words.day(pair.policy_start), "stop": words.month(pair.dates[-1])}


def _block(family: str, found: Sequence[Row], units: Mapping[str, str], words: Words) -> Table:
    table = Table(title=words(f"comparison.{family}"), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    table.add_column(words("comparison.outcome"), min_width=LABEL_WIDTH)
    table.add_column(words.scenario(found[0].pair.reference), justify="right")
    for key in ("difference", "percent", "last_year", "pairing"):
        label = words(by_sets(f"comparison.{key}", found[0].pair.sets) if key == "difference" else f"comparison.{key}")
        table.add_column(label, justify="right" if key == "percent" else "left")
    by_outcome = {(row.outcome, row.span): row for row in found}
    for name in FAMILIES[family]:
        if (name, SINCE_START) in by_outcome:
            last = by_outcome.get((name, LAST_YEAR))
            table.add_row(*_cells(by_outcome[name, SINCE_START], last, units[name], words))
    return table


def _cells(row: Row, last: Row | None, unit: str, words: Words) -> Iterator[str]:
    yield labelled(row.outcome, unit, words)
    yield shown(words, row.reference_mean, unit)
    yield difference_and_limits(words, row.difference, unit)
    yield words.number(percent(row, unit), 1)
    yield difference_and_limits(words, last.difference, unit) if last else ""
    yield factor(words, row.pairing)


def _at_horizons(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Table:
    """Return person-years of each form at every horizon: in the year that ends there, and since the start."""
    title = words(by_sets("comparison.horizons", pair.sets), reference=words.scenario(pair.reference))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    forms = {form: name for form, name in headlines.FORMS.items() if name in pair.outcomes}
    table.add_column("")
    for form in forms:
        table.add_column(words(f"comparison.{form}_year"))
        table.add_column(words("comparison.since"))
    for years in horizons(pair):
        both = (f"year {years}", up_to(years))
        cells = (_difference(pair, name, span, manifest, words) for name in forms.values() for span in both)
        table.add_row(words("comparison.horizon", number=years), *cells)
    told = (words_of_told(months_until_told(pair, name), pair, words) for name in forms.values())
    table.add_row(words("comparison.told"), *(cell for each in told for cell in ("", each)))
    return table


def _difference(pair: Pair, outcome: str, span: str, manifest: Mapping[str, Any], words: Words) -> str:
    found = row(pair, outcome, span, over_time(manifest)).difference
    return difference_and_limits(words, found, manifest["outcomes"][outcome]["unit"])


def words_of_told(months: int | None, pair: Pair, words: Words) -> str:
    """Return in words when an effect can be told from zero, added up since the start."""
    if pair.replicates < 2:
        return words("comparison.no_interval")
    return words("comparison.told_never") if months is None else words("comparison.told_after", months=months)


def _notes(pair: Pair, words: Words) -> Text:
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    lines = [words("comparison.note_span", **names, **_period(pair, words)), note_on_range(pair, words)]
    if pair.replicates > 1:
        lines += [words(by_sets(f"comparison.note_{key}", pair.sets)) for key in ("unclear", "told", "pairing")]
    return Text("\n".join([*lines, words("comparison.note_rounding")]), style="dim")


def note_on_range(pair: Pair | Levels, words: Words) -> str:
    """Return what ranges contain: chance alone, or with many parameter sets chance, parameters and theories."""
    if pair.sets:
        band = words("comparison.note_range_sets", n=pair.replicates, sets=pair.sets.count)
        return "\n".join([band, *worth_in_words(pair.sets, words)])
    return words("comparison.note_range", n=pair.replicates) if pair.replicates > 1 else words("comparison.note_one")


def comparison_csv(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return every effect as a row of a CSV file, rounded for the public; empty where there is no number."""
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    found = (row for pair in pairs for row in rows(pair, over_time(manifest)))
    return as_csv(COLUMNS, (_csv_row(row, units[row.outcome], words) for row in found))


def _csv_row(row: Row, unit: str, words: Words) -> list[str | int]:
    pair, (family, _, _) = row.pair, row.outcome.partition(".")
    told = months_until_told(pair, row.outcome) if row.span == SINCE_START else None
    pairing = (row.pairing.mean, row.pairing.low, row.pairing.high)
    return [
        *(pair.name, pair.reference, pair.theory, family, row.outcome, unit, row.span, row.months),
        *(*csv_effect(row, unit, words), *_csv_parts(row)),
        "" if told is None else told,
        *(plain(number, 2) for number in pairing),
        *(pair.replicates, pair.planned, status(pair.replicates, pair.planned)),
    ]


def csv_effect(row: Row, unit: str, words: Words) -> list[str]:
    """Return the cells of ``EFFECT``."""
    found, empty = row.difference, (math.nan, math.nan)
    limits = (*empty, found.low, found.high) if isinstance(found, Band) else (found.low, found.high, *empty)
    numbers = (row.reference_mean, row.policy_mean, found.mean, *limits)
    return [
        *(plain_public(number, unit) for number in numbers),
        *(range_holds(row.pair, words), plain(percent(row, unit), 1), reading(words, found)),
    ]


def _csv_parts(row: Row) -> list[str]:
    """Return the cells of ``PARTS``; empty for one parameter set, and where parts are not told."""
    if row.pair.sets is None:
        return [""] * len(PARTS)
    shares = row.parts.shares if row.parts else (math.nan,) * 3
    return [plain(share, 3) for share in (row.share_lower, *shares)]
