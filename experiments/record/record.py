"""The record of an experiment from a file: a folder that says what was asked, what was run and what it means."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
from rich.console import Console

from experiments.base.errors import ExperimentError, unknown
from experiments.base.files import make_folder, write_json, write_whole
from experiments.base.folder import experiment_folder
from experiments.base.outcomes import known_outcome
from experiments.base.progress import say
from experiments.engine.batch import Ended, Execution, local_backend, other_versions, run_plan
from experiments.engine.chunks import WHOLE, Shard
from experiments.engine.plan import Plan
from experiments.engine.replicates import ReplicateSearch, find_replicates
from experiments.engine.runner import short_command
from experiments.engine.size import MOST_PLANNED, size_of
from experiments.record.experiment_file import ExperimentFile, read_experiment
from experiments.record.manifest import design_manifest, resolved_input
from experiments.record.result_array import BIASED, ResultArray, read_result_array, results_table, stored_places
from experiments.store.parts import as_parquet
from experiments.store.resolution import RESOLUTIONS, holds
from experiments.store.store import Store
from model.text.files import read_text

FILE, MANIFEST, POINTS, CELLS = "experiment.toml", "manifest.json", "design.csv", "cells.parquet"
MISSING_SHOWN = 5
MOST_BYTES = 1_000_000_000
"""Largest manifest that is read; it lists every missing run."""


@dataclass(frozen=True)
class Record:
    """An experiment file, the plan it makes, and the store that holds its runs."""

    file: ExperimentFile
    out: Path
    replicates: int

    @property
    def folder(self) -> Path:
        """Return the folder of the record, beside the store's parts."""
        return experiment_folder(self.out, self.file.name)

    @property
    def store(self) -> Store:
        """Return the store, read anew."""
        return Store(self.out)

    @cached_property
    def plan(self) -> Plan:
        """Return what is to be run."""
        plan = replace(self.file.plan(), replicates=range(self.replicates))
        if plan.most_runs() > MOST_PLANNED:
            size_of(plan, self.out).refuse_large(large=True)
        return plan

    def with_replicates(self, n: int) -> "Record":
        """Return the record with another number of replicates; replicates already stored are not affected."""
        return Record(self.file, self.out, n)

    def run(self, how: Execution | None = None, *, jobs: int = -1, shard: Shard = WHOLE) -> tuple["Record", Ended]:
        """Run what the store lacks and write the record; return the record, with the replicates found, and the end.

        Without ``how``, run on ``jobs`` workers of this machine and report progress on standard error.
        """
        how = how or Execution(backend=local_backend(jobs), console=Console(stderr=True))
        most = max(self.replicates, self.file.until.most if self.file.until else 0)
        size_of(replace(self.plan, replicates=range(most)), self.out).refuse_large(how.large or shard.of > 1)
        make_folder(self.folder)
        found = self._find(how) if self.file.until else None
        record = self.with_replicates(found.replicates) if found else self
        if found and (found.ended.interrupted or found.ended.failures):
            record.write(found.ended)
            return record, found.ended
        ended = run_plan(record.plan, self.out, how, shard)
        record.write(ended)
        return record, ended

    def _find(self, how: Execution) -> ReplicateSearch:
        assert self.file.until
        found = find_replicates(self.plan, self.file.until, self.out, how)
        for line in found.lines():
            say(how.console, line)
        return found

    def write(self, ended: Ended) -> None:
        """Write the record: the file, the manifest, the points and the cells."""
        if self.file.path.resolve() != (self.folder / FILE).resolve():
            write_whole(self.folder / FILE, self.file.path.read_bytes())
        status = self.status()
        write_json(self.folder / "input.json", resolved_input(self.plan))
        write_json(self.folder / MANIFEST, design_manifest(self, ended, status))
        write_whole(self.folder / POINTS, points_csv(self))
        write_whole(self.folder / CELLS, as_parquet(self.cells()))

    def cells(self) -> pa.Table:
        """Return a table with one row for each place of the plan: cell, scenario, point, draw, theory and replicate."""
        rows = [
            {
                "cell": cell.id, "scenario": cell.scenario, "point": place.point, "draw": cell.draw,
                "theory": cell.theory, "replicate": cell.replicate,
            }
            for place in self.plan.places() for cell in [self.plan.cell(place)]
        ]  # fmt: skip
        return pa.Table.from_pylist(rows)

    def status(self) -> "Status":
        """Return how much of the plan is stored now."""
        plan, store = self.plan, self.store
        _, missing = stored_places(plan, store, plan.keep.names(), plan.keep.resolution)
        names = Counter(plan.arms[place.arm].scenario.name for place in missing)
        cells = list(dict.fromkeys(plan.cell(place).id for place in missing))
        planned = sum(1 for _ in plan.unique())
        failed = [row for row in store.failures() if row["cell"] in set(cells)]
        return Status(planned, cells, dict(names), failed, other_versions(store))

    def table(self, outcomes: Sequence[str], resolution: str = "period") -> pa.Table:
        """Return one row per stored run and date, with a column for each factor and outcome.

        Raise ExperimentError for a name that is no outcome, neither of the model nor of what is stored, and for what
        the experiment does not keep.
        """
        names = [factor.change for factor in self.file.design.factors if factor.change]
        return results_table(self.plan, self.store, self._outcomes(outcomes, resolution), resolution, names)

    def result_array(self, outcomes: Sequence[str], resolution: str = "period") -> ResultArray:
        """Return the results as one array over arms, points, theories, replicates, dates and outcomes.

        Raise ExperimentError for a name that is no outcome, neither of the model nor of what is stored, and for what
        the experiment does not keep.
        """
        return read_result_array(self.plan, self.store, self._outcomes(outcomes, resolution), resolution)

    def _outcomes(self, names: Sequence[str], resolution: str) -> list[str]:
        """Return names after a check; results of an older model keep the names under which they are stored."""
        if resolution not in RESOLUTIONS:
            raise unknown("resolution", resolution, RESOLUTIONS)
        stored = {name for part in self.store.parts() for name in part.outcomes}
        found, keep = [name if name in stored else known_outcome(name) for name in names], self.plan.keep
        lacking = [name for name in found if name not in keep.names()]
        if lacking or not holds(keep.resolution, resolution):
            cells = self.store.stored(found, resolution)
            if not any(cell in cells for _, cell in self.plan.unique()):
                kept = f"{', '.join(lacking) or 'results'} by {resolution}"
                raise ExperimentError(f"{self.file.name} keeps no {kept}; change [keep] and run it again")
        return found


