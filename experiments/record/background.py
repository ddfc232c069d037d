"""Parameter sets of an ensemble beneath a design: what a study does not name as factors varies as the evidence allows.

A factor that is named has the value of the point, or its declared value where the point leaves it; so does what a
scenario or the settings of the experiment give.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.design.designs import Design
from experiments.engine.plan import Plan
from experiments.record.ensemble_runs import SEED, checksum_of, own_settings
from experiments.record.ensembles import COMMAND, FILE, Ensemble, load_ensemble


@dataclass(frozen=True)
class Sets:
    """The file of an ensemble, that of the project by default, and its checksum."""

    file: Path = FILE
    checksum: str = ""

    @classmethod
    def of(cls, file: Path | None = None) -> "Sets":
        """Return what a file is now; raise ExperimentError where it is no ensemble of this model version."""
        file = FILE if file is None else file.resolve()
        load_ensemble(file)
        return cls(file, checksum_of(file))

    def load(self) -> Ensemble:
        """Return the ensemble; raise ExperimentError where the file is another one than that of the checksum."""
        found = load_ensemble(self.file)
        if self.checksum and (now := checksum_of(self.file)) != self.checksum:
            raise ExperimentError(
                f"{self.file} has the checksum {now} and not {self.checksum}: it is another ensemble than that of this "
                f"record; name the file that it rests on, or repeat the study with the one that is there ({COMMAND})"
            )
        return found


@dataclass(frozen=True)
class EnsembleBackground:
    """Which set of an ensemble a point of a design has in a replicate.

    Points that belong together, ``blocks`` of ``block`` points each, share a set; another replicate has another set.
    Sets are drawn in rounds, each evenly along the weights and with equal shares of the rules of decision, and shuffled
    within a round, so that no rule goes with a part of the design. ``named`` are the keys of the design's factors.
    """

    ensemble: Ensemble
    sets: Sets
    named: frozenset[str]
    block: int
    blocks: int

    def place(self, point: int, replicate: int) -> int:
        """Return the row of the set, counted from 0."""
        turn, place = divmod(replicate * self.blocks + point // self.block, self._round)
        if turn not in self._rounds:
            rows = self.ensemble.sampled_rows(self._round, SEED + turn)
            self._rounds[turn] = np.random.default_rng([SEED, turn]).permutation(rows)
        return int(self._rounds[turn][place])

    def draw(self, place: int) -> Draw:
        """Return the changes that a set makes."""
        return self._draws[place]

    def about(self, replicates: Sequence[int]) -> dict[str, Any]:
        """Return the file, how many points share a set, and the rows by block and replicate, as plain values."""
        rows = [[self.place(block * self.block, n) for n in replicates] for block in range(self.blocks)]
        return {"file": self.sets.file.name, "checksum": self.sets.checksum, "points_a_set": self.block, "rows": rows}

    @property
    def _round(self) -> int:
        rules = len(set(self.ensemble.rules.tolist()))
        return -(-self.blocks // rules) * rules

    @cached_property
    def _rounds(self) -> dict[int, np.ndarray]:
        return {}

    @cached_property
    def _draws(self) -> list[Draw]:
        return [draw.without(self.named) for draw in self.ensemble.draws()]


def with_background(plan: Plan, sets: Sets, design: Design) -> Plan:
    """Return the plan of a design with sets of an ensemble beneath its points."""
    named = frozenset(factor.change for factor in design.factors)
    arms = tuple(replace(arm, keeps=frozenset(own_settings(arm.scenario, plan)) - named) for arm in plan.arms)
    block = design.block()
    background = EnsembleBackground(sets.load(), sets, named, block, design.size() // block)
    return replace(plan, arms=arms, background=background)
