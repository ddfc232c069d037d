"""Weighted parameter sets that agree with the evidence, as a file, and how they were made.

A column a parameter, and one for each switch of theory: a set says under which theories it agrees.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.design.designs import SWITCH, WEIGHT
from experiments.design.priors import PREFIX

FILE = Path(__file__).with_name("ensemble.parquet")
"""The ensemble that comes with the project."""
ABOUT = b"goldrush_ensemble"
COMMAND = "run.py calibrate"
RULE = f"{SWITCH}decision_rule"
"""The switch whose options are calibrated apart."""


@dataclass(frozen=True)
class Ensemble:
    """Parameter sets, shape (draws, parameters), with weights that add up to 1; ``about`` says how they were made.

    ``theories`` holds the option of every set by switch, ``theory.decision_rule`` and others. The sets of each rule of
    decision together have equal weight: rules are not weighed against one another.
    """

    names: tuple[str, ...]
    values: np.ndarray
    weights: np.ndarray
    theories: Mapping[str, np.ndarray]
    about: Mapping[str, Any]

    def draws(self) -> list[Draw]:
        """Return the changes that each parameter set makes."""
        chosen = {name: options.tolist() for name, options in self.theories.items()}
        keys = [f"{PREFIX}{name}" for name in self.names]
        return [
            Draw.of(dict(zip(keys, row, strict=True)) | {name: options[n] for name, options in chosen.items()})
            for n, row in enumerate(self.values.tolist())
        ]

    @property
    def rules(self) -> np.ndarray:
        """Return the rule of decision of every set."""
        return self.theories[RULE]

    def of_rule(self, rule: str) -> tuple[int, float]:
        """Return how many sets a rule of decision has, and how many independent ones they are worth.

        By weights that is Kish's number (1965). Where the whole ensemble is worth less than its weights say, as sets
        descend from one another, a rule is worth less in proportion.
        """
        own, known = self.weights[(self.rules == rule) & (self.weights > 0)], self.about.get("independent", np.inf)
        return len(own), _kish(own) * min(1.0, known / _kish(self.weights))

    def at(self, rows: np.ndarray) -> "Ensemble":
        """Return the sets at some places, with equal weights."""
        theories = {name: options[rows] for name, options in self.theories.items()}
        return Ensemble(self.names, self.values[rows], np.full(len(rows), 1 / len(rows)), theories, self.about)

    def sampled_rows(self, n: int, seed: int) -> np.ndarray:
        """Return ``n`` places of sets, drawn evenly along the weights; a heavy set may come more than once.

        Sets lie sorted by rule of decision first, so that each rule has its share of the ``n``. Rules take turns in
        what is returned, so that a run that is stopped early holds all of them.
        """
        order = np.argsort(self.rules, kind="stable")
        places = (np.random.default_rng(seed).uniform() + np.arange(n)) / n
        chosen = order[np.minimum(np.searchsorted(np.cumsum(self.weights[order]), places), len(order) - 1)]
        rules = self.rules[chosen]
        turns = [np.count_nonzero(rules[:k] == rules[k]) for k in range(n)]
        return chosen[np.argsort(turns, kind="stable")]


def _kish(weights: np.ndarray) -> float:
    return float(weights.sum() ** 2 / (weights**2).sum())


def as_file(ensemble: Ensemble) -> bytes:
    """Return an ensemble as the bytes of a Parquet file, the manifest in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parameters = {name: ensemble.values[:, n] for n, name in enumerate(ensemble.names)}
    columns = {WEIGHT: ensemble.weights, **ensemble.theories, **parameters}
    table = pa.table(columns).replace_schema_metadata({ABOUT: json.dumps(dict(ensemble.about))})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def load_ensemble(path: Path | str = FILE) -> Ensemble:
    """Return the ensemble of a file, that of the project by default.

    Raise ExperimentError for a file that is none, and for one made for another version of the model or for parameters
    that the model does not have.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = Path(path)
    try:
        table = pq.read_table(path)
        about = json.loads((table.schema.metadata or {})[ABOUT])
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise ExperimentError(f"{path} is no ensemble of parameter sets; make one with {COMMAND}") from error
    _refuse_another_model(path, about, table.column_names)
    theories = {name: table[name].to_numpy() for name in table.column_names if name.startswith(SWITCH)}
    names = tuple(name for name in table.column_names if name != WEIGHT and name not in theories)
    values = np.column_stack([table[name].to_numpy() for name in names])
    return Ensemble(names, values, table[WEIGHT].to_numpy(), theories, about)


def _refuse_another_model(path: Path, about: Mapping[str, Any], columns: Sequence[str]) -> None:
    from experiments.engine.plan import model_version
    from model.parameters import Parameters
    from model.parameters.declaring import declared
    from model.scenario.theories import SWITCHES

    if about["model_version"] != model_version():
        raise ExperimentError(
            f"{path} was made for model version {about['model_version']}, this is version {model_version()}; "
            f"make it again with {COMMAND}"
        )
    known = {one.key for one in declared(Parameters().groups())} | {WEIGHT, *(f"{SWITCH}{name}" for name in SWITCHES)}
    if strange := [name for name in columns if name not in known]:
        raise ExperimentError(f"{path} sets {strange[0]}, which is no parameter of the model; make it again")
