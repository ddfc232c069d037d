"""What each mechanism moves at default settings: a table for the terminal, and a column of the page."""

from collections.abc import Sequence
from math import isnan

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.headlines import FORMS
from analysis.base.statistics import LEVEL, Interval
from analysis.base.words import Words
from analysis.measures.mechanism_effects import MOVES, OTHER_WAY, AtDefault
from experiments.engine.plan import model_version
from experiments.record.experiment import Replication
from experiments.record.mechanism_effects import DEFAULT_WEEKS

LARGE = 1.0
"""Per cent of person-years from which an effect is counted as large in the summary."""


def default_tables(defaults: Sequence[AtDefault], replication: Replication, words: Words) -> Group:
    """Return one row a mechanism with what moves, and how many rows move something."""
    table = Table(
        title=words("mechanisms.default_title"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
    )
    for name in ("id", "mechanism", "outcome_alone", "at_default", *(f"default_{form}" for form in FORMS)):
        table.add_column(words(f"mechanisms.{name}"), overflow="fold")
    for each in defaults:
        years = [_years(each, outcome, words) for outcome in FORMS.values()]
        table.add_row(each.row.id, each.row.name, each.row.outcome, own(each, words), *years)
    return Group(table, Text("\n".join(default_notes(defaults, replication, words)), style="dim"))


def default_notes(defaults: Sequence[AtDefault], replication: Replication, words: Words) -> list[str]:
    """Return how many rows move something at default settings, and how that was measured."""
    key = "figure.scale" if replication.scale > 1 else "figure.scale_full"
    years = [moved for each in defaults for moved in each.years.values()]
    differing = [moved for moved in years if moved.difference.low < moved.difference.high]
    told = [moved for moved in differing if moved.told]
    counts = {
        "n": len(defaults),
        "own": sum(each.verdict in (MOVES, OTHER_WAY) for each in defaults),
        "differing": len(differing),
        "told": len(told),
        "by_chance": round((1 - LEVEL) * len(differing)),
        "large": sum(abs(moved.percent.mean) >= LARGE for moved in told),
        "idle": sum(not each.acts for each in defaults),
    }
    about = {"version": model_version(), "replicates": len(replication.replicates), "weeks": DEFAULT_WEEKS}
    size = words(key, scale=replication.scale)
    largest = words.number(LARGE)
    summary = words("mechanisms.default_summary", percent=largest, **counts)
    return [summary, words("mechanisms.default_note", scale=size, **about)]


def own(each: AtDefault, words: Words) -> str:
    """Return what moves of a row's own outcome, or that nothing does, and why."""
    if each.verdict not in (MOVES, OTHER_WAY):
        return words(f"mechanisms.default_{each.verdict}")
    text = percent(each.own.percent, words)
    return text if each.verdict == MOVES else words("mechanisms.default_other_way", percent=text)


def cell(each: AtDefault, words: Words) -> str:
    """Return the cell of the page: the row's own outcome, then person-years where they move."""
    moved = [
        words(f"mechanisms.default_also_{form}", percent=percent(each.years[outcome].percent, words))
        for form, outcome in FORMS.items()
        if each.years[outcome].told and outcome != each.row.outcome
    ]
    return "<br>".join([own(each, words), *moved])


def _years(each: AtDefault, outcome: str, words: Words) -> str:
    moved = each.years[outcome]
    return percent(moved.percent, words) if moved.told else words("number.none")


def percent(found: Interval, words: Words) -> str:
    """Return a difference in per cent with its range, that nothing moves where both limits are zero."""
    if isnan(found.mean) or found.low == found.high == 0:
        return words("comparison.same")
    mean, low, high = (words.number(value, _digits(found)) for value in (found.mean, found.low, found.high))
    return words("mechanisms.percent", mean=mean, low=low, high=high)


def _digits(found: Interval) -> int:
    """Return how many decimals a percentage needs so that a limit near zero does not read as zero."""
    nearest = min(abs(found.low), abs(found.high))
    return 2 if nearest < 0.1 else 1 if nearest < 10 else 0
