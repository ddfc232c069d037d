"""Prices, cash and livelihoods."""

import numpy as np

from model.outcomes.declare import flow, ratio, stock
from model.processes.mining.livelihoods import taken


def price_level(model) -> float:
    """Return the mean of camps' prices relative to Lima's, by miners; 1 where nobody mines."""
    camps = model.camps
    return ratio(np.dot(camps.prices, camps.miners), camps.miners.sum()) or 1.0


stock(
    "true.local_price_level", "1", "lower", "Prices in camps relative to the capital's, as miners meet them.",
    price_level,
)  # fmt: skip
flow(
    "true.paid_above_outside_prices", "soles", "lower", "paid_above_outside_prices",
    "What miners pay for living beyond the capital's prices.",
)  # fmt: skip
flow("true.cash_robbed", "soles", "lower", "cash_robbed", "Cash that robbers take from miners, 2013 soles.")
flow("true.cash_carried_home", "soles", "higher", "carried_home", "Cash that miners who leave carry home, 2013 soles.")
flow(
    "true.weeks_mined_by_those_who_left", "person-weeks", "neither", "weeks_mined",
    "Stays of miners who left the region.",
)  # fmt: skip
flow(
    "true.discount_on_gold", "soles", "neither", "discount_on_gold",
    "What buyers keep of the price of gold whose origin cannot be shown, 2013 soles.",
)  # fmt: skip
flow(
    "true.transit_spending_in_bars", "soles", "lower", "transit_spending",
    "Money of the drug trade that passes, spent in bars, 2013 soles.",
)  # fmt: skip
stock(
    "true.people_in_jobs_outside_mining", "persons", "higher",
    "Former miners and bar workers in jobs outside mining in the region.",
    taken,
)  # fmt: skip
flow("true.jobs_outside_mining_taken", "persons", "higher", "jobs_taken", "Miners and bar workers who take such a job.")
flow("true.jobs_outside_mining_left", "persons", "neither", "jobs_ended", "People who leave such a job or lose it.")
