"""What all reports of a sensitivity study share: the results, and what tables and figures say that they are about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from analysis.base.provenance import Provenance, source_of
from analysis.base.words import Words
from analysis.figures.sensitivity_captions import Sheet
from analysis.reports.base import Picture, Request
from analysis.reports.sensitivity.data import StageRuns
from analysis.reports.sensitivity.flips import contests, flips
from analysis.reports.sensitivity.results import StudyResults
from analysis.sensitivity.discovery import Discovery
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import Factors, Subject, Target
from experiments.base.files import make_folder
from experiments.base.folder import experiment_folder
from experiments.base.outcomes import declared_outcomes
from experiments.design.factors import DUMMY
from experiments.engine.plan import model_version
from experiments.record.manifest import titles_of


@dataclass(frozen=True)
class StudyRequest(Request):
    """A report on a sensitivity study."""

    results: StudyResults

    @classmethod
    def of(cls, results: StudyResults, out: Path, words: Words) -> "StudyRequest":
        """Return a request for a report into the study's own folder, which is made."""
        folder = make_folder(experiment_folder(out, results.study.name))
        return cls(folder, words.titled(titles_of(results.study.experiment.plan().arms)), results)

    @cached_property
    def provenance(self) -> Provenance:
        """Return how the numbers were made."""
        experiment = self.results.study.experiment
        return Provenance(model_version(), experiment.seed, experiment.scale)

    @property
    def source(self) -> str:
        """Return the version of the model whose results pictures show."""
        return source_of(self.provenance)

    @cached_property
    def factors(self) -> Factors:
        """Return families, labels and units of all factors."""
        factors = self.results.study.factors
        units = {factor.name: "" if factor.unit == "1" else factor.unit for factor in factors}
        return Factors({factor.name: factor.family for factor in factors}, {f.name: f.name for f in factors}, units)

    @cached_property
    def flips(self) -> Mapping[tuple[str, tuple[str, str]], Discovery | None]:
        """Return what would flip each ranking, by outcome and pair of policies."""
        results = self.results
        pairs = ((outcome, pair) for outcome in results.study.subject.outcomes for pair in contests(results))
        return {(outcome, pair): flips(results, outcome, pair) for outcome, pair in pairs}

    def subject(self, outcome: str, runs: StageRuns, target: Target, method: str) -> Subject:
        """Return what a table or figure is about."""
        compared = target == "difference"
        return Subject(
            study=self.results.study.name,
            outcome=outcome,
            unit=declared_outcomes()[outcome].unit,
            start=runs.years[0],
            stop=runs.years[-1],
            target=target,
            runs=len(runs.places),
            replicates=runs.replicates,
            method=method,
            policy=self.results.policy if compared else "",
            reference=self.results.against if compared else "",
            planned=runs.planned,
            sets=self.results.study.experiment.sets is not None,
        )

    def sheet(self, subject: Subject) -> Sheet:
        """Return what stands around the panels of a figure."""
        return Sheet(subject, self.factors, self.provenance, self.words)


def picture(name: str, figure: Callable[..., Any], alt_text: Callable[..., str], *drawn: Any) -> Callable[[], Picture]:
    """Return what draws a picture, which is titled by its name, from what figure and words are made of."""
    return lambda: Picture(figure(*drawn), name, alt_text(*drawn))


def with_noise(found: Estimates, floor: float) -> Estimates:
    """Return estimates with a noise floor as the upper limit of the dummy, if that is higher than its own."""
    if DUMMY not in found.names or not np.isfinite(floor):
        return found
    high = found.high.copy()
    high[found.names.index(DUMMY)] = max(floor, high[found.names.index(DUMMY)])
    return replace(found, high=high)


def short(name: str) -> str:
    """Return a name for files: ``true.bars`` becomes ``bars``."""
    return name.removeprefix("true.").replace(".", "_")
