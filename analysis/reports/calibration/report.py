"""The report of a calibration: tables, figures and the ensemble, written into its folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group
from rich.text import Text

from analysis.base.provenance import Provenance, source_of
from analysis.base.words import Words
from analysis.calibration.summary import (
    Predicted,
    Progress,
    Sets,
    Told,
    correlated,
    moved_by,
    predicted,
    progress,
    told,
    unseen,
)
from analysis.figures.calibration import (
    pairs_alt_text,
    pairs_figure,
    predictive_alt_text,
    predictive_figure,
    priors_alt_text,
    priors_figure,
    progress_alt_text,
    progress_figure,
)
from analysis.reports.base import Drawing, File, Picture, Report, Request
from analysis.reports.calibration.chain import Draws, Results, coordinates_of
from analysis.tables.calibration import informed, parameter_table, parameters_csv, target_table, targets_csv, wave_table
from analysis.tables.show import as_csv, as_json, short_number
from experiments.base.files import make_folder
from experiments.base.folder import experiment_folder
from experiments.record.ensembles import Ensemble, as_file

ENSEMBLE = "ensemble.parquet"
DIGITS = 7
PAIRS = 6
"""Pairs of parameters that are drawn."""
PROGRESS_COLUMNS = ("stage", "sets", "targets_count", "met_5", "met_50", "met_95")
WAVE_COLUMNS = ("wave", "sets", "moving", "left_percent", "own_percent", "missing")


@dataclass(frozen=True)
class CalibrationRequest(Request):
    """A report on a calibration; ``shared`` names the check patterns that share facts with what it rests on."""

    results: Results
    shared: Mapping[str, Any]

    @classmethod
    def of(cls, results: Results, out: Path, words: Words, shared: Mapping[str, Any]) -> "CalibrationRequest":
        """Return a request for a report into the calibration's own folder, which is made."""
        return cls(make_folder(experiment_folder(out, results.about.name)), words, results, shared)

    @property
    def inputs(self) -> list[Any]:
        """Return what the files depend on."""
        draws = self.results.draws
        return [self.words, self.results.about.checksums(), draws and draws.weights, draws and draws.runs.latent]

    @property
    def source(self) -> str:
        """Return the version of the model whose results pictures show."""
        return source_of(self.provenance)

    @property
    def provenance(self) -> Provenance:
        """Return how the numbers were made."""
        about = self.results.about
        return Provenance(about.checksums()["model_version"], about.seed, about.budget.scale)

    @cached_property
    def sets(self) -> Sets | None:
        """Return the weighted parameter sets; None before they are there."""
        priors, draws = self.results.about.priors, self.results.draws
        if draws is None:
            return None
        return Sets(priors.values(draws.runs.latent), priors.joined(draws.runs.latent), draws.weights)

    @cached_property
    def told(self) -> list[Told]:
        """Return what is told of every parameter; none before the ensemble is there."""
        about = self.results.about
        return told(about.priors.each, self.sets, self.moved, about.target_names()) if self.sets else []

    @cached_property
    def moved(self) -> dict[str, dict[str, float]]:
        """Return what each parameter and switch moves, by the screening and the emulators of the waves."""
        screening = dict(self.results.screening)
        for wave in self.results.waves:
            screening |= dict(zip(wave.goals.names, (one.selection for one in wave.emulators.few), strict=True))
        about = self.results.about
        return moved_by(screening, coordinates_of(about).named(about.priors.names))

    @cached_property
    def independent(self) -> float:
        """Return how many independent sets the ensemble is worth."""
        about = self.results.about
        assert self.sets is not None
        return self.sets.independent(unseen(about.priors.each, self.moved, about.target_names()))

    @cached_property
    def predicted(self) -> list[Predicted]:
        """Return every target beside prior and ensemble; none before the ensemble is there."""
        results = self.results
        if results.draws is None or results.first is None:
            return []
        goals = results.goals
        before, after = (goals.unscaled(each) for each in (results.first.mean, results.draws.runs.scaled))
        return predicted(goals, before, after, results.draws.weights)

    @cached_property
    def progress(self) -> list[Progress]:
        """Return stage by stage how many targets a set meets."""
        results, words = self.results, self.words
        names = [words("calibration.stage_prior"), *(words("calibration.stage_wave", n=n + 2) for n in range(9))]
        waves = [progress(name, results.goals, w.runs.mean, 0.0) for name, w in zip(names, results.waves, strict=False)]
        later = (
            progress(words("calibration.stage_generation", n=n), results.goals, each.values, each.power)
            for n, each in enumerate(results.generations, start=1)
        )
        rounds = (
            progress(words("calibration.stage_round", n=n), results.goals, each.runs.mean, 0.0)
            for n, each in enumerate(results.rounds, start=1)
        )
        return [*waves, *later, *rounds, *self._last()]

    def _last(self) -> Iterator[Progress]:
        """Yield how many targets the sets of the ensemble meet, by their weights."""
        name, draws = self.words("calibration.stage_ensemble"), self.results.draws
        if draws is not None:
            yield progress(name, self.results.goals, draws.runs.scaled[:, 0], 1.0, draws.weights)

    def manifest(self) -> dict[str, Any]:
        """Return how the ensemble was made."""
        results, draws = self.results, self.results.draws
        assert draws is not None
        return {
            **results.about.checksums(),
            "name": results.about.name,
            "world": results.about.world,
            "seed": results.about.seed,
            "budget": vars(results.about.budget),
            "runs": runs_of(results),
            "sets": len(draws.weights),
            "independent": round(self.independent, 1),
            "generations": len(results.generations),
            "rounds": len(results.rounds),
            "left_percent": [100 * wave.share for wave in results.waves],
            "parameters": {one.name: one.use for one in self.told},
            "informed": [one.name for one in self.told if one.informed],
            "not_independent": dict(self.shared),
        }


