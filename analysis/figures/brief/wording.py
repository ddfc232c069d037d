"""What figures for staff say: findings in calibrated words, numbers of two figures, and where they come from."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.base.provenance import provenance_of
from analysis.base.rounding import counts_people, public
from analysis.base.words import Words
from analysis.figures.captions import people
from analysis.measures.effects import Effect, Holds, Results
from analysis.measures.summarise import LAST_YEAR, MONTHS_A_YEAR, horizons
from analysis.tables.answer_wording import short_names
from analysis.tables.show import references, short_number
from analysis.tables.verbs import FEW, verb

LITTLE, LOT = 0.05, 0.20
"""Shares of the reference below which a change is little, and from which on it is large."""

MOST_NAMED = 3
"""Scenarios that the line below a figure names, and policies that a part of a title names."""

FIGURES = 2
"""Significant digits of a number that staff read."""


def number(words: Words, value: float, unit: str = "") -> str:
    """Return a number with two significant digits; small counts and small shares are rounded as everywhere."""
    if counts_people(unit):
        value = public(value, unit)
    if unit == "%":
        value = round(value, 1)
    return short_number(words, value, FIGURES)


def change(words: Words, found: Effect) -> str:
    """Return an effect with its range, such as ``−3.4 % (−5 to −2)``; its sign is always written."""
    unit = words("figures_common.percent") if found.unit == "%" else ""
    mean = signed(words, found.mean, found.unit) + unit
    if math.isnan(found.low):
        return words("figures_common.alone", mean=mean)
    low, high = (signed(words, value, found.unit) for value in (found.low, found.high))
    return words("figures_common.range", mean=mean, low=low, high=high)


def signed(words: Words, value: float, unit: str = "") -> str:
    """Return a number with its sign."""
    text = number(words, value, unit)
    return f"+{text}" if value > 0 and text != words.number(0) else text


def verdict(words: Words, found: Effect) -> str:
    """Return what an effect says, as the rest of a sentence: ``probably falls a little``; the verbs of briefs."""
    if found.sign is None:
        return words("figures_common.one_run")
    size = f"figures_common.size_{_how_much(found)}"
    return verb(found, words) + (words(size) if found.sign else "")


def _how_much(found: Effect) -> str:
    size = abs(found.share)
    if math.isnan(size):
        return "plain"
    return "little" if size < LITTLE else "lot" if size >= LOT else "plain"


def lasting(words: Words, results: Results, outcome: str) -> str:
    """Return whether an effect lasts, as an addition to a finding; empty where nothing can be said.

    The third year (in a short period the first) is compared with the last 12 months: the effect fades where it is told
    to be nearer to zero then, it lasts where it can be told in both with one sign and is not told to be nearer. Where
    ranges hold more than chance nothing is said, as differences under the same luck do not.
    """
    early = next((years for years in (3, 1) if years in horizons(results.pair)), 0)
    months = len(results.pair.dates) - results.pair.first_month
    if not early or months < MONTHS_A_YEAR * (early + 1):
        return ""
    first, last = (results.effect(outcome, span) for span in (f"year {early}", LAST_YEAR))
    if not first.sign or first.holds is Holds.ALL:
        return ""
    between = results.later(outcome, f"year {early}", LAST_YEAR)
    if between.covers_zero is False and between.mean * first.sign < 0:
        return words("figures_common.fades" if last.sign != -first.sign else "figures_common.turns")
    return words("figures_common.lasts") if last.sign == first.sign else words("figures_common.lasts_unclear")


def those(words: Words, names: Sequence[str], every: Sequence[str]) -> str:
    """Return some of all policies: their titles in short, as the figure has them whole, or of many their number."""
    if len(names) > MOST_NAMED:
        return words(f"figures_common.{'some' if len(names) < len(every) else 'every'}", k=len(names), n=len(every))
    short = short_names(every, words)
    return words.joined([words("figures_common.quoted", name=short[name]) for name in names])


def fitting(words: Words, names: Sequence[str], room: int) -> tuple[Sequence[str], str]:
    """Return the policies of an order that find room, of too many those at both ends, and how many are left out."""
    if len(names) <= room:
        return names, ""
    half = room // 2
    return [*names[:half], *names[half - room :]], words("figures_common.more", n=len(names) - room)


def sorted_out(words: Words, found: Mapping[str, Effect], how: str) -> str:
    """Return for which names an outcome falls, rises, or cannot be told, as one enumeration, the surest first.

    ``how`` is the key that joins names to a verb: ``with``, ``for`` or ``where``.
    """
    verbs = by_verb(words, found)
    parts = [words(f"figures_common.{how}", verb=said, names=words.joined(names)) for said, names in verbs.items()]
    return words("figures_common.then").join(parts)


def by_verb(words: Words, found: Mapping[str, Effect]) -> dict[str, list[str]]:
    """Return names by the verb that their effects allow, the surest first."""
    verbs: dict[str, list[str]] = {}
    for name, each in sorted(found.items(), key=lambda item: -_sureness(item[1])):
        verbs.setdefault(verb(each, words), []).append(name)
    return verbs


def _sureness(found: Effect) -> float:
    """Return how far the probability of a fall is from one half; zero where it is not known."""
    return 0.0 if math.isnan(found.lower) else abs(found.lower - 0.5)


def quoted(words: Words, policy: str) -> str:
    """Return the title of a policy in quotation marks, for sentences."""
    return words("figures_common.quoted", name=words.scenario(policy))


def source(words: Words, results: Results, policies: Sequence[str] = ()) -> str:
    """Return the line below a figure: source, scenarios, runs, what the range is, version."""
    about, pair = provenance_of(results.manifest), results.pair
    chosen = [other for other in results.pairs if other.name in (policies or (results.policy,))]
    done, planned = min(other.replicates for other in chosen), max(other.planned for other in chosen)
    values: dict[str, Any] = {
        "version": about.model_version,
        "seed": about.seed,
        "scenarios": _scenarios(words, list(dict.fromkeys(other.name for other in chosen))),
        "reference": references(chosen, words),
        "start": pair.dates[0].year,
        "stop": pair.dates[-1].year,
        "people": people(about, words),
        "n": done,
    }
    partial = words("figure.partial", done=done, planned=planned) if done < planned else ""
    return partial + words("figures_common.source", **values) + " " + range_said(words, results, done)


def _scenarios(words: Words, names: Sequence[str]) -> str:
    """Return the names of scenarios; of many only their number, as the figure names them."""
    if len(names) > MOST_NAMED:
        return words("figures_common.scenarios", n=len(names))
    return words.joined([words.scenario(name) for name in names])


def range_said(words: Words, results: Results, runs: int) -> str:
    """Return what the ranges hold."""
    if runs < 2:
        return words("figures_common.holds_nothing")
    holds = results.effect(results.pair.outcomes[0]).holds
    said = words("figures_common.holds_all" if holds is Holds.ALL else "figures_common.holds_chance")
    return f"{said} {words('figures_common.few', n=FEW)}" if runs < FEW else said


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
