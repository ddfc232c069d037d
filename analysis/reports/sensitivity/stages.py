"""Carry out a sensitivity study stage by stage and analyse each; every stage is an experiment that can be resumed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis.reports.sensitivity.data import Runs, columns, read_runs, shares, stacked
from analysis.sensitivity.emulator import EmulatedSobol, Emulator, HeldOut, emulated_sobol, fit, held_out
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.given_data import SLICES, Pawn, pawn
from analysis.sensitivity.luck import Luck, luck_share
from analysis.sensitivity.ranking import Ranking, best_indicator, rank_policies
from analysis.sensitivity.screening import OneAtATime, Screening, morris, oat
from analysis.sensitivity.surface import Surface, surface
from experiments.design.designs import ONE_AT_A_TIME
from experiments.design.factors import DUMMY, LEVER, Factor
from experiments.record.record import Record
from experiments.record.sensitivity_file import (
    INDICES,
    MORRIS,
    NEAR,
    SURFACE,
    SensitivityFile,
    left_after_screening,
    near,
    stage_record,
)

COST = "true.cost_to_state"
JUDGED = ("difference", "ranking")
"""What the emulator's error is measured on, by refitting it without a part of the points: costly, so not every year."""
BASE_SAMPLES, FUNCTIONS = 1024, 20
"""Of the design on which indices of the emulator are computed, and functions drawn from its posterior."""
POINTS_A_SLICE = 6
"""Fewest of a slice for PAWN; with few points there are fewer slices."""
MEDIAN_OF_NORMAL = 0.6745
"""Median of the absolute value of a standard normal number."""
MEAN_OF_NORMAL = 0.7979
"""Mean of the same."""


@dataclass(frozen=True)
class Alone:
    """One factor at a time: effects on the difference and on the reference's level, by outcome of the subject."""

    record: Record
    runs: Runs
    factors: list[Factor]
    difference: dict[str, OneAtATime]
    level: dict[str, OneAtATime]
    base: dict[str, float]


@dataclass(frozen=True)
class Screened:
    """Morris's screening of the difference and of the reference's level, by outcome, and how large luck alone is.

    ``luck`` is the mean absolute effect that luck alone would leave in an elementary effect of the mean over
    replicates: two runs that differ in the dummy only are the same run under common random numbers, so the dummy says
    nothing of luck here. NaN with one replicate. ``share`` is the share of luck in the variance of single runs.
    """

    record: Record
    runs: Runs
    difference: dict[str, Screening]
    level: dict[str, Screening]
    luck: dict[str, float]
    share: dict[str, Luck]


@dataclass(frozen=True)
class Indexed:
    """Indices of the difference (whole period and by year), of the reference's level and of the ranking.

    ``outputs`` names the columns of the emulated indices: ``difference OUTCOME``, ``OUTCOME YEAR``, ``level OUTCOME``,
    ``ranking OUTCOME``. ``ranking`` is by outcome.
    ``held_out`` is of the differences and the rankings only, in that order.
    """

    record: Record
    runs: Runs
    x: np.ndarray
    y: np.ndarray
    outputs: list[str]
    emulator: Emulator
    held_out: HeldOut
    sobol: EmulatedSobol
    pawn: Pawn
    ranking: dict[str, Ranking]

    def place(self, output: str) -> int:
        """Return the column of an output."""
        return self.outputs.index(output)

    def inert(self) -> list[str]:
        """Return the levers: no rival has them, so that whatever they get in a ranking is the emulator's error."""
        return [factor.name for factor in self.record.file.design.factors if factor.family == LEVER]

    def noise(self, order: Estimates) -> float:
        """Return how high an index of this order gets by error alone: of the dummy, and of levers in the rankings."""
        rankings = [order.output(n) for n, name in enumerate(self.outputs) if name.startswith("ranking")]
        highs = [float(each.high[each.names.index(name)]) for each in rankings for name in (*self.inert(), DUMMY)]
        return max(highs, default=0.0)


@dataclass(frozen=True)
class Findings:
    """What a study has come to, stage by stage; None where a stage is not asked for or has nothing stored yet."""

    study: SensitivityFile
    alone: Alone | None = None
    close: Alone | None = None
    screened: Screened | None = None
    indexed: Indexed | None = None
    surfaces: tuple[tuple[Record, Surface], ...] = ()
    complete: bool = True


type Carry = Callable[[Record], bool]
"""Runs what a stage lacks; tells whether it is complete."""


