"""Outcomes are finite at every end of every range; what has nothing to divide by is what its declaration says."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from model import goldrush
from model.goldrush import BeyondReachError, GoldRush
from model.outcomes import OUTCOMES, measure
from model.outcomes.recorder import UndefinedError
from model.processes.census import count
from model.processes.recruitment import experience
from model.scenario.scenario import load_scenario
from tests.model.invariants import broken
from tests.model.test_random_parameters import ALL, nested
from tests.model.worlds import baseline, young

COARSE, WEEKS = 200, 56
CORNERS = 6


def at(world: str, shares: list[float]) -> GoldRush:
    """Return a young world with every parameter at a share of the way through its range, under a world's prices."""
    plan = load_scenario(world)
    groups = {
        name: replace(getattr(plan.parameters, name), **values)
        for name, values in nested(list(zip(ALL, shares, strict=True))).items()
    }
    return GoldRush(replace(plan, parameters=replace(plan.parameters, **groups), before=None), scale=COARSE)


def faults(model: GoldRush, weeks: int) -> list[str]:
    """Live some weeks, or as long as the model goes on; return what is no finite number or must not be."""
    found = []
    for _ in range(weeks):
        try:
            model.step()
        except BeyondReachError:
            break
        found += [name for name, value in zip(OUTCOMES, measure(model), strict=True) if not np.isfinite(value)]
        found += broken(model)
    return found


@pytest.mark.parametrize("world", ["baseline", "outlook"])
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_outcomes_are_numbers_where_everything_is_at_its_lowest_or_highest(world, share):
    assert faults(at(world, [share] * len(ALL)), WEEKS) == []


@pytest.mark.parametrize("corner", range(CORNERS))
def test_outcomes_are_numbers_in_corners_of_all_ranges(corner):
    chance = Random(corner)
    world = at(("baseline", "outlook")[corner % 2], [chance.choice((0.0, 1.0)) for _ in ALL])
    assert faults(world, WEEKS // 2) == []


def test_bars_that_hide_all_their_trade_and_so_lose_all_custom_take_in_nothing():
    model = young(baseline(bars={"custom_lost": 1.0, "hiding_speed": 0.0}))
    model.run_for(30)
    assert model.bars.n
    model.bars.hidden = 1.0
    assert faults(model, 2) == []
    there = model.bars.hidden == 1.0
    assert there.any()
    assert not model.bars.revenue[there].any()


def test_a_share_mean_or_ratio_of_nothing_is_what_its_declaration_says():
    model = young()
    model.step()
    for population in (model.miners, model.bars, model.bar_workers, model.persons):
        population.remove_rows(np.arange(population.n))
    model.camps.miners = 0.0
    model.flows.clear()
    count(model.world)
    model.running_sums[:] = model.at_risk[:] = 0.0
    model.posts_memory[:] = experience.first_posts(model.parameters)
    values = dict(zip(OUTCOMES, measure(model), strict=True))
    assert np.isfinite(list(values.values())).all()
    said = {name: float(one.of_nothing.split()[0]) for name, one in OUTCOMES.items() if one.of_nothing}
    assert {name: values[name] for name in said} == said


def test_a_value_that_is_no_number_ends_the_run_and_is_not_stored():
    model = young()
    model.run_for(2)
    model.recorder.total[list(OUTCOMES).index("true.profit_of_a_bar")] = np.nan
    with pytest.raises(UndefinedError, match="no finite number in 2000-01: true.profit_of_a_bar; a rule of the model"):
        model.run_for(8)
    assert model.recorder.months == []


def test_a_world_in_which_most_people_would_be_exploited_ends_with_a_message(monkeypatch):
    monkeypatch.setattr(goldrush, "MOST_PERSONS", 5)
    with pytest.raises(BeyondReachError, match="more than 5 people"):
        GoldRush(load_scenario("baseline"), scale=COARSE).run()
