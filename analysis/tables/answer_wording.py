"""The sentences below the table of an answer: what it says, what its ranges are, and what is not in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.base.headlines import FORMS
from analysis.base.parts import FEWEST_FOR_BAND
from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.answer import Best, Between
from analysis.measures.summarise import SINCE_START, Pair, Row, over_time, row
from analysis.tables.show import limits, shown, worth_in_words

YEARS = "person-years"
FEW = 5
"""With fewer replicates, ranges themselves are a matter of chance."""
SURE = 0.95
"""Share of runs from which on a package is said to be the best."""


def told(found: Interval, words: Words) -> str:
    """Return whether a difference is lower, higher, nothing at all, or cannot be told."""
    if found.covers_zero is None:
        return words("answer.no_range")
    if found.mean == found.low == found.high == 0:
        return words("answer.same")
    if found.covers_zero:
        return words("answer.cannot_tell")
    return words("comparison.fewer" if found.high < 0 else "comparison.more")


def in_brackets(words: Words, found: Interval, unit: str, key: str = "answer.range") -> str:
    """Return a difference and, in brackets, its range if there is one."""
    mean = shown(words, found.mean, unit)
    return mean if found.covers_zero is None else words(key, mean=mean, range=limits(words, found, unit))


def short_names(names: Sequence[str], words: Words) -> dict[str, str]:
    """Return names as printed without the words that all of them end with; one name alone stays whole."""
    parted = {name: words.scenario(name).split() for name in names}
    while len(names) > 1 and len({each[-1] for each in parted.values()}) == 1 and min(map(len, parted.values())) > 1:
        parted = {name: each[:-1] for name, each in parted.items()}
    return {name: " ".join(each).rstrip(",") for name, each in parted.items()}


@dataclass(frozen=True)
class Said:
    """What the sentences speak of: packages, their differences, their short names, the manifest, which are best."""

    pairs: Sequence[Pair]
    between: Sequence[Between]
    short: Mapping[str, str]
    manifest: Mapping[str, Any]
    bests: Sequence[Best] = ()

    def effects(self, outcome: str) -> list[Row]:
        """Return the effect of every package on an outcome since its start."""
        return [row(pair, outcome, SINCE_START, over_time(self.manifest)) for pair in self.pairs]


def sentences(about: Said, words: Words, *, several: bool) -> Iterator[str]:
    """Yield the sentences; ``several`` tells that rival theories were run."""
    n = min(pair.replicates for pair in about.pairs)
    for form, outcome in FORMS.items():
        if outcome in about.pairs[0].outcomes and n > 1:
            yield _said(form, about.effects(outcome), about.short, words) + _lowest(form, about, words)
    yield from _warnings(about, words)
    yield from _about_sets(about, n, words) if about.pairs[0].sets else _about_range(n, several, words)
    yield words("answer.note_harm")
    yield words("answer.note_full")


def _about_range(n: int, several: bool, words: Words) -> Iterator[str]:
    yield words("answer.note_range", n=n) if n > 1 else words("comparison.note_one")
    if 1 < n < FEW:
        yield words("answer.note_few", n=n)
    yield words("answer.note_theories" if several else "answer.note_no_theories")


def _about_sets(about: Said, n: int, words: Words) -> Iterator[str]:
    yield words("answer.note_band", n=n)
    if n < FEWEST_FOR_BAND:
        yield words("answer.note_few_runs", n=n)
    yield from worth_in_words(about.pairs[0].sets, words) if about.pairs[0].sets else ()
    few = any(pair.sets and pair.sets.too_few for pair in about.pairs)
    yield words("answer.note_no_parts" if few else "answer.note_parts")


def _said(form: str, effects: Sequence[Row], short: Mapping[str, str], words: Words) -> str:
    """Return in one sentence with which packages a form is lower, higher, or cannot be told."""
    signs = {"lower": -1, "higher": 1, "unclear": 0}
    named = {key: [short[each.pair.name] for each in effects if each.sign == sign] for key, sign in signs.items()}
    parts = [words(f"answer.said_{key}", names=words.joined(names)) for key, names in named.items() if names]
    return words("answer.said", form=words(f"answer.subject_{form}"), parts=words("answer.then").join(parts))


def _lowest(form: str, about: Said, words: Words) -> str:
    """Return whether one package can be told to be the lowest of all; nothing if none is lower or there is only one."""
    if about.bests:
        return "".join(f" {_best(each, about, words)}" for each in about.bests if each.form == form)
    found = [each for each in about.between if each.form == form]
    if not found or not any(each.sign == -1 for each in about.effects(FORMS[form])):
        return ""
    others = len(about.pairs) - 1
    lowest = [each for each in about.effects(FORMS[form]) if below_all(each.pair.name, found, others)]
    if not lowest:
        return " " + words("answer.lowest_unclear")
    change = in_brackets(words, lowest[0].difference, YEARS, "answer.lowest_change")
    return " " + words("answer.lowest", name=about.short[lowest[0].pair.name], change=change)


def _best(each: Best, about: Said, words: Words) -> str:
    """Return which package is best in nearly all runs, or how often each is."""
    name, share = max(each.shares.items(), key=lambda one: one[1])
    named = {one: about.short.get(one, words("answer.no_policy")) for one in each.shares}
    if share >= SURE:
        key = "answer.best" if name in about.short else "answer.best_none"
        return words(key, name=named[name], share=words.number(100 * share))
    ranked = sorted(each.shares.items(), key=lambda one: -one[1])
    parts = [words("answer.best_share", name=named[one], share=words.number(100 * part)) for one, part in ranked]
    return words("answer.best_unclear", shares=", ".join(parts))


def below_all(name: str, found: Sequence[Between], others: int) -> bool:
    """Tell whether a package can be told to be below all ``others``, each of which it must be comparable with."""
    own = [each for each in found if name in (each.first, each.second)]
    return len(own) == others and all(_below(name, each) for each in own)


def _below(name: str, each: Between) -> bool:
    sign = 1 if name == each.first else -1
    return each.difference.covers_zero is False and sign * each.difference.mean > 0


def _warnings(about: Said, words: Words) -> Iterator[str]:
    """Yield what keeps packages from being compared alike: a price of their own, or another reference."""
    starts = {arm["scenario"]: arm["policy_start"] for arm in about.manifest.get("arms", ())}
    other = [about.short[pair.name] for pair in about.pairs if starts.get(pair.name, "") is None]
    if other:
        yield words("answer.note_price", names=words.joined(other))
    references = dict.fromkeys(pair.reference for pair in about.pairs)
    if len(references) > 1:
        yield words("answer.note_references", names=words.joined([words.scenario(name) for name in references]))