def carry_out(study: SensitivityFile, out: Path, carry: Carry) -> Findings:
    """Run and analyse the stages of a study in order; stop where one is not complete, with what there is."""
    found = Findings(study)
    for stage in study.stages:
        complete = True
        for record in _records(found, stage, out):
            complete = carry(record) and complete
            found = _analysed(found, stage, record)
        if not complete:
            return replace(found, complete=False)
    return found


def _records(found: Findings, stage: str, out: Path) -> Iterator[Record]:
    study = found.study
    if stage == SURFACE:
        for pair in study.stages[SURFACE].pairs:
            factors = [study.factor(name) for name in pair]
            yield stage_record(study, stage, factors, out, "-".join(pair).replace(".", "_"))
    elif stage == NEAR:
        scenarios = [arm.scenario for arm in stage_record(study, ONE_AT_A_TIME, study.factors, out).plan.arms][::-1]
        yield stage_record(study, stage, near(study.factors, scenarios, study.stages[NEAR].within), out)
    elif stage == INDICES:
        yield stage_record(study, stage, chosen(found), out)
    else:
        yield stage_record(study, stage, study.factors, out)


def chosen(found: Findings) -> list[Factor]:
    """Return the factors that go on to the indices: all where nothing was screened."""
    study = found.study
    if found.screened is None:
        return list(study.factors)
    importance, floor = importances(found.screened)
    return left_after_screening(study.factors, importance, floor, study.stages[INDICES].leave)


def importances(screened: Screened) -> tuple[dict[str, float], float]:
    """Return the importance of each factor, from 0 to 1, and what luck alone would reach; NaN with one replicate.

    The importance is mu* over the largest mu*, the largest of that over outcomes and over difference and level.
    """
    tables = [table for each in (screened.difference, screened.level) for table in each.values()]
    relative = [table.mu_star.value / max(float(np.nanmax(table.mu_star.value)), 1e-300) for table in tables]
    names = tables[0].mu_star.names
    largest = {o: max(float(np.nanmax(t.mu_star.value)), 1e-300) for o, t in screened.difference.items()}
    highest = [screened.luck[o] / largest[o] for o in largest]
    floor = float(np.nanmax(highest)) if np.isfinite(highest).any() else float("nan")
    return dict(zip(names, np.max(relative, axis=0).tolist(), strict=True)), floor


def _analysed(found: Findings, stage: str, record: Record) -> Findings:
    analyse = {ONE_AT_A_TIME: _alone, NEAR: _close, MORRIS: _screened, INDICES: _indexed, SURFACE: _surface}
    return analyse[stage](found, record)


def _policies(found: Findings) -> tuple[str, str]:
    against = found.study.experiment.against or ""
    return found.study.subject.policy, Path(against).stem


def _alone(found: Findings, record: Record) -> Findings:
    return replace(found, alone=_one_at_a_time(found, record))


def _close(found: Findings, record: Record) -> Findings:
    return replace(found, close=_one_at_a_time(found, record))


def _one_at_a_time(found: Findings, record: Record) -> Alone | None:
    runs = read_runs(record)
    if len(runs.places) < runs.planned:
        return None
    policy, against = _policies(found)
    factors = [factor for factor in record.file.design.factors if not factor.options]
    rows = _rows(record)
    both = {o: (runs.difference(policy, against, o), runs.level(against, o)) for o in found.study.subject.outcomes}
    effects = {o: [_effects(y, rows, factors) for y in each] for o, each in both.items()}
    return Alone(
        record, runs, factors,
        difference={o: each[0] for o, each in effects.items()},
        level={o: each[1] for o, each in effects.items()},
        base={o: float(each[0][0].mean()) for o, each in both.items()},
    )  # fmt: skip


def _rows(record: Record) -> dict[str, list[int]]:
    """Return the points at which each factor alone differs from the base, in the order of its values."""
    values, factors = record.file.design.values(), record.file.design.factors
    return {f.name: [p for p, row in enumerate(values) if row[n] is not None] for n, f in enumerate(factors)}


def _effects(y: np.ndarray, rows: dict[str, list[int]], factors: Sequence[Factor]) -> OneAtATime:
    low, high = (np.array([y[rows[factor.name][end]] for factor in factors]) for end in (0, -1))
    return oat(y[0], low, high, [factor.name for factor in factors])


