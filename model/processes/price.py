"""Step 1: the world price reaches the camp."""

from model.dates import WEEKS_PER_YEAR, year_fraction
from model.evidence import annual

GRAMS_PER_OUNCE = 31.1034768
"""Grams in a troy ounce (definition)."""


def step(model) -> None:
    """Set the week's world price (USD/oz), farm-gate price (2013 soles/g) and outside wage (2013 soles/week).

    Farm gate = world price / 31.1 g x farm-gate share x exchange rate / consumer prices. The series are annual
    values, interpolated; after their last year they stay as they are.
    """
    now = year_fraction(model.week)
    prices = annual("consumer-prices", now) / 100.0
    model.price = float(model.prices[model.week])
    soles = model.price * annual("exchange-rate", now) / prices
    model.gold_value = soles / GRAMS_PER_OUNCE * model.parameters.price.farm_gate_share
    model.outside_wage = annual("labour-income", now) / prices * 12.0 / WEEKS_PER_YEAR
