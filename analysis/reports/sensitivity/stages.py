"""Run the stages of a sensitivity study and analyse each. Every stage is an experiment that can be resumed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.reports.sensitivity.data import StageRuns, columns, read_runs, shares
from analysis.reports.sensitivity.results import (
    IndicesResult,
    OneAtATimeResult,
    ScreeningResult,
    StudyResults,
    SurfaceResult,
)
from analysis.sensitivity.emulator import Coding, emulated_sobol, fit, held_out
from analysis.sensitivity.given_data import SLICES, pawn
from analysis.sensitivity.luck import luck_share
from analysis.sensitivity.screening import OneAtATime, morris, oat
from analysis.sensitivity.surface import surface
from experiments.design.designs import ONE_AT_A_TIME
from experiments.design.factors import Factor
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
"""Outputs on which the emulator's error is measured. It is refitted for that, so it is not done for every year."""
BASE_SAMPLES, FUNCTIONS = 1024, 20
"""Size of the design on which indices of the emulator are computed, and functions drawn from its posterior."""
POINTS_A_SLICE = 6
"""Fewest points in a slice of PAWN; with few points there are fewer slices."""
MEDIAN_OF_NORMAL, MEAN_OF_NORMAL = 0.6745, 0.7979
"""Median and mean of the absolute value of a standard normal number."""

type Carry = Callable[[Record], bool]
"""Runs what a stage lacks, and tells whether the stage is complete."""


def run_stages(study: SensitivityFile, out: Path, carry: Carry) -> StudyResults:
    """Run and analyse the stages of a study in order. Stop at one that is not complete, with the results so far."""
    results = StudyResults(study)
    for stage in study.stages:
        complete = True
        for record in _records(results, stage, out):
            complete = carry(record) and complete
            results = ANALYSES[stage](results, record)
        if not complete:
            return replace(results, complete=False)
    return results


def _records(results: StudyResults, stage: str, out: Path) -> Iterator[Record]:
    study = results.study
    if stage == SURFACE:
        for pair in study.stages[SURFACE].pairs:
            factors = [study.factor(name) for name in pair]
            yield stage_record(study, stage, factors, out, "-".join(pair).replace(".", "_"))
    elif stage == NEAR:
        scenarios = [arm.scenario for arm in stage_record(study, ONE_AT_A_TIME, study.factors, out).plan.arms][::-1]
        yield stage_record(study, stage, near(study.factors, scenarios, study.stages[NEAR].within), out)
    elif stage == INDICES:
        yield stage_record(study, stage, _left_after_screening(results), out)
    else:
        yield stage_record(study, stage, study.factors, out)


def _left_after_screening(results: StudyResults) -> list[Factor]:
    """Return the factors that go on to the indices: all of them without a screening."""
    study = results.study
    if results.screening is None:
        return list(study.factors)
    importance, floor = importances(results.screening)
    return left_after_screening(study.factors, importance, floor, study.stages[INDICES].leave)


def importances(screening: ScreeningResult) -> tuple[dict[str, float], float]:
    """Return the importance of each factor, from 0 to 1, and the importance that luck alone reaches.

    Importance is mu* over the largest mu*, the highest over outcomes and over difference and level. What luck reaches
    is NaN with one replicate.
    """
    tables = [table for each in (screening.difference, screening.level) for table in each.values()]
    relative = [table.mu_star.value / max(float(np.nanmax(table.mu_star.value)), 1e-300) for table in tables]
    names = tables[0].mu_star.names
    largest = {o: max(float(np.nanmax(t.mu_star.value)), 1e-300) for o, t in screening.difference.items()}
    highest = [screening.luck[o] / largest[o] for o in largest]
    floor = float(np.nanmax(highest)) if np.isfinite(highest).any() else float("nan")
    return dict(zip(names, np.max(relative, axis=0).tolist(), strict=True)), floor


def _with_one_at_a_time(results: StudyResults, record: Record) -> StudyResults:
    return replace(results, one_at_a_time=_one_at_a_time(results, record))


def _with_near(results: StudyResults, record: Record) -> StudyResults:
    return replace(results, near=_one_at_a_time(results, record))


def _one_at_a_time(results: StudyResults, record: Record) -> OneAtATimeResult | None:
    runs = read_runs(record)
    if not runs.complete:
        return None
    factors = [factor for factor in record.file.design.factors if not factor.options]
    outcomes, rows = results.study.subject.outcomes, _rows(record)
    difference = {o: runs.difference(results.policy, results.against, o) for o in outcomes}
    level = {o: runs.level(results.against, o) for o in outcomes}
    return OneAtATimeResult(
        runs,
        factors,
        difference={o: _effects(y, rows, factors) for o, y in difference.items()},
        level={o: _effects(y, rows, factors) for o, y in level.items()},
        base={o: float(y[0].mean()) for o, y in difference.items()},
    )


