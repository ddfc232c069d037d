"""Report the study of replacement: how places are filled after a removal, and what policies avert if they are not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval
from analysis.base.words import Words, words
from analysis.measures.audit import effect
from analysis.measures.replacement import HALF, STAYED, STREAMS, YEARS, Recovery, outcomes, ranked, recovery
from analysis.measures.summarise import Pair, over_time, read_pairs
from analysis.reports.commands import write_figure
from analysis.tables.show import as_csv, plain, plain_public, shown, titled
from experiments.base.files import write_whole
from experiments.store.store import Store

REMOVAL = "removal"
SEPARATOR = "_"
FILLED = ("refilled", "not_refilled")
PEOPLE = "persons"
WAYS = (*STREAMS, STAYED)
MONTHS_SHOWN = (1, 3, 6, 12, 24, 36, 60)
PATH = ("month", "form", "people_fewer", "low_90", "high_90", "share_regained", "share_low_90", "share_high_90")
RATIOS = ("way", "years", "per_person_removed", "low_90", "high_90", "replicates")
RANKING = ("places", "rank", "policy", "form", "person_years_averted", "low_90", "high_90", "replicates")


def report(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``path.csv``, ``ratios.csv``, ``ranking.csv``, ``replacement.png`` and ``.svg``; return the tables."""
    from analysis.figures.captions import about
    from analysis.studies.replacement.figure import alt_text, replacement_figure

    text = words(language)
    pairs = {pair.name: pair for pair in read_pairs(manifest, store, [*outcomes(), *FORMS.values()])}
    if REMOVAL not in pairs:
        return Text(text("replacement.nothing"))
    found, averted = recovery(pairs[REMOVAL]), averted_by(pairs, manifest)
    write_whole(folder / "path.csv", as_csv(PATH, _path_rows(found)))
    write_whole(folder / "ratios.csv", as_csv(RATIOS, _ratio_rows(found)))
    write_whole(folder / "ranking.csv", as_csv(RANKING, _ranking_rows(averted, pairs)))
    figure = replacement_figure(pairs[REMOVAL], found, averted, about(manifest), text)
    write_figure(folder / "replacement", figure, text("replacement.figure_title"), alt_text(found, text))
    return Group(*_tables(pairs[REMOVAL], found, averted, text))


def averted_by(pairs: Mapping[str, Pair], manifest: Mapping[str, Any]) -> dict[tuple[str, str, str], Interval]:
    """Return (whether places are filled, form, policy) -> person-years averted since the policy's start."""
    how = over_time(manifest)
    return {
        (places, form, name.removesuffix(SEPARATOR + places)): interval(-effect(pair, form, how[form]).differences)
        for places in FILLED
        for form in FORMS.values()
        for name, pair in pairs.items()
        if pair.reference == places
    }


def of(averted: Mapping[tuple[str, str, str], Interval], places: str, form: str) -> dict[str, Interval]:
    """Return policy -> person-years averted."""
    return {name: found for (where, what, name), found in averted.items() if (where, what) == (places, form)}


def _tables(pair: Pair, found: Recovery, averted: Mapping[Any, Interval], text: Words) -> Sequence[Table | Text]:
    title = titled(text("replacement.title"), pair.replicates, pair.planned, text)
    rankings = [_ranking(averted, form, text) for form in FORMS.values()]
    notes = [half_time(found, text), text("replacement.note_ways"), text("comparison.note_range", n=pair.replicates)]
    if not of(averted, FILLED[1], FORMS["sexual"]):
        notes.insert(1, text("replacement.no_switch"))
    return [title, _path(found, text), _ratios(found, text), *rankings, Text("\n".join(notes), style="dim")]


def half_time(found: Recovery, text: Words) -> str:
    """Return in words when half of the places are taken again."""
    mean, early, late = (text.number(value) for value in found.half_time)
    return text("replacement.half_time", mean=mean, early=early, late=late, share=text.number(100 * HALF))


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, min_width=len(title))
    for column in columns:
        table.add_column(column)
    return table


def _path(found: Recovery, text: Words) -> Table:
    columns = [text(f"replacement.{name}") for name in ("months", "sexual", "labour", "regained")]
    table = _table(text("replacement.path"), columns)
    mean, low, high = (100 * each for each in found.regained)
    for month in (month for month in MONTHS_SHOWN if month <= found.missing.shape[1]):
        gaps = (interval(gap[:, month - 1]) for gap in found.gaps.values())
        share = Interval(*(float(each[month - 1]) for each in (mean, low, high)))
        table.add_row(str(month), *(_range(gap, PEOPLE, text) for gap in gaps), _percent(share, text))
    return table


def _percent(share: Interval, text: Words) -> str:
    mean, low, high = (text.number(value) for value in (share.mean, share.low, share.high))
    return text("comparison.cell", difference=mean, low=low, high=high)


def _range(found: Interval, unit: str, text: Words) -> str:
    mean, low, high = (shown(text, value, unit) for value in (found.mean, found.low, found.high))
    key = "comparison.cell" if not np.isnan(found.low) else "comparison.cell_alone"
    return text(key, difference=mean, low=low, high=high)


def _ratios(found: Recovery, text: Words) -> Table:
    columns = [text("replacement.way"), *(text("replacement.years", n=years) for years in YEARS)]
    table = _table(text("replacement.ratios"), columns)
    for way in WAYS:
        ratios = (found.per_removed(way, years) for years in YEARS)
        table.add_row(text(f"replacement.{way}"), *(_range(ratio, "1", text) for ratio in ratios))
    return table


def _ranking(averted: Mapping[Any, Interval], form: str, text: Words) -> Table:
    present = [places for places in FILLED if of(averted, places, form)]
    columns = [text("replacement.rank"), *(text(f"replacement.{places}") for places in present)]
    table = _table(text("replacement.ranking", outcome=text.outcome(form)), columns)
    columns_of = [of(averted, places, form) for places in present]
    for rank, policies in enumerate(zip(*(ranked(found) for found in columns_of), strict=True), 1):
        cells = zip(policies, columns_of, strict=True)
        table.add_row(str(rank), *(_placed(policy, found[policy], text) for policy, found in cells))
    return table


def _placed(policy: str, found: Interval, text: Words) -> str:
    unsure = text("replacement.unsure") if found.covers_zero else ""
    return f"{text.scenario(policy)}: {_range(found, 'person-years', text)}{unsure}"


def _path_rows(found: Recovery) -> list[list[Any]]:
    shares = [[plain(float(share), 3) for share in month] for month in zip(*found.regained, strict=True)]
    return [
        [month + 1, form, *_plain(interval(gap[:, month]), PEOPLE), *shares[month]]
        for form, gap in found.gaps.items()
        for month in range(found.missing.shape[1])
    ]


def _plain(found: Interval, unit: str) -> list[str]:
    return [plain_public(value, unit) for value in (found.mean, found.low, found.high)]


def _ratio_rows(found: Recovery) -> list[list[Any]]:
    n = len(found.removed)
    return [[way, years, *_plain(found.per_removed(way, years), "1"), n] for way in WAYS for years in YEARS]


def _ranking_rows(averted: Mapping[Any, Interval], pairs: Mapping[str, Pair]) -> list[list[Any]]:
    return [
        [places, rank, policy, form, *_plain(found[policy], "person-years"), pairs[f"{policy}_{places}"].replicates]
        for places in FILLED
        for form in FORMS.values()
        for found in [of(averted, places, form)]
        for rank, policy in enumerate(ranked(found), 1)
    ]
