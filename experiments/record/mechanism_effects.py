"""Run the model with and without each mechanism, from the same warm start and with the same luck."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np
from rich.console import Console

from experiments.base.outcomes import declared_outcomes
from experiments.base.progress import Counter
from experiments.engine.backend import worker_count
from experiments.engine.local import in_any_order
from experiments.engine.size import Size, usual_seconds_a_week
from experiments.engine.warm_starts import Replicate, Snapshot, begin, model_class
from experiments.record.experiment import Replication
from experiments.store.results import OVER_TIME

BASELINE = "baseline"
DEFAULT_WEEKS = 156
"""Weeks, three years, over which mechanisms are switched off alone, at default settings."""


@dataclass(frozen=True)
class Arm:
    """One side of a comparison: parameter values by ``group.name``, policies, and the number of weeks to run."""

    changes: tuple[tuple[str, float], ...]
    policies: tuple[Any, ...]
    weeks: int


def arms(row: Any) -> tuple[Arm, Arm]:
    """Return the arm with a row's mechanism and the arm without it."""
    kept = tuple(policy.without(row.without) for policy in row.policies if policy.kind not in row.without)
    return Arm(_sorted(row.set), row.policies, row.weeks), Arm(_sorted({**row.set, **row.off}), kept, row.weeks)


def arms_at_default(row: Any) -> tuple[Arm, Arm]:
    """Return the baseline as it is, and with nothing but the off-switch of a row: no other setting, no policy."""
    default = baseline().parameters.groups()
    off = {key: value for key, value in row.off.items() if value != _value(default, key)}
    return Arm((), (), DEFAULT_WEEKS), Arm(_sorted(off), (), DEFAULT_WEEKS)


def _value(groups: Mapping[str, Any], key: str) -> float:
    group, _, name = key.partition(".")
    return getattr(groups[group], name)


def _sorted(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(values.items()))


def run_arms(
    arms: Iterable[Arm],
    replication: Replication,
    *,
    jobs: int,
    console: Console,
    quiet: bool = False,
    large: bool = False,
) -> dict[Arm, dict[str, np.ndarray]]:
    """Run arms and return arm -> outcome -> values (replicates,).

    An arm that comes several times is run once. Raise ExperimentError for no workers and for more runs than are asked
    about first, unless ``large``; WorkerError when a worker is killed.
    """
    workers = worker_count(jobs)
    wanted = tuple(dict.fromkeys(arms))
    _size(wanted, replication).refuse_large(large)
    replicates = [Replicate(replication.seed, number, replication.scale) for number in replication.replicates]
    done = {}
    with Counter(len(wanted) * len(replicates), console, quiet=quiet) as counter:
        for replicate, values in in_any_order(partial(_run_all, wanted), replicates, workers):
            done[replicate] = values
            counter.count(len(wanted), 0)
    values = np.array([done[replicate] for replicate in replicates])
    return {arm: dict(zip(declared_outcomes(), values[:, n].T, strict=True)) for n, arm in enumerate(wanted)}


def _size(wanted: Sequence[Arm], replication: Replication) -> Size:
    from model.mechanisms import GROWN

    n, weeks = len(replication.replicates), GROWN + sum(arm.weeks for arm in wanted)
    return Size(n * len(wanted), n * weeks * usual_seconds_a_week(replication.scale), 0.0)


def _run_all(wanted: Sequence[Arm], replicate: Replicate) -> tuple[Replicate, np.ndarray]:
    return replicate, np.array([run_arm(arm, replicate) for arm in wanted])


@cache
def run_arm(arm: Arm, replicate: Replicate) -> np.ndarray:
    """Run an arm and return each outcome added up over its weeks, shape (outcomes,)."""
    model = continued(warm_start(replicate), arm_scenario(arm))
    weeks = []
    for _ in range(arm.weeks):
        model.step()
        weeks.append(model.recorder.last)
    how = (OVER_TIME[outcome.over_time] for outcome in declared_outcomes().values())
    return np.array([add(column) for add, column in zip(how, np.array(weeks).T, strict=True)])


@cache
def warm_start(replicate: Replicate) -> Snapshot:
    """Return the state of the baseline in week ``model.mechanisms.GROWN``."""
    from model.mechanisms import GROWN
    from model.text.dates import date_of

    return begin(baseline(), replicate).run_until(date_of(GROWN)).snapshot()


def continued(state: Snapshot, scenario: Any) -> Any:
    """Return a model that goes on from a state under a scenario, even one with other parameters."""
    from model.columns.snapshot import parameters_mark

    return model_class().from_snapshot(state | {"parameters": parameters_mark(scenario)}, scenario)


def arm_scenario(arm: Arm) -> Any:
    """Return the baseline with what an arm changes."""
    changes: dict[str, dict[str, float]] = {}
    for key, value in arm.changes:
        group, _, name = key.partition(".")
        changes.setdefault(group, {})[name] = value
    return replace(baseline(), parameters=baseline().parameters.with_changes(changes), interventions=arm.policies)


@cache
def baseline() -> Any:
    """Return the baseline's scenario."""
    from model.scenario.scenario import load_scenario

    return load_scenario(BASELINE)


def plain_row(row: Any) -> dict[str, Any]:
    """Return a row as plain values that JSON can hold."""
    from model.scenario.content import with_kind

    policies = [with_kind(policy) for policy in row.policies]
    return {**vars(row), "policies": policies}
