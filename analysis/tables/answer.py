"""The answer of a comparison on one screen: one column a package, then the packages against one another."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from analysis.base.headlines import FORMS
from analysis.base.parts import Band
from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.answer import MONEY, SPENT, UNSPENT, Best, Between, Harms, best, between, harms
from analysis.measures.harm import LEDGER
from analysis.measures.summarise import SINCE_START, Pair, Row, over_time, row
from analysis.measures.theories import Holding, holdings, of_theory, theories
from analysis.tables.answer_wording import YEARS, Said, in_brackets, sentences, short_names, told
from analysis.tables.show import by_sets, percent, short_number, shown, titled

WIDTH, LABEL, PACKAGE = 100, 24, 24
MOST_COLUMNS = 3
MOST_NAMED = 3
"""Lines of harm that a cell names; further ones are counted."""
MILLION = 1e6


def answer(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> RenderableType:
    """Return the answer: packages side by side, up to three a block, their differences, and what that says."""
    mine = of_theory(pairs, theories(pairs)[0])
    held = holdings(pairs, over_time(manifest)) if len(theories(pairs)) > 1 else []
    bests = best(mine, manifest) if mine[0].sets else []
    parts: list[RenderableType] = []
    for reference in dict.fromkeys(pair.reference for pair in mine):
        own = [pair for pair in mine if pair.reference == reference]
        parts.append(_title(own, words))
        for block in batched(own, MOST_COLUMNS, strict=False):
            parts += [_block(block, Beside(held, bests), manifest, words), ""]
    found, short = between(mine, manifest), short_names([pair.name for pair in mine], words)
    if found:
        heading = words(by_sets("answer.between", mine[0].sets))
        parts += [Text(heading, style="bold"), _differences(found, short, words), ""]
    said = sentences(Said(mine, found, short, manifest, bests), words, several=bool(held))
    return Constrain(Group(*parts, Text("\n".join(said))), WIDTH)


@dataclass(frozen=True)
class Beside:
    """What stands beside the effects of packages: what holds under theories, and how often each is best."""

    held: Sequence[Holding] = ()
    bests: Sequence[Best] = ()

    def share_best(self, each: Row, form: str) -> float | None:
        """Return in which share of runs a package is best; None where that was not counted."""
        found = (one.shares for one in self.bests if one.form == form and one.reference == each.pair.reference)
        return next((shares[each.pair.name] for shares in found if each.pair.name in shares), None)


def _title(pairs: Sequence[Pair], words: Words) -> Text:
    fewest, planned = min(pairs, key=lambda pair: pair.replicates), max(pair.planned for pair in pairs)
    done, spans = fewest.replicates, {_span(pair, words) for pair in pairs}
    names: dict[str, Any] = {"reference": words.scenario(pairs[0].reference), "n": done, "span": next(iter(spans))}
    names |= {"sets": fewest.sets.count} if fewest.sets else {}
    key = by_sets("answer.title" if len(spans) == 1 else "answer.title_spans", fewest.sets)
    return titled(words(key, **names), done, planned, words)


def _span(pair: Pair, words: Words) -> str:
    return words("answer.span", start=words.month(pair.policy_start), stop=words.month(pair.dates[-1]))


def _block(pairs: Sequence[Pair], beside: Beside, manifest: Mapping[str, Any], words: Words) -> Table:
    """Return the table of up to three packages."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", width=LABEL)
    for pair in pairs:
        table.add_column(words.scenario(pair.name), width=PACKAGE)
    for label, cells, style in _rows(pairs, beside, manifest, words):
        table.add_row(label, *cells, style=style)
    return table


type Line = tuple[str, list[str], str]
"""A row of the table: its label, a cell a package, and its style."""


def _rows(pairs: Sequence[Pair], beside: Beside, manifest: Mapping[str, Any], words: Words) -> Iterator[Line]:
    if len({_span(pair, words) for pair in pairs}) > 1:
        yield words("answer.measured"), [_span(pair, words) for pair in pairs], ""
    for form, outcome in FORMS.items():
        if outcome in pairs[0].outcomes:
            yield from _form(form, [_effect(pair, outcome, manifest) for pair in pairs], beside, words)
    yield from _money(pairs, manifest, words)
    if min(pair.replicates for pair in pairs) > 1:
        yield from _harms(pairs, manifest, words)


