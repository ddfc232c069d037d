"""How tables and figures of sensitivity put indices, outcomes and boxes into words."""

import math

from analysis.base.words import Words
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Check
from analysis.sensitivity.subject import Factors, Subject, told
from analysis.tables.show import short_number


def index(words: Words, value: float) -> str:
    """Return an index, a number between 0 and 1 but for noise, as printed."""
    return words.number(value, 2)


def index_in_words(value: float, low: float, high: float, floor: float, words: Words) -> str:
    """Return an index with its interval; if it cannot be told from zero, that and the interval alone.

    ``floor`` is NaN where no noise floor is known.
    """
    if not math.isfinite(low):
        return words("sensitivity.no_interval")
    limits = {"low": index(words, low), "high": index(words, high)}
    if told(value, low, floor):
        return words("sensitivity.index_told", value=index(words, value), **limits)
    return words("sensitivity.within_noise" if low > 0 else "sensitivity.not_told", **limits)


def measured_in(subject: Subject, words: Words) -> str:
    """Return what was analysed: the outcome, its difference from the reference, or the ranking of policies."""
    names = {"policy": words.scenario(subject.policy), "reference": words.scenario(subject.reference)}
    key = f"sensitivity.target_{subject.target}"
    return words(key, outcome=words.outcome(subject.outcome).strip(), **names)


def kind(subject: Subject, words: Words) -> str:
    """Return whether the outcome is what happens or what registers show."""
    return words("sensitivity.kind_recorded" if subject.recorded else "sensitivity.kind_true")


def box_in_words(box: Box, failing: str, factors: Factors, words: Words) -> str:
    """Return a box as a sentence; ``failing`` says what failing means, such as "raids do not beat shelters"."""
    where = words.joined([limit_in_words(each, factors, words) for each in box.limits])
    shares = {"density": words.number(100 * box.density), "coverage": words.number(100 * box.coverage)}
    return words("discovery.sentence", failing=failing, where=where, **shares)


def limit_in_words(limit: Limit, factors: Factors, words: Words) -> str:
    """Return a limit as a clause, such as "the wage is above 300 soles"."""
    label, unit = factors.label(limit.factor), words.unit(factors.units.get(limit.factor, ""))
    if limit.options:
        return words("discovery.options", factor=label, options=words.either(limit.options))
    ends = {"low": short_number(words, limit.low), "high": short_number(words, limit.high)}
    key = {("low",): "above", ("high",): "below", ("low", "high"): "between"}[limit.sides]
    return words(f"discovery.{key}", factor=label, unit=unit, **ends).rstrip()


def check_in_words(check: Check, words: Words) -> str:
    """Return coverage and density of the first box in runs in which it was not found, with 90 % intervals."""
    numbers = {
        **{"coverage": check.coverage.mean, "low": check.coverage.low, "high": check.coverage.high},
        **{"density": check.density.mean, "least": check.density.low, "most": check.density.high},
    }
    return words("sensitivity.boxes_held", **{name: words.number(100 * value) for name, value in numbers.items()})
