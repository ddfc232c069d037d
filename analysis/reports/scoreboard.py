"""How an ensemble compares with patterns of the real rush and with a model that knows nothing, failures first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType

from analysis.measures.null_model import PRICE, fit_null
from analysis.measures.patterns import outcomes_of, score
from analysis.measures.scoreboard import Line, lines
from analysis.measures.summarise import Levels
from analysis.reports.base import ExperimentRequest, File, Report, Request
from analysis.tables.scoreboard import scoreboard, scoreboard_csv, scoreboard_json
from experiments.engine.plan import Plan
from experiments.record.calibration import calibration
from experiments.record.ensemble_runs import DrawnRuns, read_drawn, with_ensemble
from experiments.record.ensembles import Ensemble, load_ensemble
from experiments.store.store import Store

BOARD = "scoreboard.json"


@dataclass(frozen=True)
class ScoreboardRequest(Request):
    """A report on the runs of an ensemble: patterns, targets of the calibration, plan and store."""

    compared: Any
    targets: tuple[Any, ...]
    ensemble: Ensemble
    plan: Plan
    store: Store

    @property
    def inputs(self) -> list[Any]:
        """Return what the files depend on beside the runs."""
        return [self.words, self.ensemble.about["priors"], self.ensemble.about["targets"]]

    @property
    def outcomes(self) -> list[str]:
        """Return the outcomes that patterns and the null model need, each once."""
        return list(dict.fromkeys([*outcomes_of(self.compared.shown), PRICE]))


def _read(request: ScoreboardRequest) -> list[Line] | None:
    runs = read_drawn(request.plan, request.store, request.outcomes)
    if not len(runs.values):
        return None
    flat = runs.values.reshape(-1, *runs.values.shape[2:])
    scored = score(request.compared.shown, Levels("ensemble", runs.dates, runs.outcomes, flat, len(flat)))
    null = fit_null(request.targets, runs.dates, _price(runs), len(flat), request.plan.seed)
    return lines(scored, null.values)


def _price(runs: DrawnRuns) -> Any:
    return runs.values[..., runs.outcomes.index(PRICE)].mean((0, 1))


def _files(request: ScoreboardRequest, found: list[Line]) -> Iterator[File]:
    yield "scoreboard.csv", scoreboard_csv(found)
    yield BOARD, scoreboard_json(found)


def _shown(request: ScoreboardRequest, found: list[Line]) -> Group:
    plan, about = request.plan, request.ensemble.about
    numbers = {"draws": len(plan.points), "replicates": len(plan.replicates), "version": about["model_version"]}
    frozen = request.compared.frozen.now if request.compared.as_listed else request.words("scoreboard.not_frozen")
    return scoreboard(found, request.words("scoreboard.about", **numbers, frozen=frozen), request.words)


report = Report(_read, _files, _shown, nothing="patterns.nothing")
"""Writes ``scoreboard.csv`` and ``scoreboard.json``."""


def ensemble_patterns(plan: Plan, path: Path, draws: int) -> tuple[Plan, Callable[[ExperimentRequest], Any], str]:
    """Return the plan at sets of the ensemble in a file, the report on it, and the name of its file for programs."""
    ensemble = load_ensemble(path)
    drawn = with_ensemble(plan, draws, path)
    targets = tuple(calibration().targets.each)

    def reported(request: ExperimentRequest) -> RenderableType:
        return report(
            ScoreboardRequest(request.folder, request.words, request.evidence, targets, ensemble, drawn, request.store)
        )

    return drawn, reported, BOARD
