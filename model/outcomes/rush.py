"""The rush: price, miners, gold, camps, bars, money."""

import numpy as np

from model.codes import Zone
from model.outcomes.declare import declare, flow, ratio, stock

stock("true.gold_price", "USD/oz", "neither", "World price of gold.", lambda m: m.price)
stock("true.farm_gate_price", "soles/g", "neither", "Price paid in camps, 2013 soles.", lambda m: m.gold_value)
stock("true.miners", "persons", "neither", "Miners in the region.", lambda m: float(m.miners.n * m.scale))
stock(
    "true.miners_under_18", "persons", "lower", "Miners under 18 who are not in exploitation: working minors.",
    lambda m: m.census.miners_under_18,
)  # fmt: skip
stock(
    "true.miners_formal", "persons", "neither", "Miners with a permit.",
    lambda m: m.census.miners_formal,
)  # fmt: skip
for _zone in Zone:
    stock(
        f"true.miners_{_zone.name.lower()}", "persons", "neither", f"Miners, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: float(m.census.miners_by_zone[z]),
    )  # fmt: skip
for _zone in Zone:
    stock(
        f"true.bars_{_zone.name.lower()}", "bars", "neither", f"Bars open, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: m.census.bars_by_zone[z],
    )  # fmt: skip
    declare(
        f"true.gold_extracted_{_zone.name.lower()}", "g", "sum", "neither",
        f"Gold dug, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: m.dug_by_zone[z],
    )  # fmt: skip
declare(
    "true.gold_extracted_outside_corridor", "g", "sum", "lower", "Gold dug outside the permitted corridor.",
    lambda m: m.dug_by_zone.sum() - m.dug_by_zone[Zone.CORRIDOR],
)  # fmt: skip
flow("true.arrivals_of_miners", "persons", "neither", "arrivals", "Miners who arrive.")
flow("true.departures_of_miners", "persons", "neither", "departures", "Miners who leave the region.")
flow("true.gold_extracted", "g", "neither", "gold_extracted", "Gold dug.")
stock(
    "true.miner_gross_income", "soles/week", "neither", "Mean value of a miner's gold in a week.",
    lambda m: ratio(m.flows["gold_sales"], m.camps.miners.sum()),
)  # fmt: skip
stock(
    "true.miner_income", "soles/week", "higher", "Mean running income of a miner after operating and living costs.",
    lambda m: m.census.miner_income,
)  # fmt: skip
stock("true.camps_open", "camps", "neither", "Camps worked.", lambda m: float(np.count_nonzero(m.camps.open)))
stock("true.bars", "bars", "neither", "Bars open.", lambda m: float(m.bars.n))
stock(
    "true.bar_workers", "persons", "neither", "Adults who work in bars and are not in exploitation.",
    lambda m: float(m.bar_workers.n),
)  # fmt: skip
stock("true.recruiters", "persons", "lower", "Recruiters.", lambda m: float(m.recruiters.n))
stock(
    "true.recruiters_who_are_survivors", "persons", "lower", "Of those, who were in exploitation themselves.",
    lambda m: float(np.count_nonzero(m.recruiters.survivor)),
)  # fmt: skip
flow("true.bar_spending", "soles", "neither", "bar_spending", "Money spent in bars, 2013 soles.")
flow("true.bribes", "soles", "lower", "bribes", "Money paid to officials, 2013 soles.")
flow("true.wages_of_bar_workers", "soles", "higher", "wages", "Wages paid to bar workers, 2013 soles.")
flow("true.recruiters_arrested", "persons", "neither", "recruiters_arrested", "Recruiters arrested.")