def _harms(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> Iterator[Line]:
    """Yield what packages do to each group, as far as it can be told; nothing where the model counts no harm."""
    found = [{each.group: each for each in harms(pair, manifest)} for pair in pairs]
    groups = [group for group in LEDGER if any(group in of_pair for of_pair in found)]
    if groups:
        yield _heading(words("answer.harm"))
    for group in groups:
        yield words(f"answer.{group}"), [_harm(of_pair.get(group), words) for of_pair in found], ""


def _effect(pair: Pair, outcome: str, manifest: Mapping[str, Any]) -> Row:
    return row(pair, outcome, SINCE_START, over_time(manifest))


def _heading(text: str) -> Line:
    return text, [], "bold"


def _form(form: str, effects: Sequence[Row], beside: Beside, words: Words) -> Iterator[Line]:
    """Yield the rows of one form: heading, change with its range, per cent, and what of theories and sets is known."""
    yield _heading(words(f"answer.{form}"))
    change = by_sets("answer.change", effects[0].pair.sets)
    yield words(change), [in_brackets(words, each.difference, YEARS) for each in effects], ""
    yield _of(effects, words), [_percent(each, words) for each in effects], ""
    own = {each.policy: each for each in beside.held if each.outcome == FORMS[form]}
    if own:
        yield words("answer.holds"), [_holds(own.get(each.pair.name), words) for each in effects], ""
    if effects[0].pair.sets:
        if any(each.parts for each in effects):
            yield words("answer.doubt"), [_doubt(each, words) for each in effects], ""
        yield words("answer.chances"), [_chances(each, beside.share_best(each, form), words) for each in effects], ""


def _doubt(each: Row, words: Words) -> str:
    """Return in words how much of the variance between runs is chance, parameters and theories, in per cent."""
    if not each.parts or math.isnan(each.parts.shares[0]):
        return words("answer.none")
    chance, parameters, theories = (words.number(100 * share) for share in each.parts.shares)
    return words("answer.doubt_of", chance=chance, parameters=parameters, theories=theories)


def _chances(each: Row, best_in: float | None, words: Words) -> str:
    shown = words("answer.none") if best_in is None else words.number(100 * best_in)
    return words("answer.chances_of", lower=words.number(100 * each.share_lower), best=shown)


def _of(effects: Sequence[Row], words: Words) -> str:
    """Return the label of percentages; it names the reference's level where all packages share it."""
    levels = {shown(words, each.reference_mean, YEARS) for each in effects}
    return words("answer.percent", level=levels.pop()) if len(levels) == 1 else words("answer.percent_own")


def _percent(each: Row, words: Words) -> str:
    share = percent(each, YEARS)
    text = words("answer.no_percent") if math.isnan(share) else words("answer.share", number=words.number(share, 1))
    return words("answer.both", share=text, reading=told(each.difference, words))


def _holds(held: Holding | None, words: Words) -> str:
    if held is None or held.reference.sign is None:
        return words("answer.none")
    n = len(held.rows)
    if held.reference.sign == 0:
        lower, higher = (len(held.with_sign(sign)) for sign in (-1, 1))
        return words("answer.open", lower=lower, higher=higher, n=n)
    return words("answer.lower_in" if held.reference.sign < 0 else "answer.higher_in", k=len(held.same), n=n)


def _money(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> Iterator[Line]:
    """Yield what packages cost and leave unspent, in millions; nothing where the model counts no cost."""
    names = [name for name in MONEY if name in pairs[0].outcomes]
    if names:
        yield _heading(words("answer.money"))
    for name in names:
        found = [_effect(pair, name, manifest).difference for pair in pairs]
        if name == MONEY[0] or any(each.mean for each in found):
            yield words(f"answer.{name.partition('.')[2]}"), [_millions(each, words) for each in found], ""
    if SPENT in pairs[0].outcomes and UNSPENT in pairs[0].outcomes:
        cells = [_unspent(pair, manifest, words) for pair in pairs]
        if any(cells):
            yield words("answer.unspent"), [cell or words("answer.no_budget") for cell in cells], ""


def _millions(found: Interval, words: Words) -> str:
    mean, low, high = (short_number(words, value / MILLION) for value in (found.mean, found.low, found.high))
    if math.isnan(found.low) or low == high:
        return mean
    return words("answer.range", mean=mean, range=words("comparison.to", low=low, high=high))


def _unspent(pair: Pair, manifest: Mapping[str, Any], words: Words) -> str:
    """Return what a package's budget leaves unspent, and its share; empty without a budget."""
    spent, unspent = (_effect(pair, name, manifest).policy_mean for name in (SPENT, UNSPENT))
    if not spent + unspent:
        return ""
    share = words.number(100 * unspent / (spent + unspent))
    return words("answer.unspent_of", amount=short_number(words, unspent / MILLION), share=share)


def _harm(found: Harms | None, words: Words) -> str:
    """Return in words which lines of a group are worse and which better."""
    if found is None:
        return words("answer.none")
    sides = (("worse", found.worse), ("better", found.better))
    parts = [words(f"answer.{side}", names=_named(names, words)) for side, names in sides if names]
    return "\n".join(parts) or words("answer.no_harm")


def _named(outcomes: Sequence[str], words: Words) -> str:
    names = [words(f"harm.short_{name.partition('.')[2]}") for name in outcomes[:MOST_NAMED]]
    rest = len(outcomes) - len(names)
    return ", ".join(names) + (words("answer.more", k=rest) if rest else "")


def _differences(found: Sequence[Between], short: Mapping[str, str], words: Words) -> Table:
    """Return every package against every other, in both forms."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(words("answer.minus"))
    forms = list(dict.fromkeys(each.form for each in found))
    for form in forms:
        table.add_column(words(f"comparison.{form}"))
    for names in dict.fromkeys((each.first, each.second) for each in found):
        own = {each.form: _between_cell(each, words) for each in found if (each.first, each.second) == names}
        label = words("answer.pair", first=short[names[0]], second=short[names[1]])
        table.add_row(label, *(own.get(form, "") for form in forms))
    return table


def _between_cell(each: Between, words: Words) -> str:
    change = in_brackets(words, each.difference, YEARS)
    key = "answer.between_cell_sets" if isinstance(each.difference, Band) else "answer.between_cell"
    share = words.number(100 * each.share_lower)
    return words(key, change=change, reading=told(each.difference, words), share=share)
