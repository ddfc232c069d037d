"""What becomes of complaints, survivors and raids, and what registers show: tables for the terminal, and a CSV file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.parts import range_of_level
from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.routes import (
    AGES,
    ATTENTION,
    EMPTY,
    FILED,
    FORMS,
    IDENTIFYING,
    LAG,
    RAIDS,
    REGISTERS,
    SEXES,
    STAGES,
    UNSERVED,
    Cohort,
    Known,
    Share,
    causes,
    cohorts,
    cohorts_together,
    registers,
    shares,
)
from analysis.measures.summarise import Levels, by_year, whole_period
from analysis.tables.levels import level_block, level_notes
from analysis.tables.show import as_csv, limits, plain_public, shown, status, titled

COLUMNS = (
    *("block", "family", "item", "unit", "years", "value", "low_90", "high_90"),
    *("replicates", "replicates_planned", "status", "scope", "period", "source", "grade", "statement"),
)
WHOLE, SHARE = "whole period", "1"
SMALL_SHARE = 0.1
"""Smaller shares are shown with a decimal."""


def routes_tables(levels: Levels, manifest: Mapping[str, Any], facts: Sequence[Known], words: Words) -> Group:
    """Return the complaint route beside its facts, the attention route, raids, and registers beside the truth."""
    span = {"start": words.month(levels.dates[0]), "stop": words.month(levels.dates[-1])}
    heading = words("routes.title", scenario=words.scenario(levels.name), **span)
    parts: list[Any] = [titled(heading, levels.replicates, levels.planned, words)]
    parts += [_attrition(levels, manifest, words), _facts(facts, words)]
    parts.append(level_block(words("routes.attention"), ATTENTION, levels, manifest, words))
    parts += [_unserved(levels, manifest, words), *_raids(levels, manifest, words), _registers(levels, manifest, words)]
    parts.append(level_block(words("routes.filed"), FILED, levels, manifest, words))
    return Group(*parts, level_notes(levels, words), Text(_note(levels, words), style="dim"))


def _note(levels: Levels, words: Words) -> str:
    return words("ensemble.routes_note") if levels.sets else words("routes.note_shares")


def _table(title: str, first: str, others: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _attrition(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Table | Text:
    found = cohorts(levels, manifest)
    if not found:
        return Text(words("routes.no_cohorts"))
    stages = [words(f"routes.{stage}") for stage in STAGES]
    title = words("ensemble.routes_attrition" if levels.sets else "routes.attrition", lag=LAG)
    table = _table(title, words("routes.year"), [words("routes.complaints"), *stages])
    for cohort in found:
        table.add_row(str(cohort.years[0]), *_cohort_cells(cohort, words))
    table.add_section()
    for cohort in cohorts_together(levels, manifest):
        years = words("comparison.to", low=cohort.years[0], high=cohort.years[-1])
        table.add_row(years, *_cohort_cells(cohort, words), style="bold")
    return table


def _cohort_cells(cohort: Cohort, words: Words) -> Iterator[str]:
    yield value_and_limits(words, cohort.complaints, "complaints")
    for stage in STAGES:
        yield percent_and_limits(words, cohort.shares[stage]) if stage in cohort.shares else ""


def value_and_limits(words: Words, found: Interval, unit: str) -> str:
    """Return a level with its range in brackets, or alone where there is none."""
    value = shown(words, found.mean, unit)
    if found.covers_zero is None:
        return value
    return words("routes.cell", value=value, low=shown(words, found.low, unit), high=shown(words, found.high, unit))


def percent_and_limits(words: Words, found: Interval) -> str:
    """Return a share in percent with its range in brackets."""
    mean, low, high = (_percent(words, value) for value in (found.mean, found.low, found.high))
    if found.covers_zero is None:
        return mean
    return words("routes.cell", value=mean, low=low, high=high)


def _percent(words: Words, share: float) -> str:
    return words.number(100 * share, 0 if abs(share) >= SMALL_SHARE else 1)


def _facts(facts: Sequence[Known], words: Words) -> Table:
    columns = [words(f"routes.{name}") for name in ("value", "unit", "period", "scope")]
    table = _table(words("routes.facts"), words("routes.fact"), [*columns, words("routes.source")])
    for each in facts:
        fact = each.fact
        source = words("parameters.source", source=fact.source, grade=each.grade)
        statement, unit, period = (words.said("facts", each) for each in (fact.statement, fact.unit, fact.period))
        table.add_row(statement, words.plain(fact.value), unit, period, scope(each, words), source)
    return table


def scope(each: Known, words: Words) -> str:
    """Return the place of a fact, and whether that is the country or the region."""
    return words("routes.national" if each.national else "routes.regional", place=words.said("facts", each.fact.place))


def _unserved(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Table | Text:
    totals = whole_period(levels, manifest)
    if not set(UNSERVED) <= totals.keys():
        return Text(words("routes.no_unserved"))
    table = _table(words("routes.unserved"), "", [words(f"comparison.{form}") for form in FORMS])
    for who in who_unserved():
        names = [f"true.unserved_{form}_{who}" for form in FORMS]
        cells = (value_and_limits(words, range_of_level(totals[name], levels.sets), "persons") for name in names)
        table.add_row(words(f"routes.{who}"), *cells)
    return table


def who_unserved() -> list[str]:
    """Return the groups by sex and age, as outcomes name them."""
    return [f"{sex}_{age}" for sex in SEXES for age in AGES]


def _raids(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Iterator[Table]:
    for key, names, whole in raid_parts(levels):
        found = shares(names, whole, levels, manifest)
        if found:
            yield _shares(key, found, whole, levels, manifest, words)


def raid_parts(levels: Levels) -> list[tuple[str, Sequence[str], str]]:
    """Return the two splits of raids: by how many people they identify, and empty ones by cause."""
    return [("identifying", IDENTIFYING, RAIDS), ("causes", causes(levels.outcomes), EMPTY)]


def _shares(
    key: str, found: Sequence[Share], whole: str, levels: Levels, manifest: Mapping[str, Any], words: Words
) -> Table:
    columns = [words("routes.raids"), words("run.range"), words("routes.share")]
    table = _table(words(f"routes.{key}"), "", columns)
    for each in found:
        cells = (shown(words, each.total.mean, "raids"), limits(words, each.total, "raids"))
        table.add_row(words.outcome(each.outcome), *cells, percent_and_limits(words, each.share))
    total = range_of_level(whole_period(levels, manifest)[whole], levels.sets)
    table.add_section()
    table.add_row(words.outcome(whole), shown(words, total.mean, "raids"), limits(words, total, "raids"), "")
    return table


def _registers(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Table:
    columns = ("recorded_value", "true", "true_value", "ratio", "last")
    table = Table(title=words("routes.registers"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(words("routes.recorded"))
    for name in columns:
        table.add_column(words(f"routes.{name}"), justify="left" if name == "true" else "right")
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    for each in registers(levels, manifest):
        (above, part), (below, whole) = each.recorded, each.true
        label = words.outcome(above)
        table.add_row(
            words("routes.a_year", label=label) if each.yearly else label,
            value_and_limits(words, part, units[above]),
            words.outcome(below),
            value_and_limits(words, whole, units[below]),
            value_and_limits(words, each.value, SHARE),
            value_and_limits(words, each.last, SHARE) if each.last else "",
        )
    return table


def routes_csv(levels: Levels, manifest: Mapping[str, Any], facts: Sequence[Known]) -> bytes:
    """Return everything as a long table: blocks, one row a value, facts in rows of their own with their scope."""
    done = (levels.replicates, levels.planned, status(levels.replicates, levels.planned))
    modelled = ((*row, *done, *[""] * 5) for row in _modelled(levels, manifest))
    return as_csv(COLUMNS, [*modelled, *map(_fact_row, facts)])


def _modelled(levels: Levels, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    yield from _cohort_rows([*cohorts(levels, manifest), *cohorts_together(levels, manifest)])
    yield from _level_rows("attention route", ATTENTION, levels, manifest)
    yield from _level_rows("unserved", UNSERVED, levels, manifest)
    for key, names, whole in raid_parts(levels):
        yield from _level_rows(f"raids: {key}", (*names, whole), levels, manifest)
        for each in shares(names, whole, levels, manifest):
            yield _row(f"raids: {key}, share", each.outcome, SHARE, WHOLE, each.share)
    yield from _register_rows(levels, manifest)


def _row(block: str, item: str, unit: str, years: int | str, found: Interval) -> tuple:
    numbers = (plain_public(value, unit) for value in (found.mean, found.low, found.high))
    return block, item.partition(".")[0], item, unit, years, *numbers


def _cohort_rows(found: Sequence[Cohort]) -> Iterator[tuple]:
    for cohort in found:
        first, last = cohort.years[0], cohort.years[-1]
        years = first if first == last else f"{first}-{last}"
        yield _row("complaints by year lodged", "recorded.cohort_complaints", "complaints", years, cohort.complaints)
        for stage, share in cohort.shares.items():
            yield _row("share of complaints by year lodged", f"recorded.cohort_{stage}", SHARE, years, share)


def _level_rows(
    block: str, names: Sequence[str], levels: Levels, manifest: Mapping[str, Any], *, ends: bool = True
) -> Iterator[tuple]:
    """Yield every year and, unless ``ends`` is false, the whole period."""
    years, whole = by_year(levels, manifest), whole_period(levels, manifest)
    for name in (name for name in names if name in whole):
        unit = manifest["outcomes"][name]["unit"]
        for year, column in zip(years.years, years.values[name].T if years.years else (), strict=True):
            yield _row(block, name, unit, year, range_of_level(column, levels.sets))
        if ends:
            yield _row(block, name, unit, WHOLE, range_of_level(whole[name], levels.sets))


def _register_rows(levels: Levels, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    for each in registers(levels, manifest):
        span = "average year" if each.yearly else WHOLE
        for name, found in (each.recorded, each.true):
            yield _row(f"registers: {each.ratio}", name, manifest["outcomes"][name]["unit"], span, found)
        yield _row(f"registers: {each.ratio}", each.ratio, SHARE, span, each.value)
    yield from _level_rows("registers: running ratio", tuple(REGISTERS), levels, manifest, ends=False)
    yield from _level_rows("registers: filed", FILED, levels, manifest)


def _fact_row(each: Known) -> tuple:
    fact, scope = each.fact, "national" if each.national else "regional"
    about = (scope, fact.period, fact.source, each.grade, fact.statement)
    return "fact", "fact", fact.id, fact.unit, "", f"{fact.value:g}", "", "", "", "", "", *about