def _rows(record: Record) -> dict[str, list[int]]:
    """Return the points at which each factor alone differs from the base, in the order of its values."""
    values, factors = record.file.design.values(), record.file.design.factors
    return {f.name: [p for p, row in enumerate(values) if row[n] is not None] for n, f in enumerate(factors)}


def _effects(y: np.ndarray, rows: dict[str, list[int]], factors: Sequence[Factor]) -> OneAtATime:
    low, high = (np.array([y[rows[factor.name][end]] for factor in factors]) for end in (0, -1))
    return oat(y[0], low, high, [factor.name for factor in factors])


def _with_screening(results: StudyResults, record: Record) -> StudyResults:
    names = [factor.name for factor in record.file.design.factors]
    runs = read_runs(record, block=record.file.design.block())
    if not len(runs.places):
        return results
    x, outcomes = shares(record, runs), results.study.subject.outcomes
    differences = {o: runs.difference(results.policy, results.against, o) for o in outcomes}
    screening = ScreeningResult(
        runs,
        difference={o: morris(x, y.mean(1), names) for o, y in differences.items()},
        level={o: morris(x, runs.level(results.against, o).mean(1), names) for o in outcomes},
        luck={o: luck_in_effects(y, len(names)) for o, y in differences.items()},
        luck_shares={o: luck_share(y) for o, y in differences.items() if runs.replicates > 1},
    )
    return replace(results, screening=screening)


def luck_in_effects(y: np.ndarray, k: int) -> float:
    """Return the mean absolute elementary effect of luck, from trajectories of k + 1 points, y (points, replicates).

    Half the difference between the effects of two replicates varies as much as luck in their mean does. The median
    over all effects is taken, as luck is larger where a factor matters. A step is 2/3 of the range: four levels.
    """
    if y.shape[1] < 2:
        return float("nan")
    steps = np.diff(y[:, :2].reshape(-1, k + 1, 2), axis=1) / (2 / 3)
    half = np.abs(steps[..., 0] - steps[..., 1]) / 2
    return float(np.median(half) / MEDIAN_OF_NORMAL * MEAN_OF_NORMAL) * float(np.sqrt(2 / y.shape[1]))


def _with_indices(results: StudyResults, record: Record) -> StudyResults:
    runs, factors = read_runs(record), record.file.design.factors
    if len(runs.places) <= 2 * len(factors):
        return results
    outputs = _outputs(results, runs)
    x, y = shares(record, runs), np.column_stack([*outputs.values()])
    coding = Coding(tuple(factor.name for factor in factors), tuple(len(factor.options) for factor in factors))
    judged = [n for n, name in enumerate(outputs) if name.startswith(JUDGED)]
    indices = IndicesResult(
        record,
        runs,
        list(outputs),
        held_out=held_out(x, y[:, judged], coding),
        sobol=emulated_sobol(fit(x, y, coding), n=BASE_SAMPLES, draws=FUNCTIONS),
        pawn=pawn(x, y, coding.names, slices=max(2, min(SLICES, len(x) // POINTS_A_SLICE))),
    )
    return replace(results, indices=indices)


def _outputs(results: StudyResults, runs: StageRuns) -> dict[str, np.ndarray]:
    """Return everything that indices are computed of, by name, means over replicates, shape (points,)."""
    subject, policy, against = results.study.subject, results.policy, results.against
    found: dict[str, np.ndarray] = {}
    for outcome in subject.outcomes:
        found[f"difference {outcome}"] = runs.difference(policy, against, outcome).mean(1)
        found[f"level {outcome}"] = runs.level(against, outcome).mean(1)
        yearly = runs.yearly_difference(policy, against, outcome)
        found |= {f"{outcome} {year}": yearly[:, n] for n, year in enumerate(runs.years)}
    for outcome in subject.outcomes if subject.rivals else ():
        found[f"ranking {outcome}"] = runs.difference(*subject.rivals, outcome).mean(1)
    return found


def _with_surface(results: StudyResults, record: Record) -> StudyResults:
    runs = read_runs(record)
    if not runs.complete:
        return results
    values = columns(record, runs)
    names = (record.file.design.factors[0].name, record.file.design.factors[1].name)
    effect = runs.difference(results.policy, results.against, results.study.subject.outcomes[0])
    cost = np.zeros_like(effect)
    if COST in runs.outcomes:
        cost = runs.difference(results.policy, results.against, COST) / len(runs.years)
    x, y = (np.repeat(values[name].astype(float), runs.replicates) for name in names)
    found = SurfaceResult(runs, surface(names, x, y, effect.ravel(), cost.ravel()))
    return replace(results, surfaces=(*results.surfaces, found))


ANALYSES: dict[str, Callable[[StudyResults, Record], StudyResults]] = {
    ONE_AT_A_TIME: _with_one_at_a_time,
    NEAR: _with_near,
    MORRIS: _with_screening,
    INDICES: _with_indices,
    SURFACE: _with_surface,
}
"""How the results of each stage are added to those of the study."""
