"""Harm of policy by group, as far as no other module declares it. A ledger, never netted."""

from model.outcomes.declare import flow
from model.text.dates import WEEKS_PER_YEAR

flow(
    "true.income_of_miners", unit="soles", better="higher",
    measure=lambda m: m.flows["gold_sales"] - m.flows["operating_costs"] - m.flows["employers_income"],
    definition="Value of the gold of miners less costs of digging and what employers keep, 2013 soles.",
)  # fmt: skip
flow(
    "true.extortion_of_miners", unit="soles", better="lower", counts="extortion_miners",
    definition="Taken by officials from miners, 2013 soles.",
)  # fmt: skip
flow(
    "true.extortion_of_bar_workers", unit="soles", better="lower", counts="extortion_workers",
    definition="Taken by officials from bar workers, 2013 soles.",
)  # fmt: skip
flow(
    "true.person_weeks_in_shelters_against_their_wish", unit="person-weeks", better="lower",
    census="unwilling",
    definition="Time in shelters of survivors who would rather leave.",
)  # fmt: skip
flow(
    "true.person_years_remote_sexual_exploitation", unit="person-years", better="lower",
    measure=lambda m: m.census.remote / WEEKS_PER_YEAR,
    definition="Time spent in sexual exploitation in river and protected zones: displacement.",
)  # fmt: skip
