"""The harm ledger: one table a policy, its lines by group, and a CSV file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.harm import LEDGER, Line, Price, ledger, prices
from analysis.measures.summarise import Pair
from analysis.tables.comparison import EFFECT, LABEL_WIDTH, csv_effect
from analysis.tables.show import (
    as_csv,
    by_sets,
    difference_and_limits,
    labelled,
    plain_public,
    range_holds,
    reading,
    shown,
    status,
)

COLUMNS = (
    *("policy", "reference", "theory", "group", "line", "unit", "better", "months"),
    *EFFECT,
    *("harm", "replicates", "replicates_planned", "status"),
)
PRICE_UNIT = "soles per person-year"


def harm_table(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return the ledger of one policy, group by group, and what a person-year averted costs."""
    title = words("harm.title", policy=words.scenario(pair.name), reference=words.scenario(pair.reference))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(words("harm.line"), min_width=LABEL_WIDTH)
    table.add_column(words.scenario(pair.reference), justify="right")
    for key in (by_sets("comparison.difference", pair.sets), "harm.worse", "harm.result"):
        table.add_column(words(key))
    lines = ledger(pair, manifest)
    for group in LEDGER:
        of_group = [line for line in lines if line.group == group]
        if of_group:
            table.add_row(Text(words(f"harm.{group}"), style="bold"))
        for line in of_group:
            table.add_row(*_cells(line, manifest["outcomes"][line.row.outcome]["unit"], words))
    return Group(table, *_price_lines(pair, manifest, words), Text(words("harm.note"), style="dim"), "")


def _cells(line: Line, unit: str, words: Words) -> Iterator[str]:
    yield f"  {labelled(line.row.outcome, unit, words).strip()}"
    yield shown(words, line.row.reference_mean, unit)
    yield difference_and_limits(words, line.row.difference, unit, say=False)
    yield words(f"harm.worse_{line.better}")
    yield words(f"harm.{line.harm}")


def _price_lines(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Iterator[Text]:
    for price in prices(pair, manifest):
        form = words(f"comparison.{price.form}")
        yield Text(words("harm.price", form=form, price=words_of_price(price, words)))


def words_of_price(price: Price, words: Words) -> str:
    """Return in words what a person-year averted costs, or why that cannot be said."""
    if price.averted.covers_zero is None:
        return words("comparison.no_interval")
    if price.per_year is None:
        return words("harm.price_unclear" if price.averted.covers_zero else "harm.price_rises")
    return words("harm.price_per_year", price=difference_and_limits(words, price.per_year, "soles", say=False))


def harm_csv(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return every line of every ledger, and the costs per person-year averted, rounded for the public."""
    return as_csv(COLUMNS, (cells for pair in pairs for cells in _csv_rows(pair, manifest, words)))


def _csv_rows(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Iterator[list[Any]]:
    names = (pair.name, pair.reference, pair.theory)
    runs = (pair.replicates, pair.planned, status(pair.replicates, pair.planned))
    for line in ledger(pair, manifest):
        unit, row = manifest["outcomes"][line.row.outcome]["unit"], line.row
        about = (line.group, row.outcome, unit, line.better, row.months)
        yield [*names, *about, *csv_effect(row, unit, words), str(line.harm), *runs]
    for price in prices(pair, manifest):
        yield [*names, *_csv_price(price, pair, words), *runs]


def _csv_price(price: Price, pair: Pair, words: Words) -> list[Any]:
    """Return the cells of a cost per person-year averted; no numbers where there is none."""
    name, found = f"cost_per_person_year_of_{price.form}_exploitation_averted", price.per_year
    numbers = [plain_public(value, "soles") for value in (found.mean, found.low, found.high)] if found else [""] * 3
    limits = ["", "", *numbers[1:]] if pair.sets else [*numbers[1:], "", ""]
    said = reading(words, found) if found else words_of_price(price, words)
    return ["", name, PRICE_UNIT, "lower", "", "", "", numbers[0], *limits, range_holds(pair, words), "", said, ""]