def runs_of(results: Results) -> int:
    """Return how many runs the calibration took."""
    stages = [each.runs for each in (*results.waves, *results.rounds)]
    stages += [results.draws.runs] if results.draws else []
    policies = results.about.policies.scenarios
    compared = 0 if results.policies is None else len(results.policies) * (len(policies) + 1)
    moved = round(sum(each.accepted * len(each.latent) for each in results.generations))
    return compared + moved + sum(each.scaled.shape[0] * each.scaled.shape[1] for each in stages)


def _read(request: CalibrationRequest) -> Results | None:
    return request.results if request.results.waves else None


def _files(request: CalibrationRequest, results: Results) -> Iterator[File]:
    yield "waves.csv", as_csv(WAVE_COLUMNS, _wave_rows(request))
    if results.draws and request.sets:
        about = request.manifest()
        yield "targets.csv", targets_csv(request.predicted)
        yield "parameters.csv", parameters_csv(request.told)
        yield ENSEMBLE, as_file(_ensemble(request, results.draws, about))
        yield "ensemble.json", as_json(about)
        yield from _ensemble_pictures(request, request.sets)
    yield "progress.csv", as_csv(PROGRESS_COLUMNS, map(_progress_row, request.progress))
    yield "progress", _progress(request)
    yield "findings.md", _page(request).encode()


def _ensemble(request: CalibrationRequest, draws: Draws, about: Mapping[str, Any]) -> Ensemble:
    """Return the ensemble; numbers are rounded to so many digits that no one could measure the difference."""
    priors, latent = request.results.about.priors, draws.runs.latent
    switches = {prior.name: priors.chosen(latent, prior.name) for prior in priors.each if prior.options}
    numbers = [n for n, prior in enumerate(priors.each) if not prior.options]
    values = np.vectorize(lambda value: float(f"{value:.{DIGITS}g}"))(priors.values(latent)[:, numbers])
    return Ensemble(tuple(priors.names[n] for n in numbers), values, draws.weights, switches, about)


