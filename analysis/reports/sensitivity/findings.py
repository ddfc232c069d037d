"""What a sensitivity study found, in a few sentences whose every number comes from the store."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.stats import beta

from analysis.base.statistics import LEVEL
from analysis.base.words import Words
from analysis.reports.sensitivity.flips import contests, flips
from analysis.reports.sensitivity.stages import Findings, Indexed, importances, rival_beaten
from analysis.sensitivity.discovery import in_words
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.ranking import rank_policies
from analysis.tables.sensitivity import held
from experiments.design.factors import DUMMY

NAMED = 3
"""Factors named in a sentence."""


def findings_page(found: Findings, words: Words) -> str:
    """Return the findings as lines of Markdown: what was asked, what was found, how sure that is, what is missing."""
    lines = [f"# {found.study.name}", "", found.study.experiment.question, ""]
    sentences = list(sentences_of(found, words))
    lines += [f"{n}. {sentence}" for n, sentence in enumerate(sentences, start=1)] or [words("findings.nothing")]
    lines += ["", words("findings.partial" if not found.complete else "findings.complete"), "", words("findings.scope")]
    return "\n".join(lines) + "\n"


def sentences_of(found: Findings, words: Words) -> Iterator[str]:
    """Yield one sentence a finding; nothing for a stage that has no results yet."""
    if found.screened:
        yield _of_screening(found, words)
    if found.indexed:
        for outcome in found.study.subject.outcomes:
            yield _of_indices(found, found.indexed, outcome, words)
        yield _of_certainty(found, found.indexed, words)
        for pair in contests(found):
            for outcome in found.study.subject.outcomes:
                yield _of_contest(found, found.indexed, pair, outcome, words)


def _of_screening(found: Findings, words: Words) -> str:
    assert found.screened
    importance, floor = importances(found.screened)
    within = [name for name, value in importance.items() if value <= floor and name != DUMMY]
    first = sorted(importance, key=lambda name: -importance[name])[:NAMED]
    return words(
        "findings.screening",
        n=len(importance) - 1,
        first=words.joined(first),
        floor=words.number(floor, 2),
        within=words.joined(within) if within else words("findings.none"),
        points=len(found.screened.runs.places),
        replicates=found.screened.runs.replicates,
    )


def _of_indices(found: Findings, indexed: Indexed, outcome: str, words: Words) -> str:
    total = indexed.sobol.indices.total.output(indexed.place(f"difference {outcome}"))
    level = indexed.sobol.indices.total.output(indexed.place(f"level {outcome}"))
    levers, floor = indexed.inert(), indexed.noise(indexed.sobol.indices.total)
    return words(
        "findings.indices",
        outcome=words.outcome(outcome),
        policy=words.scenario(found.study.subject.policy),
        reference=words.scenario(Path(found.study.experiment.against or "").stem),
        first=_leading(total, list(total.names), floor, words),
        levers=_leading(total, levers, floor, words),
        level=_leading(level, list(level.names), floor, words),
    )


def _leading(total: Estimates, names: list[str], floor: float, words: Words) -> str:
    """Return the factors with the largest indices that can be told from zero and noise, with their intervals."""
    places = [total.names.index(name) for name in names if name != DUMMY]
    told = [n for n in places if total.low[n] > 0 and total.value[n] > floor]
    first = sorted(told, key=lambda n: -total.value[n])[:NAMED]
    if not first:
        return words("findings.none_told")
    return words.joined([_index(total, n, words) for n in first])


def _index(total: Estimates, n: int, words: Words) -> str:
    value, low, high = (words.number(float(each[n]), 2) for each in (total.value, total.low, total.high))
    return words("findings.index", factor=total.names[n], value=value, low=low, high=high)


def _of_certainty(found: Findings, indexed: Indexed, words: Words) -> str:
    """Return how sure the indices of the first outcome's difference are; luck is measured on the screening's points."""
    outcome, first = found.study.subject.outcomes[0], 0
    share = found.screened.share.get(outcome) if found.screened else None
    luck = [share.share.value, share.share.low, share.share.high] if share else [np.array([np.nan])] * 3
    value, low, high = (words.number(100 * float(np.ravel(each)[0])) for each in luck)
    total = indexed.sobol.indices.total.output(first)
    leading = np.argsort(-total.value)[:NAMED]
    return words(
        "findings.certainty",
        luck=value,
        low=low,
        high=high,
        q2=words.number(float(indexed.held_out.q2[first]), 2),
        coverage=words.number(100 * float(indexed.held_out.coverage[first])),
        unexplained=words.number(100 * float(np.ravel(indexed.sobol.unexplained.output(first).value)[0])),
        width=words.number(float(np.max(total.half_width[leading])), 2),
        noise=words.number(indexed.noise(indexed.sobol.indices.total), 2),
        points=len(indexed.runs.places),
        replicates=indexed.runs.replicates,
    )


def _of_contest(found: Findings, indexed: Indexed, pair: tuple[str, str], outcome: str, words: Words) -> str:
    """Return where the first of a pair is better, what a wrong choice costs, and what would flip it."""
    better = ~rival_beaten(indexed, pair, outcome)
    low, high = share_interval(int(better.sum()), len(better))
    values = np.stack([indexed.runs.level(each, outcome).mean(1) for each in pair], axis=1)
    regret = rank_policies(values, pair).regret.value
    text = words(
        "findings.ranking",
        one=words.scenario(pair[0]),
        other=words.scenario(pair[1]),
        outcome=words.outcome(outcome),
        count=int(better.sum()),
        points=len(better),
        low=words.number(100 * low, 1),
        high=words.number(100 * high, 1),
        regret=words.number(float(regret[0])),
        others=words.number(float(regret[1])),
    )
    apart = _of_distance(found, indexed, outcome, words) if pair == found.study.subject.rivals else ""
    return f"{text}{apart} {_of_flips(found, outcome, pair, words)}"


def _of_distance(found: Findings, indexed: Indexed, outcome: str, words: Words) -> str:
    total = indexed.sobol.indices.total.output(indexed.place(f"ranking {outcome}"))
    names = [name for name in total.names if name not in indexed.inert()]
    floor = indexed.noise(indexed.sobol.indices.total)
    return " " + words("findings.apart", first=_leading(total, names, floor, words))


def _of_flips(found: Findings, outcome: str, pair: tuple[str, str], words: Words) -> str:
    """Return under which conditions the first of a pair stops being better, with coverage and density."""
    flip = flips(found, outcome, pair)
    if flip is None:
        return words("findings.no_flip")
    boxes, check, failing = flip
    if not boxes:
        return words("findings.no_box", failing=failing)
    units = {factor.name: factor.unit for factor in found.study.factors}
    labels = {factor.name: factor.name for factor in found.study.factors}
    said = in_words(boxes[0], words, labels, units, failing)
    return f"{said} {held(check, words)}" if check else said


def share_interval(count: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share of n points (Clopper and Pearson 1934), also where it is none or all."""
    low = beta.ppf((1 - level) / 2, count, n - count + 1) if count else 0.0
    high = beta.ppf((1 + level) / 2, count + 1, n - count) if count < n else 1.0
    return float(low), float(high)
