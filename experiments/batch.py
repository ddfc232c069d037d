"""Run what is missing of a plan, keep what is done, and say how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.console import Console

from experiments.backend import cores, in_any_order
from experiments.plan import Plan
from experiments.progress import Counter
from experiments.results import Failure
from experiments.runner import Group, grouped, run_group
from experiments.store import Store, declared_outcomes


@dataclass
class Ended:
    """How a batch ended: cells planned, stored before and finished now, failures, cut short or not."""

    planned: int
    already_stored: int
    finished: int = 0
    failures: list[Failure] = field(default_factory=list)
    interrupted: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether every planned cell is stored."""
        return self.already_stored + self.finished == self.planned


def run_plan(plan: Plan, folder: Path, *, jobs: int, console: Console, quiet: bool = False) -> Ended:
    """Run the cells of a plan that the store in ``folder`` does not hold yet.

    Ctrl-C ends the batch early and keeps finished groups. Raise StoreError when results cannot be written.
    """
    store = Store(folder)
    store.prepare()
    stored = store.stored(declared_outcomes())
    planned = plan.jobs()
    missing = [job for job in planned if job.cell.id not in stored]
    ended = Ended(len(planned), len(planned) - len(missing))
    groups = grouped(missing, plan.draw)
    if not quiet:
        console.print(_opening(ended, len(groups)), highlight=False)
    with Counter(len(missing), console, quiet=quiet) as counter:
        _run(groups, folder, cores(jobs), ended, counter)
    return ended


def _opening(ended: Ended, groups: int) -> str:
    missing = ended.planned - ended.already_stored
    stored = f"{ended.planned} runs planned, {ended.already_stored} already stored"
    return f"{stored}, {missing} to do in {groups} groups"


def _run(groups: Sequence[Group], folder: Path, workers: int, ended: Ended, counter: Counter) -> None:
    reports = in_any_order(partial(run_group, folder=folder), groups, workers)
    try:
        for report in reports:
            ended.finished += len(report.finished)
            ended.failures += report.failures
            counter.count(len(report.finished), len(report.failures))
    except KeyboardInterrupt:
        ended.interrupted = True
    finally:
        reports.close()
