"""Step 1: the world price reaches the camp."""

from dataclasses import dataclass

import numpy as np

from model.evidence.facts import annual
from model.price.weekly import Movement, weekly_price
from model.text.dates import WEEKS_PER_YEAR, week_of, year_fraction

GRAMS_PER_OUNCE = 31.1034768
"""Grams in a troy ounce (definition)."""


@dataclass(frozen=True)
class Prices:
    """The prices of every week of a run, known to the model only week by week.

    ``world`` in USD/oz, ``gold`` at the farm gate in 2013 soles/g, ``wage`` outside mining in 2013 soles/week; each of
    shape (weeks,), from week 0.
    """

    world: np.ndarray
    gold: np.ndarray
    wage: np.ndarray


def prices(scenario, luck) -> Prices:
    """Return the prices of a scenario under one luck.

    Farm gate = world price / 31.1 g x farm-gate share x exchange rate / consumer prices. The dated series are annual
    values, interpolated; after their last year they stay as they are.
    """
    gold_price = scenario.parameters.price
    movement = Movement(
        monthly_volatility=gold_price.monthly_volatility,
        persistence=gold_price.persistence,
        drift=gold_price.future_drift,
        volatility=gold_price.future_volatility,
        reversion_speed=gold_price.future_reversion,
    )
    weeks = week_of(scenario.stop) + 1
    world = weekly_price(scenario.price, luck, 0, weeks, movement)
    time = np.array([year_fraction(week) for week in range(weeks)])
    deflator = annual("consumer-prices", time) / 100.0
    gold = world / GRAMS_PER_OUNCE * gold_price.farm_gate_share * annual("exchange-rate", time) / deflator
    wage = annual("labour-income", time) / deflator * 12.0 / WEEKS_PER_YEAR
    return Prices(world, np.asarray(gold), np.asarray(wage))


def step(model) -> None:
    """Set the week's world price, farm-gate price and outside wage; ValueError after the end of the scenario."""
    if model.week >= model.prices.world.size:
        setup = model.setup
        raise ValueError(f"{setup.name} ends on {setup.stop}; give the scenario a later period.stop to go on")
    model.price = float(model.prices.world[model.week])
    model.gold_value = float(model.prices.gold[model.week])
    model.outside_wage = float(model.prices.wage[model.week])