def _ensemble_pictures(request: CalibrationRequest, sets: Sets) -> Iterator[File]:
    """Yield the figures that need the ensemble, each drawn only if something else is in it than before."""
    words, about, told = request.words, request.provenance, informed(request.told)
    predicted = request.predicted
    pairs = correlated(request.results.about.priors.names, sets, [one.name for one in told], PAIRS)
    drawn: dict[str, tuple[Any, Any, Any]] = {"targets": (predicted, predictive_figure, predictive_alt_text)}
    drawn |= {"priors": (told, priors_figure, priors_alt_text)} if told else {}
    drawn |= {"pairs": (pairs, pairs_figure, pairs_alt_text)} if pairs else {}
    for name, (what, figure, alt_text) in drawn.items():
        yield name, partial(_picture, name, partial(figure, what, about, words), partial(alt_text, what, words))


def _picture(name: str, figure: Callable[[], Any], alt_text: Callable[[], str]) -> Picture:
    return Picture(figure(), name, alt_text())


def _progress(request: CalibrationRequest) -> Drawing:
    words, stages, targets = request.words, request.progress, len(request.results.goals.names)
    figure = partial(progress_figure, stages, targets, request.provenance, words)
    return partial(_picture, "progress", figure, partial(progress_alt_text, stages, words))


def _progress_row(one: Progress) -> list[Any]:
    return [one.name, one.sets, f"{one.power:.4g}", *(f"{value:.4g}" for value in one.met)]


def _wave_rows(request: CalibrationRequest) -> list[list[str]]:
    words = request.words
    return [
        [
            str(n),
            str(len(wave.runs.latent)),
            str(len(wave.emulators.active())),
            short_number(words, 100 * wave.share, 2) if wave.reached else words("calibration.not_reached"),
            short_number(words, 100 * wave.own, 2),
            ", ".join(f"{name} {count}" for name, count in wave.missing.items()),
        ]
        for n, wave in enumerate(request.results.waves, start=1)
    ]


def _shown(request: CalibrationRequest, results: Results) -> Group:
    words, parts = request.words, [wave_table(_wave_rows(request), request.words)]
    if results.draws:
        parts += [target_table(request.predicted, words), parameter_table(request.told, words)]
    return Group(Text(words("calibration.title"), style="bold"), *parts, Text("\n".join(_sentences(request))))


def _page(request: CalibrationRequest) -> str:
    lines = [f"# {request.results.about.question}", "", *(f"- {line}" for line in _sentences(request))]
    return "\n".join(lines) + "\n"


def _sentences(request: CalibrationRequest) -> Iterator[str]:
    words, results = request.words, request.results
    if results.draws:
        about = request.manifest()
        numbers = {"n": about["sets"], "worth": f"{request.independent:.0f}", "version": about["model_version"]}
        yield words("calibration.worth", **numbers, runs=about["runs"], scale=results.about.budget.scale)
        yield words("calibration.passed", passed=sum(p.agrees for p in request.predicted), n=len(request.predicted))
        last = request.progress[-1]
        low, middle, high = (words.number(float(value)) for value in last.met)
        prior = words.number(float(request.progress[0].met[1]))
        yield words("calibration.met", low=low, middle=middle, high=high, prior=prior, n=len(request.predicted))
        uses = [one.use for one in request.told]
        counted = {name: uses.count(name) for name in ("fitted", "policies", "unseen")}
        yield words("calibration.counts", n=len(uses), **counted, informed=sum(one.informed for one in request.told))
    yield _limit(request)
    if request.shared:
        yield words("calibration.independent", names=", ".join(request.shared))
    yield words("calibration.scope") if results.complete else words("calibration.partial")


def _limit(request: CalibrationRequest) -> str:
    fitted = request.results.about.target_names()
    found = request.results.screening
    target, policy = (
        np.median([100 * s.unseen for name, s in found.items() if (name in fitted) == of_targets] or [np.nan])
        for of_targets in (True, False)
    )
    return request.words("calibration.limit", target=f"{target:.1f}", policy=f"{policy:.1f}")


report = Report(_read, _files, _shown, nothing="calibration.nothing", shared=(ENSEMBLE, "ensemble.json"))
"""Writes waves, targets, parameters, the findings and, once it is there, the ensemble with its manifest."""
