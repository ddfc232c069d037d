"""What each policy changes against its reference: tables for the terminal, and a long CSV."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis import headlines
from analysis.summarise import LAST_YEAR, SINCE_START, Pair, Row, over_time, rows
from analysis.tables.show import (
    as_csv,
    difference_and_limits,
    factor,
    labelled,
    percent,
    plain,
    plain_public,
    reading,
    shown,
    status,
    titled,
)
from analysis.words import Words

LABEL_WIDTH = 24
FAMILIES = {"true": headlines.TRUE, "recorded": headlines.RECORDED}
COLUMNS = (
    *("policy", "reference", "family", "outcome", "unit", "span", "months"),
    *("reference_mean", "policy_mean", "difference", "low_90", "high_90", "percent_of_reference", "reading"),
    *("variance_reduction", "variance_reduction_low_90", "variance_reduction_high_90"),
    *("replicates", "replicates_planned", "status"),
)


def comparison_table(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return everything about one policy: true and recorded outcomes apart, then person-years by year."""
    found = list(rows(pair, over_time(manifest)))
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    blocks = [_block(family, found, units, words) for family in FAMILIES]
    return Group(_title(pair, words), *blocks, _by_year(found, pair, units, words), _notes(pair, words), "")


def _title(pair: Pair, words: Words) -> Text:
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    return titled(words("comparison.title", **names, **_period(pair)), pair.replicates, pair.planned, words)


def _period(pair: Pair) -> dict[str, date | str]:
    return {"start": pair.policy_start, "stop": f"{pair.dates[-1]:%Y-%m}"}


def _block(family: str, found: Sequence[Row], units: Mapping[str, str], words: Words) -> Table:
    table = Table(title=words(f"comparison.{family}"), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    table.add_column(words("comparison.outcome"), min_width=LABEL_WIDTH)
    table.add_column(words.scenario(found[0].reference), justify="right")
    for key in ("difference", "percent", "last_year", "pairing"):
        table.add_column(words(f"comparison.{key}"), justify="right" if key == "percent" else "left")
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


def _by_year(found: Sequence[Row], pair: Pair, units: Mapping[str, str], words: Words) -> Table:
    title = words("comparison.by_year", reference=words.scenario(pair.reference))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for heading in ("", words("comparison.sexual"), words("comparison.labour")):
        table.add_column(heading)
    years = [row for row in found if row.span.startswith("year ") and row.outcome in headlines.BY_YEAR]
    years.sort(key=lambda row: int(row.span.split()[1]))
    for span, both in groupby(years, key=lambda row: row.span):
        by_form = {row.outcome: row for row in both}
        cells = (difference_and_limits(words, by_form[name].difference, units[name]) for name in headlines.BY_YEAR)
        table.add_row(words("comparison.year", number=span.split()[1]), *cells)
    return table


def _notes(pair: Pair, words: Words) -> Text:
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    lines = [words("comparison.note_span", **names, **_period(pair))]
    if pair.replicates < 2:
        lines.append(words("comparison.note_one"))
    else:
        lines.append(words("comparison.note_range", n=pair.replicates))
        lines += [words(f"comparison.note_{key}") for key in ("unclear", "pairing")]
    return Text("\n".join([*lines, words("comparison.note_rounding")]), style="dim")


def comparison_csv(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return every effect as a row of a CSV file, rounded for the public; empty where there is no number."""
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    found = ((row, pair) for pair in pairs for row in rows(pair, over_time(manifest)))
    return as_csv(COLUMNS, (_csv_row(row, pair, units[row.outcome], words) for row, pair in found))


def _csv_row(row: Row, pair: Pair, unit: str, words: Words) -> list[str | int]:
    family, _, _ = row.outcome.partition(".")
    numbers = (
        row.reference_mean,
        row.policy_mean,
        row.difference.mean,
        row.difference.low,
        row.difference.high,
    )
    pairing = (row.pairing.mean, row.pairing.low, row.pairing.high)
    return [
        *(row.policy, row.reference, family, row.outcome, unit, row.span, row.months),
        *(plain_public(number, unit) for number in numbers),
        plain(percent(row, unit), 1),
        reading(words, row.difference),
        *(plain(number, 2) for number in pairing),
        *(row.replicates, pair.planned, status(pair.replicates, pair.planned)),
    ]
