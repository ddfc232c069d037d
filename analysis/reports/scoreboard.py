"""How an ensemble compares with patterns of the real rush and with a model that knows nothing, failures first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group, RenderableType

from analysis.measures.null_model import PRICE, fit_null
from analysis.measures.patterns import outcomes_of, score
from analysis.measures.scoreboard import Line, Part, lines, total_of_part
from analysis.measures.summarise import Levels
from analysis.reports.base import ExperimentRequest, File, Report, Request
from analysis.tables.scoreboard import About, scoreboard, scoreboard_csv, scoreboard_json
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


@dataclass(frozen=True)
class Board:
    """The scoreboard of the whole ensemble, and how the sets of each rule of decision fare."""

    lines: list[Line]
    parts: list[Part]


def _read(request: ScoreboardRequest) -> Board | None:
    runs = read_drawn(request.plan, request.store, request.outcomes)
    if not len(runs.values):
        return None
    draws = runs.values.shape[0] * runs.values.shape[1]
    null = fit_null(request.targets, runs.dates, _price(runs), draws, request.plan.seed)
    whole = _lines(request, runs, runs.values, null.values)
    return Board(whole, [_part(request, runs, rule, null.values, whole) for rule in dict.fromkeys(runs.rules)])


def _lines(request: ScoreboardRequest, runs: DrawnRuns, values: np.ndarray, null: Callable[[Any], Any]) -> list[Line]:
    flat = values.reshape(-1, *values.shape[2:])
    return lines(score(request.compared.shown, Levels("ensemble", runs.dates, runs.outcomes, flat, len(flat))), null)


def _part(
    request: ScoreboardRequest, runs: DrawnRuns, rule: str, null: Callable[[Any], Any], whole: list[Line]
) -> Part:
    own = runs.values[runs.rules == rule]
    found = total_of_part(_lines(request, runs, own, null), whole)
    return Part(rule, len(own), *request.ensemble.of_rule(rule), found)


def _price(runs: DrawnRuns) -> Any:
    return runs.values[..., runs.outcomes.index(PRICE)].mean((0, 1))


def _files(request: ScoreboardRequest, found: Board) -> Iterator[File]:
    yield "scoreboard.csv", scoreboard_csv(found.lines)
    yield BOARD, scoreboard_json(found.lines, found.parts, _about(request))


def _shown(request: ScoreboardRequest, found: Board) -> Group:
    return scoreboard(found.lines, found.parts, _about(request), request.words)


def _about(request: ScoreboardRequest) -> About:
    plan, compared = request.plan, request.compared
    checks = compared.frozen.now if compared.as_listed else ""
    return About(len(plan.points), len(plan.replicates), plan.scale, request.ensemble.about["model_version"], checks)


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