@dataclass(frozen=True)
class Status:
    """How much of a plan is stored: planned cells, the missing ones by id, their number by scenario, failure rows."""

    planned: int
    missing: list[str]
    by_scenario: dict[str, int]
    failures: list[dict[str, Any]]
    others: list[str]

    @property
    def complete(self) -> bool:
        """Tell whether every cell is stored."""
        return not self.missing

    def lines(self) -> list[str]:
        """Return the status in plain words: what is missing, what failed, and what that means."""
        lines = [f"{self.planned - len(self.missing)} of {self.planned} runs are stored", *self.others]
        if self.complete:
            return lines
        by_name = ", ".join(f"{n} of {name}" for name, n in self.by_scenario.items())
        shown = " ".join(self.missing[:MISSING_SHOWN]) + (" ..." if len(self.missing) > MISSING_SHOWN else "")
        lines += [f"PARTIAL: {len(self.missing)} are missing ({by_name}): {shown}", BIASED]
        failed = [
            f"failed: {row['scenario']}, replicate {row['replicate']}, {row['stage']}: {row['message']}\n"
            f"  to see it again: {short_command(row['command'], 'in the folder failures of the results')}"
            for row in self.failures[:MISSING_SHOWN]
        ]
        rest = len(self.failures) - len(failed)
        return [*lines, *failed, *([f"and {rest} more failed"] if rest > 0 else [])]


def open_experiment(path: Path | str, out: Path | str = "results") -> Record:
    """Return the experiment of a file, or of the folder of a record, with the store in ``out``.

    Raise ScenarioError with every mistake of the file; ExperimentError where a folder holds no record.
    """
    path = Path(path)
    if not path.is_dir():
        file = read_experiment(path)
        return Record(file, Path(out), file.replicates)
    manifest = read_manifest(path)
    file = replace(read_experiment(path / FILE, base=path / manifest["base"]), name=manifest["experiment"])
    return Record(file, path.parent.parent, len(manifest["replicates"]))


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a record; ExperimentError where there is none or it is not from an experiment file."""
    try:
        found = json.loads(read_text(folder / MANIFEST, MOST_BYTES))
    except (ValueError, RecursionError) as error:
        raise ExperimentError(f"{folder} holds no record of an experiment: no readable {MANIFEST}") from error
    about = {"base": str, "experiment": str, "replicates": list}
    whole = isinstance(found, dict) and all(isinstance(found.get(name), kind) for name, kind in about.items())
    if not whole or not (folder / FILE).exists():
        raise ExperimentError(f"{folder} is not the record of an experiment from a file; repeat its command instead")
    return found


def points_csv(record: Record) -> bytes:
    """Return the design as CSV: point, draw, and the value of every factor."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    factors, plan = record.file.design.factors, record.plan
    writer.writerow(["point", "draw", *(factor.name for factor in factors)])
    rows = zip(plan.points, record.file.design.values(), strict=True)
    writer.writerows([n, draw.label, *values] for n, (draw, values) in enumerate(rows))
    return text.getvalue().encode()
