"""The findings of a sensitivity study: a few sentences with numbers from the store."""

from collections.abc import Iterator, Sequence

import numpy as np
from rich.text import Text
from scipy.stats import beta

from analysis.base.statistics import LEVEL
from analysis.base.words import Words
from analysis.reports.base import File, Report
from analysis.reports.sensitivity.base import StudyRequest
from analysis.reports.sensitivity.flips import contests, rival_beaten
from analysis.reports.sensitivity.results import IndicesResult, ScreeningResult, StudyResults
from analysis.reports.sensitivity.stages import importances
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.ranking import rank_policies
from analysis.tables.sensitivity_wording import box_in_words, check_in_words
from experiments.design.factors import DUMMY

NAMED = 3
"""Most factors that a sentence names."""


def _read(request: StudyRequest) -> StudyResults:
    return request.results


def _files(request: StudyRequest, results: StudyResults) -> Iterator[File]:
    yield "findings.md", findings_page(request).encode()


def _shown(request: StudyRequest, results: StudyResults) -> Text:
    return Text(findings_page(request))


def findings_page(request: StudyRequest) -> str:
    """Return the findings in Markdown: the question, what was found, how sure that is, and what is missing."""
    words, results = request.words, request.results
    made = words("findings.made", **vars(request.provenance))
    if sets := results.study.experiment.sets:
        made += " " + words("ensemble.made", file=sets.file.name, checksum=sets.checksum)
    lines = [f"# {results.study.name}", "", results.study.experiment.question, "", made, ""]
    sentences = list(_sentences(request))
    lines += [f"{n}. {sentence}" for n, sentence in enumerate(sentences, start=1)] or [words("findings.nothing")]
    lines += ["", words("findings.complete" if results.complete else "findings.partial"), "", words("findings.scope")]
    return "\n".join(lines) + "\n"


def _sentences(request: StudyRequest) -> Iterator[str]:
    """Yield one sentence a finding; none for a stage that has no results yet."""
    results, words = request.results, request.words
    if results.screening:
        yield _of_screening(results, results.screening, words)
    if results.indices:
        for outcome in results.study.subject.outcomes:
            yield _of_indices(results, results.indices, outcome, words)
        yield _of_certainty(results, results.indices, words)
        for pair in contests(results):
            for outcome in results.study.subject.outcomes:
                yield _of_contest(request, results.indices, pair, outcome)


def _section(results: StudyResults) -> str:
    """Return where the words are for what no factor explains: luck, or luck and the other parameters."""
    return "ensemble" if results.study.experiment.sets else "findings"


def _of_screening(results: StudyResults, screening: ScreeningResult, words: Words) -> str:
    importance, floor = importances(screening)
    within = [name for name, value in importance.items() if value <= floor and name != DUMMY]
    first = sorted(importance, key=lambda name: -importance[name])[:NAMED]
    return words(
        f"{_section(results)}.screening",
        n=len(importance) - 1,
        first=words.joined(first),
        floor=words.number(floor, 2),
        within=words.joined(within) if within else words("findings.none"),
        points=len(screening.runs.places),
        replicates=screening.runs.replicates,
    )


def _of_indices(results: StudyResults, indices: IndicesResult, outcome: str, words: Words) -> str:
    total, level = (indices.total(f"{target} {outcome}") for target in ("difference", "level"))
    floor = indices.noise(indices.sobol.indices.total)
    return words(
        "findings.indices",
        outcome=words.outcome(outcome),
        policy=words.scenario(results.policy),
        reference=words.scenario(results.against),
        first=_leading(total, total.names, floor, words),
        levers=_leading(total, indices.levers, floor, words),
        level=_leading(level, level.names, floor, words),
    )


def _leading(total: Estimates, names: Sequence[str], floor: float, words: Words) -> str:
    """Return the factors with the largest indices that can be told from zero and noise, with their intervals."""
    places = [total.names.index(name) for name in names if name != DUMMY]
    told = [n for n in places if total.low[n] > 0 and total.value[n] > floor]
    first = sorted(told, key=lambda n: -total.value[n])[:NAMED]
    if not first:
        return words("findings.none_told")
    return words.joined([_index(total, n, words) for n in first])


def _index(total: Estimates, n: int, words: Words) -> str:
    value, low, high = (words.number(number, 2) for number in total.at(n))
    return words("findings.index", factor=total.names[n], value=value, low=low, high=high)


def _of_certainty(results: StudyResults, indices: IndicesResult, words: Words) -> str:
    """Return how sure the indices of the first difference are. Luck is measured at the points of the screening."""
    outcome, first = results.study.subject.outcomes[0], 0
    share = results.screening.luck_shares.get(outcome) if results.screening else None
    luck = share.share.at(0) if share else (np.nan, np.nan, np.nan)
    value, low, high = (words.number(100 * number) for number in luck)
    total = indices.sobol.indices.total.output(first)
    leading = np.argsort(-total.value)[:NAMED]
    return words(
        f"{_section(results)}.certainty",
        luck=value,
        low=low,
        high=high,
        q2=words.number(float(indices.held_out.q2[first]), 2),
        coverage=words.number(100 * float(indices.held_out.coverage[first])),
        unexplained=words.number(100 * float(indices.sobol.unexplained.output(first).value[0])),
        width=words.number(float(np.max(total.half_width[leading])), 2),
        noise=words.number(indices.noise(indices.sobol.indices.total), 2),
        points=len(indices.runs.places),
        replicates=indices.runs.replicates,
    )


def _of_contest(request: StudyRequest, indices: IndicesResult, pair: tuple[str, str], outcome: str) -> str:
    """Return where the first of a pair is better, what a wrong choice costs, and what would flip the ranking."""
    words, better = request.words, ~rival_beaten(indices, pair, outcome)
    low, high = share_interval(int(better.sum()), len(better))
    values = np.stack([indices.runs.level(each, outcome).mean(1) for each in pair], axis=1)
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
    sentences = [text, _of_flips(request, outcome, pair)]
    if pair == request.results.study.subject.rivals:
        sentences.insert(1, _of_distance(indices, outcome, words))
    return " ".join(sentences)


def _of_distance(indices: IndicesResult, outcome: str, words: Words) -> str:
    total = indices.total(f"ranking {outcome}")
    names = [name for name in total.names if name not in indices.levers]
    return words("findings.apart", first=_leading(total, names, indices.noise(indices.sobol.indices.total), words))


def _of_flips(request: StudyRequest, outcome: str, pair: tuple[str, str]) -> str:
    """Return under which conditions the first of a pair stops being better, with coverage and density."""
    words, flip = request.words, request.flips[outcome, pair]
    if flip is None:
        return words("findings.no_flip")
    if not flip.boxes:
        return words("findings.no_box", failing=flip.failing)
    said = box_in_words(flip.boxes[0], flip.failing, request.factors, words)
    return f"{said} {check_in_words(flip.check, words)}" if flip.check else said


def share_interval(count: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share of n points (Clopper and Pearson 1934), also where it is none or all."""
    low = beta.ppf((1 - level) / 2, count, n - count + 1) if count else 0.0
    high = beta.ppf((1 + level) / 2, count + 1, n - count) if count < n else 1.0
    return float(low), float(high)


report = Report(_read, _files, _shown)
"""Writes ``findings.md``."""
