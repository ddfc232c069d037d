"""The rush: price, miners, gold, camps, bars, money."""

import numpy as np

from model.codes import Zone
from model.outcomes.declare import flow, ratio, stock

stock("true.gold_price", unit="USD/oz", better="neither", measure=lambda m: m.price, definition="World price of gold.")
stock(
    "true.farm_gate_price", unit="soles/g", better="neither", measure=lambda m: m.gold_value,
    definition="Price paid in camps, 2013 soles.",
)  # fmt: skip
stock(
    "true.miners", unit="persons", better="neither", measure=lambda m: float(m.miners.n * m.scale),
    definition="Miners in the region.",
)  # fmt: skip
stock(
    "true.miners_under_18", unit="persons", better="lower", census="miners_under_18",
    definition="Miners under 18 who are not in exploitation: working minors.",
)  # fmt: skip
stock(
    "true.miners_formal", unit="persons", better="neither", census="miners_formal",
    definition="Miners with a permit.",
)  # fmt: skip
for _zone in Zone:
    stock(
        f"true.miners_{_zone.name.lower()}", unit="persons", better="neither",
        census="miners_by_zone", at=_zone,
        definition=f"Miners, zone type {_zone.name.lower()}.",
    )  # fmt: skip
for _zone in Zone:
    stock(
        f"true.bars_{_zone.name.lower()}", unit="bars", better="neither",
        census="bars_by_zone", at=_zone,
        definition=f"Bars open, zone type {_zone.name.lower()}.",
    )  # fmt: skip
    flow(
        f"true.gold_extracted_{_zone.name.lower()}", unit="g", better="neither",
        measure=lambda m, z=_zone: m.dug_by_zone[z],
        definition=f"Gold dug, zone type {_zone.name.lower()}.",
    )  # fmt: skip
    flow(
        f"true.bar_spending_{_zone.name.lower()}", unit="soles", better="neither",
        measure=lambda m, z=_zone: float(np.dot(m.camps.spent, m.camps.zone == z)),
        definition=f"Money spent in bars, zone type {_zone.name.lower()}, transit trade included, 2013 soles.",
    )  # fmt: skip
flow(
    "true.gold_extracted_outside_corridor", unit="g", better="lower",
    measure=lambda m: m.dug_by_zone.sum() - m.dug_by_zone[Zone.CORRIDOR],
    definition="Gold dug outside the permitted corridor.",
)  # fmt: skip
flow("true.arrivals_of_miners", unit="persons", better="neither", counts="arrivals", definition="Miners who arrive.")
flow(
    "true.departures_of_miners", unit="persons", better="neither", counts="departures",
    definition="Miners who leave the region.",
)  # fmt: skip
flow("true.gold_extracted", unit="g", better="neither", counts="gold_extracted", definition="Gold dug.")
stock(
    "true.miner_gross_income", unit="soles/week", better="neither",
    measure=lambda m: ratio(m.flows["gold_sales"], m.census.at_camps),
    definition="Mean value of a miner's gold in a week.", of_nothing="0 where nobody mines",
)  # fmt: skip
stock(
    "true.miner_income", unit="soles/week", better="higher", census="miner_income",
    definition="Mean running income of a miner after operating and living costs.", of_nothing="0 where nobody mines",
)  # fmt: skip
stock(
    "true.camps_open", unit="camps", better="neither", census="camps_open",
    definition="Camps worked.",
)  # fmt: skip
flow("true.camps_opened", unit="camps", better="neither", counts="camps_opened", definition="Camps that open.")
flow("true.camps_closed", unit="camps", better="neither", counts="camps_closed", definition="Camps that close.")
stock(
    "true.sites_known", unit="camps", better="neither", measure=lambda m: float(np.count_nonzero(m.camps.known)),
    definition="Sites that prospectors have found, worked or not.",
)  # fmt: skip
stock("true.bars", unit="bars", better="neither", measure=lambda m: float(m.bars.n), definition="Bars open.")
stock(
    "true.bar_workers", unit="persons", better="neither", measure=lambda m: float(m.bar_workers.n),
    definition="Adults who work in bars and are not in exploitation.",
)  # fmt: skip
stock(
    "true.recruiters", unit="persons", better="lower", measure=lambda m: float(m.recruiters.n),
    definition="Recruiters.",
)  # fmt: skip
stock(
    "true.recruiters_who_are_survivors", unit="persons", better="lower",
    census="surviving_recruiters",
    definition="Of those, who were in exploitation themselves.",
)  # fmt: skip
flow(
    "true.bar_spending", unit="soles", better="neither", counts="bar_spending",
    definition="Money spent in bars, 2013 soles.",
)  # fmt: skip
flow("true.bribes", unit="soles", better="lower", counts="bribes", definition="Money paid to officials, 2013 soles.")
flow(
    "true.wages_of_bar_workers", unit="soles", better="higher", counts="wages",
    definition="Wages paid to bar workers, 2013 soles.",
)  # fmt: skip
flow(
    "true.recruiters_arrested", unit="persons", better="neither", counts="recruiters_taken",
    definition="Recruiters taken into custody, before trial or after a conviction.",
)  # fmt: skip
