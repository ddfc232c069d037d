"""Under how many theories an effect holds, and which policy averts most under each theory: tables and CSV files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.headlines import FORMS
from analysis.base.words import Words
from analysis.measures.summarise import Pair, over_time
from analysis.measures.theories import JUDGED, Holding, Ranking, holdings, rankings, theories
from analysis.tables.comparison import EFFECT, csv_effect
from analysis.tables.show import (
    as_csv,
    difference_and_limits,
    labelled,
    plain,
    plain_public,
    shown,
    status,
    titled,
)

COLUMNS = (
    *("policy", "reference", "theory", "family", "outcome", "unit", "months"),
    *EFFECT,
    *("theories", "theories_same_sign", "theories_opposite_sign", "theories_not_told"),
    *("lowest_mean_over_theories", "highest_mean_over_theories", "replicates", "replicates_planned", "status"),
)
RANKING_COLUMNS = (
    *("theory", "form", "rank", "policy", "person_years_averted_a_year", "share_of_resamples_in_which_best"),
    "replicates",
)
MOST_RANKED = 3
"""How many policies the table of ranks names under each theory."""


def theory_tables(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> Group:
    """Return under how many theories each effect holds, and the order of policies under each theory."""
    how, units = over_time(manifest), {name: about["unit"] for name, about in manifest["outcomes"].items()}
    done, planned = min(pair.replicates for pair in pairs), max(pair.planned for pair in pairs)
    title = titled(words("theories.title", n=len(theories(pairs))), done, planned, words)
    found = [each for each in holdings(pairs, how) if each.outcome in JUDGED]
    tables = [_holds(name, found, units[name], words) for name in JUDGED if name in pairs[0].outcomes]
    ranked = rankings(pairs, how)
    ranks = [_ranks(form, [each for each in ranked if each.form == form], words) for form in FORMS]
    return Group(title, *tables, *(part for both in ranks for part in both), _notes(done, words), "")


def _holds(outcome: str, found: Sequence[Holding], unit: str, words: Words) -> Table:
    title = words("theories.holds", outcome=labelled(outcome, unit, words))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for key in ("policy", "reference", "span", "result", "else"):
        table.add_column(words(f"theories.{key}"))
    for each in found:
        if each.outcome == outcome:
            table.add_row(*_held(each, unit, words))
    return table


def _held(each: Holding, unit: str, words: Words) -> Iterator[str]:
    yield words.scenario(each.policy)
    yield difference_and_limits(words, each.reference.difference, unit, say=False)
    low, high = (shown(words, value, unit) for value in each.span)
    yield words("comparison.to", low=low, high=high)
    yield conclusion(each, words)
    yield exceptions(each, words)


def conclusion(each: Holding, words: Words) -> str:
    """Return in words under how many theories an effect holds; without one under the reference, how many show one."""
    n = len(each.rows)
    if each.reference.sign is None:
        return words("comparison.no_interval")
    if each.reference.sign == 0:
        lower, higher = (len(each.with_sign(sign)) for sign in (-1, 1))
        return words("theories.open", lower=lower, higher=higher, unclear=len(each.unclear), n=n)
    key = "theories.lower" if each.reference.sign < 0 else "theories.higher"
    return words(key, same=len(each.same), n=n)


def exceptions(each: Holding, words: Words) -> str:
    """Return in words under which theories the effect is the opposite, and under which it cannot be told from zero."""
    if not each.reference.sign:
        return ""
    named = {"opposite": each.opposite, "unclear": each.unclear}
    parts = (
        words(f"theories.{key}", named=words.joined([words.theory(one) for one in names]), k=len(names))
        for key, names in named.items()
        if names
    )
    return "\n".join(parts)


def _ranks(form: str, found: Sequence[Ranking], words: Words) -> tuple[Table, Text]:
    title = words("theories.ranks", form=words(f"comparison.{form}"))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(words("theories.theory"))
    for place in range(1, MOST_RANKED + 1):
        table.add_column(words("theories.place", number=place))
    for each in found:
        table.add_row(words.theory(each.theory), *(_ranked(name, each, words) for name in each.order[:MOST_RANKED]))
    return table, Text(best_of(found, words) + "\n")


def _ranked(name: str, ranking: Ranking, words: Words) -> str:
    share = ranking.chance_of_best[name]
    key = "theories.rank_alone" if share != share else "theories.rank"
    rate = shown(words, -float(ranking.rates[name].mean()), "person-years")
    return words(key, name=words.scenario(name), rate=rate, share=words.number(100 * share))


def best_of(found: Sequence[Ranking], words: Words) -> str:
    """Return in words under how many theories each policy averts most by its mean."""
    best = [each.order[0] for each in found]
    counts = sorted({name: best.count(name) for name in best}.items(), key=lambda one: -one[1])
    parts = [words("theories.best_of", name=words.scenario(name), k=k, n=len(best)) for name, k in counts]
    return words("theories.best", parts=words("answer.then").join(parts))


def _notes(done: int, words: Words) -> Text:
    lines = [words("theories.note_holds"), words("theories.note_span"), words("theories.note_best")]
    lines.append(words("comparison.note_range", n=done) if done > 1 else words("comparison.note_one"))
    return Text("\n".join(lines), style="dim")


def theories_csv(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return every policy, outcome and theory as a row, with the number of theories that agree, rounded."""
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    found = holdings(pairs, over_time(manifest))
    return as_csv(COLUMNS, (cells for each in found for cells in _csv_rows(each, units[each.outcome], words)))


def _csv_rows(each: Holding, unit: str, words: Words) -> Iterator[list[Any]]:
    family, _, _ = each.outcome.partition(".")
    counts = [len(found) for found in (each.rows, each.same, each.opposite, each.unclear)]
    span = [plain_public(value, unit) for value in each.span]
    for theory, row in each.rows.items():
        pair = row.pair
        runs = (pair.replicates, pair.planned, status(pair.replicates, pair.planned))
        names = (each.policy, pair.reference, theory, family, each.outcome, unit, row.months)
        yield [*names, *csv_effect(row, unit, words), *counts, *span, *runs]


def ranking_csv(pairs: Sequence[Pair], manifest: Mapping[str, Any]) -> bytes:
    """Return the rank of every policy by form and theory, with the chance of being best within the theory."""
    return as_csv(RANKING_COLUMNS, (cells for each in rankings(pairs, over_time(manifest)) for cells in _ranking(each)))


def _ranking(each: Ranking) -> Iterator[list[Any]]:
    for place, name in enumerate(each.order, 1):
        averted = plain(-float(each.rates[name].mean()), 2)
        share = plain(each.chance_of_best[name], 3)
        yield [each.theory, each.form, place, name, averted, share, len(each.rates[name])]
