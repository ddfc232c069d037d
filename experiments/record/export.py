"""Bundle an experiment for an archive: data, design, record, exact versions, checksums and a data dictionary."""

import hashlib
import importlib.metadata
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.base.errors import ExperimentError
from experiments.base.files import make_folder, write_json, write_whole
from experiments.record.manifest import PROJECT
from experiments.record.record import CELLS, FILE, MANIFEST, POINTS, Record
from experiments.record.result_array import BIASED
from experiments.store.parts import as_parquet

FORMATS = ("parquet", "csv")
SUMS = "SHA256SUMS"
INPUT = "input.json"
COPIED = (FILE, POINTS, CELLS)
OF_PROJECT = ("CITATION.cff", "LICENSE", "pyproject.toml", ".python-version")


def export(record: Record, folder: Path, form: str = FORMATS[0]) -> Path:
    """Write the bundle of a record that has been run into a new or empty folder and return it.

    Raise ExperimentError where the record is not there, the folder is not empty or the format unknown.
    """
    _refuse(record, folder, form)
    make_folder(folder)
    keep = record.plan.keep
    table = record.table(keep.names(), keep.resolution)
    _write_data(folder, table, form)
    for name in COPIED:
        shutil.copyfile(record.folder / name, folder / name)
    for name in (MANIFEST, INPUT):
        write_json(folder / name, for_others(json.loads((record.folder / name).read_text(encoding="utf-8"))))
    for name in OF_PROJECT:
        shutil.copyfile(PROJECT / name, folder / name.removeprefix("."))
    write_whole(folder / "versions.txt", "\n".join(versions()).encode() + b"\n")
    write_whole(folder / "README.md", "\n".join(readme(record, table, form)).encode() + b"\n")
    write_whole(folder / SUMS, "".join(checksums(folder)).encode())
    return folder


def _refuse(record: Record, folder: Path, form: str) -> None:
    if form not in FORMATS:
        raise ExperimentError(f"--format {form}: write one of {', '.join(FORMATS)}")
    if not (record.folder / MANIFEST).exists():
        raise ExperimentError(f"{record.folder} holds no record yet; run the experiment first")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExperimentError(f"{folder} is there already and not an empty folder; name another one with --to")


def _write_data(folder: Path, table: pa.Table, form: str) -> None:
    from pyarrow import csv

    if form == "parquet":
        write_whole(folder / "results.parquet", as_parquet(table))
        return
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink)
    write_whole(folder / "results.csv", sink.getvalue().to_pybytes())


def for_others(content: Any) -> Any:
    """Return plain values without the folders of this machine: of an absolute path only the last part stays."""
    if isinstance(content, dict):
        return {name: for_others(value) for name, value in content.items() if name != "base"}
    if isinstance(content, list):
        return [for_others(value) for value in content]
    return re.sub(r"(^|=)/.*/", r"\1", content) if isinstance(content, str) else content


def versions() -> list[str]:
    """Return every installed package as ``name==version``, as pip reads it."""
    return sorted({f"{each.metadata['Name']}=={each.version}" for each in importlib.metadata.distributions()})


def checksums(folder: Path) -> Iterator[str]:
    """Yield a line for every file of a bundle, as ``sha256sum --check`` reads it."""
    for path in sorted(folder.iterdir()):
        if path.name != SUMS:
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"


def readme(record: Record, table: pa.Table, form: str) -> Iterator[str]:
    """Yield the lines of the bundle's README: what it is, what it is not, and every column."""
    file, status, keep = record.file, record.status(), record.plan.keep
    yield from (f"# {record.plan.name}", "", file.question, "")
    yield from (f"Purpose: {file.purpose}. {file.claim}".rstrip(), "")
    yield from (WHAT_IT_IS, "", f"{status.planned - len(status.missing)} of {status.planned} runs are stored.", "")
    if not status.complete:
        yield from (f"PARTIAL: {BIASED}.", "")
    yield from ("## Columns", "", f"`results.{form}`, one row a run and span of time ({keep.resolution}):", "")
    yield from (*HEAD, *columns(record, table.column_names))
    yield from ("", "`true.` is what happens in the model, `recorded.` what registers would show: keep them apart.", "")
    yield from (f"`{POINTS}`, one row a point of the design; factors by their names in `{FILE}`:", "")
    yield from (*HEAD, *columns(record, ["point", "draw", *(factor.name for factor in file.design.factors)]))
    yield from ("", f"`{CELLS}`, one row a run that was asked for:", "")
    yield from (*HEAD, *columns(record, pq.read_schema(record.folder / CELLS).names))
    yield from ("", "## Files", "", *(f"- `{name}`: {meaning}" for name, meaning in FILES.items()), "")
    yield "Read it: `pandas.read_parquet`, `polars.read_parquet`, DuckDB's `read_parquet`, R's `arrow::read_parquet`."
    yield f"Run it again: copy `{FILE}` into the project at the commit that `{MANIFEST}` names, then"
    yield f"`python -m uv run run.py experiment run {FILE}`."


HEAD = ("| column | unit | meaning |", "| --- | --- | --- |")
WHAT_IT_IS = (
    "Results of goldrush, an agent-based simulation. They hold in the model: no forecast, no estimate of how many "
    "people are exploited; places and people are synthetic. What chance, parameters and theories leave open is in the "
    "rows."
)
FILES = {
    FILE: "what was asked for",
    INPUT: "the same with every default filled in",
    MANIFEST: "versions, seed, processor, parameters with sources, outcomes with definitions, what is missing",
    POINTS: "the design: the value of every factor at every point",
    CELLS: "every cell of the plan",
    "versions.txt": "the exact version of every package",
    "pyproject.toml": "the pins of the project",
    "python-version": "the version of Python",
    "CITATION.cff": "how to cite goldrush",
    "LICENSE": "the licence of goldrush",
    SUMS: "checksums: `sha256sum --check SHA256SUMS`",
}
KEYS = {
    "cell": "identity of the run: a hash of everything that can change it",
    "scenario": "the policies",
    "point": "row of the design",
    "draw": "name that follows from the values that the point sets",
    "theory": "rival rules of decision; `default` is the reference of every switch",
    "replicate": "luck: the same number meets the same luck in all scenarios, points and theories",
    "date": "first day of the span",
}


def columns(record: Record, names: Iterable[str]) -> Iterator[str]:
    """Yield a row of the data dictionary for every column."""
    from experiments.base.outcomes import declared_outcomes

    declared = declared_outcomes()
    factors = {name: each for each in record.file.design.factors for name in (each.change, each.name)}
    for name in names:
        if name in KEYS:
            yield f"| `{name}` | | {KEYS[name]} |"
        elif name in factors:
            yield f"| `{name}` | {factors[name].unit} | {factors[name].family} that the design varies |"
        else:
            about = declared[name]
            yield f"| `{name}` | {about.unit} | {about.definition} Adds up over time as: {about.over_time}. |"
