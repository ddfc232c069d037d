"""What the stages of a sensitivity study have found so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.reports.sensitivity.data import StageRuns
from analysis.sensitivity.emulator import EmulatedSobol, HeldOut
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.luck import Luck
from analysis.sensitivity.screening import OneAtATime, Screening
from analysis.sensitivity.surface import Surface
from experiments.design.factors import DUMMY, LEVER, Factor
from experiments.record.record import Record
from experiments.record.sensitivity_file import SensitivityFile


@dataclass(frozen=True)
class OneAtATimeResult:
    """Effects of one factor at a time on the difference and on the level of the reference, by outcome.

    ``base`` is the difference with all factors at their reference.
    """

    runs: StageRuns
    factors: list[Factor]
    difference: Mapping[str, OneAtATime]
    level: Mapping[str, OneAtATime]
    base: Mapping[str, float]


@dataclass(frozen=True)
class ScreeningResult:
    """Morris's screening of the difference and of the level of the reference, and how large luck is, by outcome.

    ``luck`` is the mean absolute elementary effect that luck alone would cause; NaN with one replicate. It cannot be
    read from the dummy: runs that differ in the dummy only have the same luck and are the same run. ``luck_shares``
    splits the variance of single runs; it is empty with one replicate.
    """

    runs: StageRuns
    difference: Mapping[str, Screening]
    level: Mapping[str, Screening]
    luck: Mapping[str, float]
    luck_shares: Mapping[str, Luck]


PREDICTED = 0.25
"""Share of the variance at unseen points that an emulator has to predict for its indices to be told from noise."""


@dataclass(frozen=True)
class IndicesResult:
    """Indices of the difference (whole period and by year), of the level of the reference, and of the ranking.

    ``outputs`` names their columns: ``difference OUTCOME``, ``OUTCOME YEAR``, ``level OUTCOME``, ``ranking OUTCOME``.
    ``held_out`` is of the differences and of the rankings only, in that order.
    """

    record: Record
    runs: StageRuns
    outputs: list[str]
    held_out: HeldOut
    sobol: EmulatedSobol
    pawn: Estimates

    def place(self, output: str) -> int:
        """Return the column of an output."""
        return self.outputs.index(output)

    def total(self, output: str) -> Estimates:
        """Return the total indices of an output, shape (factors,)."""
        return self.sobol.indices.total.output(self.place(output))

    @property
    def levers(self) -> list[str]:
        """Return the levers. No rival policy has them, so they cannot move the ranking of rivals."""
        return [factor.name for factor in self.record.file.design.factors if factor.family == LEVER]

    def noise(self, order: Estimates) -> float:
        """Return how high an index gets by the emulator's error: highest limit of dummy and levers in rankings.

        Where the emulator does not predict what it has not seen, its indices say nothing, and the floor is above all.
        """
        rankings = [order.output(n) for n, name in enumerate(self.outputs) if name.startswith("ranking")]
        highs = [float(each.high[each.names.index(name)]) for each in rankings for name in (*self.levers, DUMMY)]
        if not self.predicts:
            highs.append(max(1.0, float(np.nanmax(order.high))))
        return max(highs, default=0.0)

    @property
    def predicts(self) -> bool:
        """Tell whether the emulator predicts enough of every difference at points that it has not seen."""
        differences = sum(name.startswith("difference") for name in self.outputs)
        return bool((self.held_out.q2[:differences] >= PREDICTED).all())


@dataclass(frozen=True)
class SurfaceResult:
    """The response surface of a pair of levers."""

    runs: StageRuns
    surface: Surface


@dataclass(frozen=True)
class StudyResults:
    """What the stages of a study have found; None for a stage that is not asked for or has no results yet.

    ``one_at_a_time`` covers the whole ranges of the factors, ``near`` what lies close to their defaults.
    """

    study: SensitivityFile
    one_at_a_time: OneAtATimeResult | None = None
    near: OneAtATimeResult | None = None
    screening: ScreeningResult | None = None
    indices: IndicesResult | None = None
    surfaces: tuple[SurfaceResult, ...] = ()
    complete: bool = True

    @property
    def policy(self) -> str:
        """Return the name of the policy that is studied."""
        return self.study.subject.policy

    @property
    def against(self) -> str:
        """Return the name of the reference."""
        return Path(self.study.experiment.against or "").stem
