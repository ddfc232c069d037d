"""Batches of runs from a file: check, run, stop and resume, spread, export, reproduce."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from experiments.command_line.terminal import FAILED_RUNS, INTERRUPTED, Jobs, Out, Quiet, clear_errors, log

if TYPE_CHECKING:
    from experiments.engine.backend import Backend
    from experiments.engine.chunks import Shard
    from experiments.record.record import Record

NOT_REPRODUCED = 3

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

File = Annotated[Path, typer.Argument(metavar="FILE", help="Experiment file (.toml), or folder of its record.")]
Where = Annotated[str, typer.Option("--backend", help="serial, loky (processes of this machine) or dask.")]
Scheduler = Annotated[str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://127.0.0.1:8786.")]
More = Annotated[int, typer.Option("--add-replicates", min=0, help="Replicates beyond those of the file.")]


@app.command()
def check(file: File, out: Out = Path("results"), jobs: Jobs = -1, add_replicates: More = 0) -> None:
    """Say what an experiment would run, and about how long and how much disk that takes. Nothing is stored."""
    with clear_errors():
        from experiments.engine.backend import cores
        from experiments.engine.estimate import estimate
        from experiments.record.record import open_experiment

        record = with_more(open_experiment(file, out), add_replicates)
        plan, design = record.plan, record.file.design
        print(record.file.question)
        print(
            f"{len(plan.arms)} scenarios x {len(plan.points)} points ({design.kind}) x {len(plan.theories)} theories "
            f"x {len(plan.replicates)} replicates, the same runs once"
        )
        for line in estimate(plan, record.store).lines(cores(jobs)):
            print(line)


@app.command()
def run(
    file: File,
    out: Out = Path("results"),
    jobs: Jobs = -1,
    backend: Where = "loky",
    scheduler: Scheduler = None,
    shard: Annotated[str | None, typer.Option(help="i/n: the i-th of n shares; a Slurm array sets it.")] = None,
    add_replicates: More = 0,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Run again what failed earlier.")] = False,
    quiet: Quiet = False,
) -> None:
    """Run what the store lacks of an experiment. Repeat the command to go on after a stop."""
    with clear_errors():
        from experiments.record.record import open_experiment

        record = with_more(open_experiment(file, out), add_replicates)
        where, part = chosen_backend(backend, scheduler, jobs), chosen_shard(shard)
        refuse_shares_of_a_search(record, part)
        how = {"retry_failed": retry_failed, "quiet": quiet}
        record, ended = record.run(where, Console(stderr=True), shard=part, **how)
        for line in [*record.status().lines(), f"record: {record.folder}"]:
            log(line)
    if ended.interrupted:
        raise typer.Exit(INTERRUPTED)
    if ended.failures or ended.failed_before:
        raise typer.Exit(FAILED_RUNS)


@app.command()
def status(file: File, out: Out = Path("results")) -> None:
    """Say how much of an experiment is stored, what failed and what is missing."""
    with clear_errors():
        from experiments.record.record import open_experiment

        for line in open_experiment(file, out).status().lines():
            print(line)


@app.command()
def export(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="New folder for the bundle.")],
    out: Out = Path("results"),
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
) -> None:
    """Write a bundle ready for an archive: data, design, record, versions, checksums, data dictionary."""
    with clear_errors():
        from experiments.record.export import export as bundle
        from experiments.record.record import open_experiment

        log(f"bundle: {bundle(open_experiment(file, out), to, form)}")


@app.command()
def reproduce(
    file: File,
    cell: Annotated[str | None, typer.Option(help="Id of a cell, or its beginning.")] = None,
    sample: Annotated[str | None, typer.Option(help='Share of the stored cells, such as "5 %".')] = None,
    out: Out = Path("results"),
    jobs: Jobs = -1,
    quiet: Quiet = False,
) -> None:
    """Run stored cells again and compare: bit for bit on an equal environment, else by means."""
    with clear_errors():
        from experiments.engine.batch import local
        from experiments.record.record import open_experiment
        from experiments.record.reproduce import reproduce as repeat

        share = share_of(sample)
        found = repeat(
            open_experiment(file, out), local(jobs), Console(stderr=True), cell=cell, share=share, quiet=quiet
        )
        for line in found.lines():
            print(line)
    if not found.reproduced:
        raise typer.Exit(NOT_REPRODUCED)


@app.command()
def compact(out: Out = Path("results")) -> None:
    """Join the many small files of old batches into few. Run it while nothing writes to the store."""
    with clear_errors():
        from experiments.store.compaction import compact as join

        done = join(out)
        log(f"{done.before} parts before, {done.after} now")


def with_more(record: "Record", more: int) -> "Record":
    """Return a record with replicates beyond those of its file; ExperimentError where their number is searched for."""
    from experiments.base.errors import ExperimentError

    if more and record.file.until:
        raise ExperimentError("--add-replicates: [runs.until] finds the number of replicates; raise its most instead")
    return record.with_replicates(max(record.replicates, record.file.replicates + more))


def refuse_shares_of_a_search(record: "Record", part: "Shard") -> None:
    """Raise ExperimentError where shares of a plan would each search for the number of replicates."""
    from experiments.base.errors import ExperimentError

    if record.file.until and part.of > 1:
        raise ExperimentError(
            "--shard: [runs.until] looks at all runs to find the number of replicates; "
            "find it once without shares, then write replicates"
        )


def chosen_backend(name: str, scheduler: str | None, jobs: int) -> "Backend":
    """Return the backend of a name; raise ExperimentError for an unknown one or a scheduler too many or missing."""
    from experiments.base.errors import ExperimentError
    from experiments.engine.backend import Serial
    from experiments.engine.batch import local
    from experiments.engine.cluster import Dask

    if name not in ("serial", "loky", "dask"):
        raise ExperimentError(f"--backend {name}: write one of serial, loky, dask")
    if (name == "dask") != (scheduler is not None):
        raise ExperimentError("--scheduler ADDRESS belongs to --backend dask, and that needs one")
    if scheduler is not None:
        return Dask(scheduler)
    return Serial() if name == "serial" else local(jobs)


def chosen_shard(text: str | None) -> "Shard":
    """Return the share that is asked for, or that a Slurm array job stands for, or the whole."""
    from experiments.engine.chunks import WHOLE, shard_named

    if text is not None:
        return shard_named(text)
    task, first, count = (os.environ.get(f"SLURM_ARRAY_TASK_{name}") for name in ("ID", "MIN", "COUNT"))
    if not task or not count:
        return WHOLE
    found = f"{int(task) - int(first or 0) + 1}/{count}"
    log(f"Slurm array task: --shard {found}")
    return shard_named(found)


def share_of(text: str | None) -> float:
    """Return the share that ``"5 %"`` or ``"0.05"`` names, all where nothing is; ExperimentError on another form."""
    from experiments.base.errors import ExperimentError

    if text is None:
        return 1.0
    number, percent = text.strip().removesuffix("%").strip(), text.strip().endswith("%")
    try:
        share = float(number) / (100 if percent else 1)
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise ExperimentError(f'--sample {text}: write a share above 0 and up to 100 %, such as "5 %"')
    return share
