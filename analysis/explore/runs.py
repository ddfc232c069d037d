"""The stored runs of a design of the page, each with the run without policy that it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from analysis.explore.design import FACTOR, outcomes
from analysis.explore.mixed import Data, numbered
from analysis.explore.sliders import lever_key, sliders
from analysis.explore.terms import Terms
from experiments.base.errors import ExperimentError
from experiments.record.ensembles import load_ensemble
from experiments.record.experiment_file import ExperimentFile, read_experiment
from experiments.record.result_array import read_result_array
from experiments.store.store import Store


class NoRunsError(ExperimentError):
    """Nothing of an experiment is stored."""


@dataclass(frozen=True)
class Runs:
    """Runs with policy and, row for row, those without it.

    ``levers``: intensities by slider, shape (n, sliders). ``price``, ``set`` (row in the ensemble), ``luck``, ``rule``
    and ``yearly`` (cap, soles; infinite where none): shape (n,). ``values`` and ``against``: yearly values, shape (n,
    years, outcomes). ``planned``: runs of the design, ``missing`` of which are not stored or lack their comparison.
    """

    levers: np.ndarray
    price: np.ndarray
    set: np.ndarray
    luck: np.ndarray
    rule: np.ndarray
    yearly: np.ndarray
    values: np.ndarray
    against: np.ndarray
    years: list[int]
    outcomes: list[str]
    planned: int
    missing: int

    @cached_property
    def inputs(self) -> np.ndarray:
        """Return the inputs of the terms where all levers are paid in full."""
        return np.column_stack([self.levers, np.log(self.price)])

    def data(self, terms: Terms) -> Data:
        """Return the runs as the mixed model takes them."""
        base = [f"{luck} {price}" for luck, price in zip(self.luck.tolist(), self.price.tolist(), strict=True)]
        groups = (numbered(each) for each in (self.rule.tolist(), self.set.tolist(), self.luck.tolist(), base))
        return Data(terms(self.inputs), terms.alone, *groups)

    def of(self, key: str) -> tuple[np.ndarray, np.ndarray]:
        """Return one outcome with policy and without, each of shape (n, years)."""
        column = self.outcomes.index(key)
        return self.values[:, :, column], self.against[:, :, column]

    def bases(self) -> np.ndarray:
        """Return one row for each run without policy."""
        return np.unique(np.column_stack([self.luck, self.price]), axis=0, return_index=True)[1]


def read_runs(path: Path, out: Path) -> Runs:
    """Return what is stored of an experiment in the folder ``out``; runs whose comparison is missing are left out.

    Raise ExperimentError where the file is no design of the page, or too little is stored.
    """
    experiment = read_experiment(path)
    names = _checked(experiment, path)
    found = read_result_array(experiment.plan(), Store(out), list(outcomes()), "year")
    values = found.values[0, :, 0].transpose(1, 0, 2, 3)
    points = np.array([[float(value) for value in row] for row in experiment.design.rows])
    about = _columns(experiment, points, names, len(values))
    with_policy, without = _paired(about, values.reshape(-1, *values.shape[2:]))
    if not len(with_policy):
        raise NoRunsError(f"{path}: none of its runs is stored in {out}; run.py experiment run {path} -o {out}")
    stored = {name: each[with_policy] for name, each in about.items()}
    flat = values.reshape(-1, *values.shape[2:])
    years = [day.year for day in found.dates]
    return Runs(
        **stored, values=flat[with_policy], against=flat[without], years=years, outcomes=list(outcomes()),
        planned=len(flat), missing=len(flat) - len(with_policy) - len(set(without)),
    )  # fmt: skip


def _checked(experiment: ExperimentFile, path: Path) -> list[str]:
    """Return the names of the factors of a design of the page; raise ExperimentError for another experiment."""
    names = [each.change for each in experiment.design.factors]
    needed = [FACTOR, *(lever_key(one.key) for one in sliders())]
    if not experiment.design.sets or not experiment.design.lucks or any(name not in names for name in needed):
        raise ExperimentError(
            f"{path}: is no design of the explore page: its points name a set, a luck, {FACTOR} and the intensity of "
            "every slider; analysis/explore/explore.toml is one"
        )
    return names


def _columns(
    experiment: ExperimentFile, points: np.ndarray, names: list[str], replicates: int
) -> dict[str, np.ndarray]:
    """Return what is known of every run, whole replicates first."""
    design, rules = experiment.design, load_ensemble().rules
    sets, lucks = np.array(design.sets), np.array(design.lucks)
    capped = points[:, names.index("portfolio.yearly")] if "portfolio.yearly" in names else np.full(len(points), np.inf)
    columns: dict[str, Any] = {
        "levers": points[:, [names.index(lever_key(one.key)) for one in sliders()]],
        "price": points[:, names.index(FACTOR)],
        "set": sets,
        "rule": rules[sets].astype(str),
        "yearly": capped,
    }
    repeated = {name: np.concatenate([each] * replicates) for name, each in columns.items()}
    return repeated | {"luck": np.concatenate([lucks + n * (lucks.max() + 1) for n in range(replicates)])}


def _paired(about: dict[str, np.ndarray], values: np.ndarray) -> tuple[Sequence[int], Sequence[int]]:
    """Return the places of stored runs with policy, and of the run without policy of the same luck and price."""
    stored = np.isfinite(values).all(axis=(1, 2))
    some = about["levers"].any(axis=1)
    where = list(zip(about["luck"].tolist(), about["price"].tolist(), strict=True))
    bases = {where[n]: n for n in np.flatnonzero(stored & ~some)}
    found = [n for n in np.flatnonzero(stored & some).tolist() if where[n] in bases]
    return found, [int(bases[where[n]]) for n in found]
