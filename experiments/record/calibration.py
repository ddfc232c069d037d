"""The stages of a calibration as experiments: parameter sets are points of a file, so that a stage can be resumed."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.cell import digest
from experiments.base.files import make_folder, write_whole
from experiments.base.folder import experiment_folder
from experiments.base.outcomes import known_outcome
from experiments.design.priors import Priors, priors
from experiments.engine.plan import model_version
from experiments.record.experiment_file import read_experiment
from experiments.record.record import FILE, Record
from experiments.store.parts import as_parquet

SETTINGS = Path(__file__).with_name("calibration.toml")
POINTS, LATENT = "points.csv", "latent.parquet"
NAME = "calibrate"


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How many parameter sets and runs a calibration takes; ``calibration.toml`` says what each number is."""

    scale: int
    first: int
    policies: int
    wave: int
    waves: int
    sets: int
    generations: int
    round: int
    rounds: int
    replicates: tuple[int, int, int]
    candidates: int


@dataclass(frozen=True, kw_only=True)
class Policies:
    """The policies that tell which parameters only they see."""

    scenarios: tuple[str, ...]
    against: str
    stop: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What is calibrated: world, targets, priors and budget; ``label`` tells a quick calibration from a whole one."""

    label: str
    question: str
    world: str
    stop: str
    seed: int
    policies: Policies
    budget: Budget
    priors: Priors
    targets: Any

    @property
    def name(self) -> str:
        """Return the name of the folder with the results."""
        return f"{NAME}-{self.label}" if self.label else NAME

    @property
    def patterns(self) -> list[Any]:
        """Return the patterns that are fitted."""
        return [target.pattern for target in self.targets.each]

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Return the outcomes that targets are computed from, each once."""
        names = [name for one in self.patterns for name in (one.outcome, one.denominator) if name]
        return tuple(known_outcome(name) for name in dict.fromkeys(names))

    def target_names(self) -> tuple[str, ...]:
        """Return the ids of the targets."""
        return tuple(target.id for target in self.targets.each)

    def difference_names(self) -> tuple[str, ...]:
        """Return ``policy: outcome`` for every difference that a policy makes."""
        return tuple(f"{policy}: {name}" for policy in self.policies.scenarios for name in self.policies.outcomes)

    def checksums(self) -> dict[str, Any]:
        """Return what an ensemble depends on: model version, and digests of targets and priors."""
        fitted = [
            [t.reading, t.errors, t.kind, t.discrepancy, *(getattr(t.pattern, name) for name in COMPARED)]
            for t in self.targets.each
        ]
        return {
            "model_version": model_version(),
            "targets": digest(fitted)[:16],
            "priors": self.priors.checksum(),
        }


COMPARED = (
    *("id", "outcome", "denominator", "statistic", "start", "stop", "base_start", "base_stop", "months"),
    *("scale", "lowest", "highest"),
)
"""What of a pattern decides what is compared with it."""


def calibration(*, quick: bool = False) -> Calibration:
    """Return the calibration of the project."""
    from model.evidence.targets import targets

    found = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    budget: dict[str, Any] = dict(found["quick" if quick else "full"])
    budget["replicates"] = tuple(budget["replicates"])
    lists: dict[str, Any] = {key: tuple(value) for key, value in found["policies"].items() if isinstance(value, list)}
    return Calibration(
        label="quick" if quick else "",
        policies=Policies(**{**found["policies"], **lists}),
        budget=Budget(**budget),
        priors=priors(),
        targets=targets(),
        **{key: found[key] for key in ("question", "world", "stop", "seed")},
    )


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What one stage runs: scenarios, with which luck, and what it keeps of each run."""

    name: str
    question: str
    scenarios: tuple[str, ...]
    against: str | None = None
    stop: str
    replicates: int
    scale: int
    seed: int
    outcomes: tuple[str, ...]
    resolution: str = "month"


def stage_of(about: Calibration, name: str, replicates: int) -> Stage:
    """Return a stage that runs the world of a calibration and keeps what its targets are computed from."""
    return Stage(
        name=f"{about.name}-{name}",
        question=about.question,
        scenarios=(about.world,),
        stop=about.stop,
        replicates=replicates,
        scale=about.budget.scale,
        seed=about.seed,
        outcomes=about.outcomes,
    )


def policy_stage(about: Calibration) -> Stage:
    """Return the stage that runs the policies and what they are compared with."""
    policies = about.policies
    where = {"scenarios": policies.scenarios, "against": policies.against, "stop": policies.stop}
    kept = {"outcomes": policies.outcomes, "resolution": "year"}
    return replace(stage_of(about, "policies", 1), **where, **kept)


def stage_points(stage: Stage, about: Calibration, out: Path, make: Callable[[], np.ndarray]) -> np.ndarray:
    """Return the standard normal numbers behind the parameter sets of a stage, shape (points, parameters).

    They are kept in the folder of the stage, so that a calibration that goes on, on this machine or another, goes on
    with the same sets; others are made where model, targets, priors or budget have changed since.
    """
    path = make_folder(experiment_folder(out, stage.name)) / LATENT
    key = digest([about.checksums(), vars(about.budget), vars(stage)])
    if path.exists():
        import pyarrow.parquet as pq

        found = pq.read_table(path)
        if (found.schema.metadata or {}).get(b"key") == key.encode():
            return np.column_stack([column.to_numpy() for column in found.columns])
    import pyarrow as pa

    latent = make()
    table = pa.table({name: latent[:, n] for n, name in enumerate(about.priors.names)})
    write_whole(path, as_parquet(table.replace_schema_metadata({"key": key})))
    return latent


def stage_record(stage: Stage, priors: Priors, latent: np.ndarray, out: Path) -> Record:
    """Write the experiment file and the points of a stage into the folder of its record and return the record.

    From then on the stage is an experiment like any other, which ``run.py experiment`` can run in shards, resume and
    reproduce.
    """
    folder = make_folder(experiment_folder(out, stage.name))
    write_whole(folder / POINTS, _points(priors, priors.values(latent)))
    write_whole(folder / FILE, _file(stage).encode())
    found = read_experiment(folder / FILE, base=folder)
    return Record(replace(found, name=stage.name), out, stage.replicates)


def _points(priors: Priors, values: np.ndarray) -> bytes:
    """Return the file of points; a parameter has its full name, as a setting of a policy may share its short one."""
    rows = ([str(p.setting(value)) for p, value in zip(priors.each, row, strict=True)] for row in values.tolist())
    lines = [",".join(prior.key for prior in priors.each), *map(",".join, rows)]
    return ("\n".join(lines) + "\n").encode()


def _file(stage: Stage) -> str:
    top = {"question": stage.question, "scenarios": list(stage.scenarios), "against": stage.against}
    tables = {
        "set": {"period.stop": stage.stop},
        "design": {"kind": "csv", "file": POINTS},
        "runs": {"seed": stage.seed, "replicates": stage.replicates, "scale": stage.scale},
        "keep": {"outcomes": list(stage.outcomes), "resolution": stage.resolution},
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in top.items() if value]
    for name, values in tables.items():
        lines += ["", f"[{name}]", *(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def not_independent() -> dict[str, list[str]]:
    """Return the checks that are not scored, with the parameters and patterns that they are not independent of."""
    from model.evidence.patterns import CHECK, patterns

    checks = (pattern for pattern in patterns() if pattern.role == CHECK and pattern.shown)
    return {pattern.id: list(pattern.depends_on) for pattern in checks if not pattern.independent}