def _screened(found: Findings, record: Record) -> Findings:
    names = [factor.name for factor in record.file.design.factors]
    runs = read_runs(record, block=len(names) + 1)
    if not len(runs.places):
        return found
    policy, against = _policies(found)
    x, outcomes = shares(record, runs), found.study.subject.outcomes
    differences = {o: runs.difference(policy, against, o) for o in outcomes}
    return replace(
        found,
        screened=Screened(
            record,
            runs,
            {o: morris(x, y.mean(1), names) for o, y in differences.items()},
            {o: morris(x, runs.level(against, o).mean(1), names) for o in outcomes},
            {o: luck_in_effects(y, len(names)) for o, y in differences.items()},
            {o: luck_share(y) for o, y in differences.items() if runs.replicates > 1},
        ),
    )


def luck_in_effects(y: np.ndarray, k: int) -> float:
    """Return the mean absolute elementary effect of luck, from trajectories of k + 1 points, y (points, replicates).

    Half the difference of two replicates' effects has the spread of the luck in their mean. The median over all
    effects is taken, as luck is larger where a factor matters; a step of 2/3 of the range is that of four levels.
    """
    if y.shape[1] < 2:
        return float("nan")
    steps = np.diff(y[:, :2].reshape(-1, k + 1, 2), axis=1) / (2 / 3)
    half = np.abs(steps[..., 0] - steps[..., 1]) / 2
    return float(np.median(half) / MEDIAN_OF_NORMAL * MEAN_OF_NORMAL) * float(np.sqrt(2 / y.shape[1]))


def _indexed(found: Findings, record: Record) -> Findings:
    runs = read_runs(record)
    factors = record.file.design.factors
    if len(runs.places) <= 2 * len(factors):
        return found
    policy, against = _policies(found)
    outcomes, rivals = found.study.subject.outcomes, found.study.subject.rivals
    outputs, parts = _outputs(runs, policy, against, outcomes, rivals)
    x, y = shares(record, runs), stacked(parts)
    names = [factor.name for factor in factors]
    kinds = ["categorical" if factor.options else "continuous" for factor in factors]
    how: dict[str, Any] = {"names": names, "kinds": kinds, "levels": [len(factor.options) for factor in factors]}
    emulator = fit(x, y, **how)
    judged = [n for n, name in enumerate(outputs) if name.startswith(JUDGED)]
    return replace(
        found,
        indexed=Indexed(
            record, runs, x, y, outputs, emulator, held_out(x, y[:, judged], **how),
            emulated_sobol(emulator, n=BASE_SAMPLES, draws=FUNCTIONS),
            pawn=pawn(x, y, names, slices=max(2, min(SLICES, len(x) // POINTS_A_SLICE))),
            ranking={outcome: _ranking(runs, rivals, outcome) for outcome in outcomes if rivals},
        ),
    )  # fmt: skip


def _outputs(
    runs: Runs, policy: str, against: str, outcomes: Sequence[str], rivals: Sequence[str]
) -> tuple[list[str], list[np.ndarray]]:
    """Return the names and values of everything that indices are computed of, means over replicates."""
    found: dict[str, np.ndarray] = {}
    for outcome in outcomes:
        found[f"difference {outcome}"] = runs.difference(policy, against, outcome).mean(1)
        found[f"level {outcome}"] = runs.level(against, outcome).mean(1)
        yearly = runs.yearly_difference(policy, against, outcome)
        found |= {f"{outcome} {year}": yearly[:, n] for n, year in enumerate(runs.years)}
    for outcome in outcomes if rivals else ():
        found[f"ranking {outcome}"] = runs.difference(*rivals, outcome).mean(1)
    return list(found), list(found.values())


def _ranking(runs: Runs, rivals: Sequence[str], outcome: str) -> Ranking:
    values = np.stack([runs.level(rival, outcome) for rival in rivals], axis=1)
    return rank_policies(values, rivals)


def rival_beaten(indexed: Indexed, rivals: Sequence[str], outcome: str) -> np.ndarray:
    """Return at which points the first rival is not better than the second, shape (points,), booleans."""
    values = np.stack([indexed.runs.level(rival, outcome) for rival in rivals], axis=1)
    return best_indicator(values, 0) < 0.5


def _surface(found: Findings, record: Record) -> Findings:
    runs = read_runs(record)
    if len(runs.places) < runs.planned:
        return found
    policy, against = _policies(found)
    values = columns(record, runs)
    names = (record.file.design.factors[0].name, record.file.design.factors[1].name)
    effect = runs.difference(policy, against, found.study.subject.outcomes[0])
    cost = runs.difference(policy, against, COST) / len(runs.years) if COST in runs.outcomes else np.zeros_like(effect)
    x, y = (np.repeat(values[name].astype(float), runs.replicates) for name in names)
    made = surface(names, x, y, effect.ravel(), cost.ravel())
    return replace(found, surfaces=(*found.surfaces, (record, made)))
