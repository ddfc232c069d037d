"""Prices, cash and livelihoods."""

import numpy as np

from model.outcomes.declare import flow, ratio, stock


def price_level(model) -> float:
    """Return the mean of camps' prices relative to Lima's, weighted by miners; 1 where nobody mines."""
    camps = model.camps
    return ratio(np.dot(camps.prices, camps.miners), camps.miners.sum()) or 1.0


stock(
    "true.local_price_level", unit="1", better="lower", measure=price_level,
    definition="Prices in camps relative to the capital's, as miners meet them.", of_nothing="1 where nobody mines",
)  # fmt: skip
flow(
    "true.paid_above_outside_prices", unit="soles", better="lower", counts="paid_above_outside_prices",
    definition="What miners pay for living beyond the capital's prices.",
)  # fmt: skip
flow(
    "true.cash_robbed", unit="soles", better="lower", counts="cash_robbed",
    definition="Cash that robbers take from miners, 2013 soles.",
)  # fmt: skip
flow(
    "true.cash_carried_home", unit="soles", better="higher", counts="carried_home",
    definition="Cash that miners who leave carry home, 2013 soles.",
)  # fmt: skip
flow(
    "true.weeks_mined_by_those_who_left", unit="person-weeks", better="neither", counts="weeks_mined",
    definition="Stays of miners who left the region.",
)  # fmt: skip
flow(
    "true.discount_on_gold", unit="soles", better="neither", counts="discount_on_gold",
    definition="What buyers keep of the price of gold whose origin cannot be shown, 2013 soles.",
)  # fmt: skip
flow(
    "true.transit_spending_in_bars", unit="soles", better="lower", counts="transit_spending",
    definition="Money of the drug trade that passes, spent in bars, 2013 soles.",
)  # fmt: skip
stock(
    "true.people_in_jobs_outside_mining", unit="persons", better="higher", census="in_jobs",
    definition="Former miners and bar workers in jobs outside mining in the region.",
)  # fmt: skip
flow(
    "true.jobs_outside_mining_taken", unit="persons", better="higher", counts="jobs_taken",
    definition="Miners and bar workers who take such a job.",
)  # fmt: skip
flow(
    "true.jobs_outside_mining_left", unit="persons", better="neither", counts="jobs_ended",
    definition="People who leave such a job or lose it.",
)  # fmt: skip
