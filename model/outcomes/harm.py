"""Harm of policy by group: what no other module declares. A ledger, never netted."""

from model.codes import Zone
from model.outcomes.declare import declare, flow
from model.text.dates import WEEKS_PER_YEAR

declare(
    "true.income_of_miners", "soles", "sum", "higher",
    "Value of the gold of miners less costs of digging and what employers keep, 2013 soles.",
    lambda m: m.flows["gold_sales"] - m.flows["operating_costs"] - m.flows["employers_income"],
)  # fmt: skip
flow("true.extortion_of_miners", "soles", "lower", "extortion_miners", "Taken by officials from miners, 2013 soles.")
flow(
    "true.extortion_of_bar_workers", "soles", "lower", "extortion_workers",
    "Taken by officials from bar workers, 2013 soles.",
)  # fmt: skip
declare(
    "true.person_weeks_in_shelters_against_their_wish", "person-weeks", "sum", "lower",
    "Time in shelters of survivors who would rather leave.",
    lambda m: m.census.unwilling,
)  # fmt: skip
declare(
    "true.person_years_remote_sexual_exploitation", "person-years", "sum", "lower",
    "Time spent in sexual exploitation in river and protected zones: displacement.",
    lambda m: (m.census.sexual_by_zone[Zone.RIVER] + m.census.sexual_by_zone[Zone.PROTECTED]) / WEEKS_PER_YEAR,
)  # fmt: skip
