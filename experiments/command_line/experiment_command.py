"""Experiments from a file: check, run, stop and resume, spread over machines, export, reproduce."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from experiments.command_line.options import MOST, RESULTS, Jobs, Large, Out, Quiet, command
from experiments.command_line.terminal import NOT_REPRODUCED, exit_as, log

if TYPE_CHECKING:
    from experiments.engine.backend import Backend
    from experiments.engine.batch import Execution
    from experiments.engine.chunks import Shard
    from experiments.record.record import Record
    from experiments.record.stages import Stages

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

File = Annotated[Path, typer.Argument(metavar="FILE", help="Experiment file (.toml), or folder of its record.")]
More = Annotated[int, typer.Option("--add-replicates", min=0, max=MOST, help="Replicates beyond those of the file.")]
BACKENDS = ("serial", "loky", "dask", "processes")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Where an experiment is run and how much of it; each field is an option."""

    out: Out = RESULTS
    jobs: Jobs = -1
    backend: Annotated[
        str, typer.Option(help="processes (of this machine, as they start fastest), loky (joblib's), serial or dask.")
    ] = "processes"
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://127.0.0.1:8786.")
    ] = None
    shard: Annotated[str | None, typer.Option(help="i/n: run the i-th of n equal shares; set by a Slurm array.")] = None
    add_replicates: More = 0
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Run again what failed earlier.")] = False
    quiet: Quiet = False
    large: Large = False

    def execution(self) -> "Execution":
        """Return how runs are carried out."""
        from experiments.engine.batch import Execution

        backend, console = chosen_backend(self.backend, self.scheduler, self.jobs), Console(stderr=True)
        again = {"retry_failed": self.retry_failed, "quiet": self.quiet, "large": self.large}
        return Execution(backend=backend, console=console, **again)

    def stages(self) -> "Stages":
        """Return what runs the stages of a study of which some runs may fail."""
        from experiments.record.stages import Stages

        return Stages(self.execution(), chosen_shard(self.shard), despite_failures=True)


@command(app)
def check(file: File, out: Out = RESULTS, jobs: Jobs = -1, add_replicates: More = 0) -> None:
    """Say what an experiment would run, and about how much time and disk that takes. Nothing is stored."""
    from experiments.engine.backend import worker_count
    from experiments.engine.estimate import estimate
    from experiments.engine.size import LARGE, MOST_RUNS, size_of
    from experiments.record.idle import idle_arms
    from experiments.record.record import open_experiment

    record = with_more(open_experiment(file, out), add_replicates)
    plan, design = record.plan, record.file.design
    print(record.file.question)
    print(
        f"{len(plan.arms)} scenarios x {len(plan.points)} points ({design.kind}) x {len(plan.theories)} theories "
        f"x {len(plan.replicates)} replicates, the same runs once"
    )
    for line in idle_arms(plan):
        log(line)
    if plan.most_runs() > MOST_RUNS:
        print(f"{size_of(plan, record.out)}; experiment run asks for {LARGE}")
        return
    for line in estimate(plan, record.store).lines(worker_count(jobs)):
        print(line)


@command(app)
def run(file: File, *, options: Batch) -> None:
    """Run what the store lacks of an experiment. Repeat the command to resume after a stop."""
    from experiments.record.idle import idle_arms
    from experiments.record.record import open_experiment

    record = with_more(open_experiment(file, options.out), options.add_replicates)
    shard = chosen_shard(options.shard)
    refuse_shards_of_a_search(record, shard)
    how = options.execution()
    for line in idle_arms(record.plan):
        log(line)
    record, ended = record.run(how, shard=shard)
    for line in [*record.status().lines(), f"record: {record.folder}"]:
        log(line)
    exit_as([ended])


@command(app)
def status(file: File, out: Out = RESULTS) -> None:
    """Say how much of an experiment is stored, what failed and what is missing."""
    from experiments.record.record import open_experiment

    for line in open_experiment(file, out).status().lines():
        print(line)


@command(app)
def export(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="New folder for the bundle.")],
    out: Out = RESULTS,
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
) -> None:
    """Write a bundle for an archive: data, design, record, versions, checksums and a data dictionary."""
    from experiments.record.export import export as bundle
    from experiments.record.record import open_experiment

    log(f"bundle: {bundle(open_experiment(file, out), to, form)}")


@command(app)
def reproduce(
    file: File,
    cell: Annotated[str | None, typer.Option(help="Id of one cell, or its beginning.")] = None,
    sample: Annotated[str | None, typer.Option(help='Share of the stored cells, such as "5 %".')] = None,
    out: Out = RESULTS,
    jobs: Jobs = -1,
    quiet: Quiet = False,
) -> None:
    """Run stored cells again and compare: bit for bit if the environment is the same, otherwise by means."""
    from experiments.engine.batch import local_backend
    from experiments.record.record import open_experiment
    from experiments.record.reproduce import reproduce as run_again

    record, backend, share = open_experiment(file, out), local_backend(jobs), share_of(sample)
    found = run_again(record, backend, Console(stderr=True), cell=cell, share=share, quiet=quiet)
    for line in found.lines():
        print(line)
    if not found.reproduced:
        raise typer.Exit(NOT_REPRODUCED)


@command(app)
def compact(out: Out = RESULTS) -> None:
    """Join the many small files of old batches into a few. Run it while nothing writes to the store."""
    from experiments.store.compaction import compact as join

    done = join(out)
    log(f"{done.before} parts before, {done.after} now")


def with_more(record: "Record", more: int) -> "Record":
    """Return a record with ``more`` replicates than its file asks for; ExperimentError if their number is searched."""
    from experiments.base.errors import ExperimentError

    if more and record.file.until:
        raise ExperimentError("--add-replicates: [runs.until] finds the number of replicates; raise its most instead")
    return record.with_replicates(max(record.replicates, record.file.replicates + more))


def refuse_shards_of_a_search(record: "Record", shard: "Shard") -> None:
    """Raise ExperimentError if each shard of a plan would search for the number of replicates by itself."""
    from experiments.base.errors import ExperimentError

    if record.file.until and shard.of > 1:
        raise ExperimentError(
            "--shard: [runs.until] looks at all runs to find the number of replicates; "
            "find it once without shares, then write replicates"
        )


def chosen_backend(name: str, scheduler: str | None, jobs: int) -> "Backend":
    """Return the backend of that name; ExperimentError if it is unknown, or a scheduler is missing or superfluous."""
    from experiments.base.errors import ExperimentError
    from experiments.engine.backend import Loky, Serial, worker_count
    from experiments.engine.batch import local_backend
    from experiments.engine.cluster import Dask

    if name not in BACKENDS:
        raise ExperimentError(f"--backend {name}: write one of {', '.join(BACKENDS)}")
    if (name == "dask") != (scheduler is not None):
        raise ExperimentError("--scheduler ADDRESS belongs to --backend dask, and that needs one")
    if scheduler is not None:
        return Dask(scheduler)
    if name == "loky" and worker_count(jobs) > 1:
        return Loky(worker_count(jobs))
    return Serial() if name == "serial" else local_backend(jobs)


def chosen_shard(text: str | None) -> "Shard":
    """Return the shard that is asked for, or that a Slurm array job stands for, or the whole plan."""
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
    """Return the share that ``"5 %"`` or ``"0.05"`` names, 1 for None; ExperimentError for anything else."""
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
