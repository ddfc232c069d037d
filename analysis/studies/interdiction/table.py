"""What operations against mining change: one table a pair, a table of other outcomes, and a CSV file."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table

from analysis.base.rounding import counts_people
from analysis.base.statistics import Interval, interval
from analysis.base.words import Words
from analysis.measures.summarise import Pair
from analysis.studies.interdiction.measures import EVENTS, PATHS, STOCKS, Effect
from analysis.tables.show import SMALLEST_BASE, as_csv, difference_and_limits, plain, plain_public, status, titled

COLUMNS = (
    *("policy", "reference", "spell", "phase", "first_month", "last_month", "outcome", "unit"),
    *("reference_mean", "policy_mean", "difference", "low_90", "high_90"),
    *("percent_of_reference", "percent_low_90", "percent_high_90", "replicates", "replicates_planned", "status"),
)
LABEL_WIDTH = 22


def operations_table(pair: Pair, found: Sequence[Effect], words: Words) -> Table:
    """Return differences in percent of the same world without operations: a row for each path, a column for each phase.

    The year before a spell is in the file only.
    """
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    title = words.by_replicates("operations.title", pair.replicates, **names)
    title = titled(title, pair.replicates, pair.planned, words)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(words("comparison.outcome"), min_width=LABEL_WIDTH)
    phases = list(dict.fromkeys((each.spell, each.phase) for each in found if each.phase != "before"))
    by_place = {(each.spell, each.phase, each.outcome): each for each in found}
    for spell, phase in phases:
        table.add_column(_heading(by_place[spell, phase, PATHS[0]], words), justify="right")
    for outcome in PATHS:
        cells = (_percent(by_place[spell, phase, outcome], words) for spell, phase in phases)
        table.add_row(label(outcome, words), *cells, end_section=outcome.endswith("protected"))
    return table


def label(outcome: str, words: Words) -> str:
    """Return the label of a path: the stock for the region, and below it only the zone type."""
    stock = next(each for each in reversed(STOCKS) if outcome.startswith(each))
    zone = outcome.removeprefix(stock).removeprefix("_")
    return f"  {words(f'operations.{zone}')}" if zone else words.outcome(stock)


def _heading(effect: Effect, words: Words) -> str:
    dates = effect.pair.dates
    span = {"start": words.month(dates[effect.months.start]), "stop": words.month(dates[effect.months.stop - 1])}
    return words("operations.phase", phase=words(f"operations.{effect.phase}"), **span)


def _percent(effect: Effect, words: Words) -> str:
    """Return a relative difference with its range; a dash where the base is too small a count."""
    found = effect.relative
    if effect.reference_mean < SMALLEST_BASE:
        return words.number(float("nan"))
    mean, low, high = (words.number(100 * each) for each in (found.mean, found.low, found.high))
    key = "percent_alone" if found.covers_zero is None else "percent"
    return words(f"operations.{key}", mean=mean, low=low, high=high)


def events_table(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> Table:
    """Return what happens over the whole period scored: level in the reference, then differences."""
    title = words.by_replicates("operations.events", min(pair.replicates for pair in pairs))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for heading in (words("comparison.outcome"), *(words.scenario(pair.name) for pair in pairs)):
        table.add_column(heading)
    for outcome in (each for each in EVENTS if each in pairs[0].outcomes):
        unit = manifest["outcomes"][outcome]["unit"]
        cells = (difference_and_limits(words, _over_all(pair, outcome), unit) for pair in pairs)
        table.add_row(words.outcome(outcome), *cells)
    return table


def _over_all(pair: Pair, outcome: str) -> Interval:
    policy, against = pair.values(outcome)
    return interval(policy.sum(1) - against.sum(1))


def operations_csv(found: Sequence[Effect], manifest: Mapping[str, Any]) -> bytes:
    """Return every effect as a line, rounded for the public; empty where there is no number."""
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    return as_csv(COLUMNS, (_line(each, units[each.outcome]) for each in found))


def _line(each: Effect, unit: str) -> list[str | int]:
    pair, months = each.pair, each.months
    numbers = (each.reference_mean, each.policy_mean, each.difference.mean, each.difference.low, each.difference.high)
    small = counts_people(unit) and each.reference_mean < SMALLEST_BASE
    percents = (float("nan") if small else 100 * value for value in vars(each.relative).values())
    return [
        *(pair.name, pair.reference, each.spell, each.phase),
        *(pair.dates[months.start].isoformat(), pair.dates[months.stop - 1].isoformat(), each.outcome, unit),
        *(plain_public(value, unit) for value in numbers),
        *(plain(value, 1) for value in percents),
        *(pair.replicates, pair.planned, status(pair.replicates, pair.planned)),
    ]
