"""The recovery after a removal and the ranking of policies: tables for the terminal, and CSV files."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval
from analysis.base.words import Words
from analysis.measures.summarise import Pair
from analysis.studies.replacement.arms import UNFILLED
from analysis.studies.replacement.measures import HALF, PLACES, WAYS, YEARS, Averted, Recovery, by_policy
from analysis.tables.show import as_csv, difference_and_limits, plain, plain_public, titled

PERSONS = "persons"
MONTHS_SHOWN = (1, 3, 6, 12, 24, 36, 60)
PATH = ("month", "form", "people_fewer", "low_90", "high_90", "share_regained", "share_low_90", "share_high_90")
RATIOS = ("way", "years", "per_person_removed", "low_90", "high_90", "replicates")
RANKING = ("places", "rank", "policy", "form", "person_years_averted", "low_90", "high_90", "replicates")


def replacement_tables(pair: Pair, found: Recovery, averted: Averted, words: Words) -> Group:
    """Return the path of the recovery, what made up for the people removed, and the ranking of policies by form."""
    title = titled(words("replacement.title"), pair.replicates, pair.planned, words)
    rankings = [_ranking(averted, outcome, words) for outcome in FORMS.values()]
    n = pair.replicates
    chance = words("comparison.note_range", n=n) if n > 1 else words("comparison.note_one")
    notes = [half_time(found, words), words("replacement.note_ways"), chance]
    if not by_policy(averted, UNFILLED, FORMS["sexual"]):
        notes.insert(1, words("replacement.no_switch"))
    return Group(title, _path(found, words), _ratios(found, words), *rankings, Text("\n".join(notes), style="dim"))


def half_time(found: Recovery, words: Words) -> str:
    """Return in words when half of the places are taken again."""
    mean, early, late = (words.number(value) for value in found.half_time)
    about = {"mean": mean, "early": early, "late": late, "share": words.number(100 * HALF)}
    return words.by_replicates("replacement.half_time", len(found.removed), **about)


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, min_width=len(title))
    for column in columns:
        table.add_column(column)
    return table


def _path(found: Recovery, words: Words) -> Table:
    columns = [words(f"replacement.{name}") for name in ("months", "sexual", "labour", "regained")]
    table = _table(words.by_replicates("replacement.path", len(found.removed)), columns)
    mean, low, high = (100 * each for each in found.regained)
    for month in (month for month in MONTHS_SHOWN if month <= found.missing.shape[1]):
        gaps = (interval(gap[:, month - 1]) for gap in found.gaps.values())
        share = Interval(*(float(each[month - 1]) for each in (mean, low, high)))
        cells = (difference_and_limits(words, gap, PERSONS, say=False) for gap in gaps)
        table.add_row(str(month), *cells, _percent(share, words))
    return table


def _percent(share: Interval, words: Words) -> str:
    mean, low, high = (words.number(value) for value in (share.mean, share.low, share.high))
    if share.covers_zero is None:
        return words("comparison.cell_alone", difference=mean)
    return words("comparison.cell", difference=mean, low=low, high=high)


def _ratios(found: Recovery, words: Words) -> Table:
    columns = [words("replacement.way"), *(words("replacement.years", n=years) for years in YEARS)]
    table = _table(words.by_replicates("replacement.ratios", len(found.removed)), columns)
    for way in WAYS:
        ratios = (found.per_removed(way, years) for years in YEARS)
        cells = (difference_and_limits(words, ratio, "1", say=False) for ratio in ratios)
        table.add_row(words(f"replacement.{way}"), *cells)
    return table


def _ranking(averted: Averted, outcome: str, words: Words) -> Table:
    rankings = {places: found for places in PLACES if (found := by_policy(averted, places, outcome))}
    columns = [words("replacement.rank"), *(words(f"replacement.{places}") for places in rankings)]
    known = [each for found in rankings.values() for each in found.values()]
    key = "replacement.ranking" if any(each.covers_zero is not None for each in known) else "replacement.ranking_one"
    table = _table(words(key, outcome=words.outcome(outcome)), columns)
    ranked = zip(*(found.items() for found in rankings.values()), strict=True)
    for rank, policies in enumerate(ranked, 1):
        table.add_row(str(rank), *(_ranked(policy, found, words) for policy, found in policies))
    return table


def _ranked(policy: str, found: Interval, words: Words) -> str:
    unsure = words("replacement.unsure") if found.covers_zero else ""
    return f"{words.scenario(policy)}: {difference_and_limits(words, found, 'person-years', say=False)}{unsure}"


def path_csv(found: Recovery) -> bytes:
    """Return people fewer and the share of places taken again, by form and month."""
    shares = [[plain(float(share), 3) for share in month] for month in zip(*found.regained, strict=True)]
    rows = (
        [month + 1, form, *_plain(interval(gap[:, month]), PERSONS), *shares[month]]
        for form, gap in found.gaps.items()
        for month in range(found.missing.shape[1])
    )
    return as_csv(PATH, rows)


def _plain(found: Interval, unit: str) -> list[str]:
    return [plain_public(value, unit) for value in (found.mean, found.low, found.high)]


def ratios_csv(found: Recovery) -> bytes:
    """Return people per person removed, by way and years."""
    n = len(found.removed)
    rows = ([way, years, *_plain(found.per_removed(way, years), "1"), n] for way in WAYS for years in YEARS)
    return as_csv(RATIOS, rows)


def ranking_csv(averted: Averted, pairs: Mapping[str, Pair]) -> bytes:
    """Return the person-years that policies avert, by whether places are filled, form and rank."""
    return as_csv(RANKING, _ranking_rows(averted, pairs))


def _ranking_rows(averted: Averted, pairs: Mapping[str, Pair]) -> list[list[Any]]:
    return [
        [places, rank, policy, outcome, *_plain(found, "person-years"), pairs[f"{policy}_{places}"].replicates]
        for places in PLACES
        for outcome in FORMS.values()
        for rank, (policy, found) in enumerate(by_policy(averted, places, outcome).items(), 1)
    ]
