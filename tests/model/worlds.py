"""Small worlds for tests: one baseline lived until 2009 and shared, and ways to go on from it."""

from copy import replace
from functools import cache

import numpy as np

from experiments.engine.warm_starts import Replicate
from experiments.record.mechanism_effects import warm_start
from model.codes import Desk, Stage
from model.columns.snapshot import parameters_mark
from model.goldrush import GoldRush
from model.kernels.randomness import arrivals
from model.outcomes import OUTCOMES, measure
from model.scenario.scenario import Scenario, load_scenario
from model.text.dates import date_of

SCALE = 50
GROWN = 470
"""Week, in January 2009, from which grown worlds go on: raids, courts and shelters are at work."""
LONGEST = 104
"""Weeks for which ``usual`` knows the baseline."""


def baseline(**changes) -> Scenario:
    """Return the baseline with parameters of groups replaced, also beyond their declared ranges.

    ``baseline(digging={"best_yield": 0.0})``.
    """
    plan = load_scenario("baseline")
    groups = {name: replace(getattr(plan.parameters, name), **values) for name, values in changes.items()}
    return replace(plan, parameters=replace(plan.parameters, **groups))


def under(*policies, plan: Scenario | None = None) -> Scenario:
    """Return a plan, the baseline's unless given, with policies."""
    return replace(plan or baseline(), interventions=policies)


def policy(kind: type, *, start: int = GROWN, **settings):
    """Return a policy that starts in a week."""
    return kind(start=date_of(start), **settings)


def young(plan: Scenario | None = None, **luck) -> GoldRush:
    """Return a world at its first week."""
    return GoldRush(plan or baseline(), scale=SCALE, **luck)


@cache
def grown_state() -> dict[str, np.ndarray]:
    """Return the state of the baseline in week ``GROWN``; tests of mechanisms go on from the same."""
    return warm_start(Replicate(seed=1, replicate=0, scale=SCALE))


def grown(plan: Scenario | None = None) -> GoldRush:
    """Return a world that goes on from the grown state under a plan, whatever its parameters."""
    return adopted(grown_state(), plan or baseline())


def adopted(state: dict[str, np.ndarray], plan: Scenario) -> GoldRush:
    """Return a world that goes on from a state although its parameters were others."""
    return GoldRush.from_snapshot(state | {"parameters": parameters_mark(plan)}, plan)


def exploited(model: GoldRush) -> np.ndarray:
    """Return the rows of people in exploitation."""
    return np.flatnonzero(model.persons.stage == Stage.EXPLOITED)


def waiting(model: GoldRush, n: int, desk: Desk, **columns) -> slice:
    """Put ``n`` cases, there since last week, before a desk; return their rows."""
    who = arrivals("world", 900 + desk, model.week, n)
    return model.cases.add(n, identity=who, lodged=model.week, since=model.week - 1, desk=desk, **columns)


def weekly(model: GoldRush, weeks: int) -> np.ndarray:
    """Live some weeks; return every outcome of each, shape (weeks, outcomes)."""
    rows = []
    for _ in range(weeks):
        model.step()
        rows.append(measure(model))
    return np.array(rows)


@cache
def _usual() -> np.ndarray:
    return weekly(grown(), LONGEST)


def usual(weeks: int) -> np.ndarray:
    """Return every outcome of the first weeks, ``LONGEST`` at most, of a grown world under the baseline."""
    assert weeks <= LONGEST
    return _usual()[:weeks].copy()


def column(name: str) -> int:
    """Return the number of an outcome among those of ``weekly``."""
    return list(OUTCOMES).index(name)


def columns(prefix: str) -> list[int]:
    """Return the numbers of the outcomes of a family, such as ``true.``."""
    return [i for i, name in enumerate(OUTCOMES) if name.startswith(prefix)]


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    """Return the names of arrays that are not the same, bit for bit."""
    return sorted(
        name
        for name in one.keys() | other.keys()
        if name not in one
        or name not in other
        or one[name].dtype != other[name].dtype
        or one[name].tobytes() != other[name].tobytes()
    )


def by_identity(population) -> dict[str, np.ndarray]:
    """Return the columns of a population in the order of identity, without what names agents by unique id."""
    order = np.argsort(population.identity)
    state = population.state()
    return {name: state[name][order] for name in state if name not in ("unique_id", "bar", "witness")}


def bars_worked_in(model, population) -> np.ndarray:
    """Return the identity of the bar of everybody, 0 for none, in the order of identity."""
    rows = model.bars.row_of[population.bar]
    bars = np.where(population.bar >= 0, model.bars.identity[rows], np.uint64(0))
    return bars[np.argsort(population.identity)]


def people(model) -> dict[str, np.ndarray]:
    """Return all columns of all populations by identity, with bars named by identity."""
    tables = {
        f"{cls.__name__}.{name}": values
        for cls, population in model.agents.populations.items()
        for name, values in by_identity(population).items()
    }
    bars = {"Person.bar": model.persons, "BarWorker.bar": model.bar_workers}
    return tables | {name: bars_worked_in(model, population) for name, population in bars.items()}
