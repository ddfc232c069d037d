"""Applications for permits and what becomes of them; legitimacy, protest, and what gold is to the region."""

from model.codes import Climate
from model.outcomes.declare import declare, flow, ratio, stock
from model.processes.state.legitimacy import other_income

flow("true.formalisation_applications", "persons", "neither", "applications", "Miners who apply for a permit.")
flow("true.formalisations_granted", "persons", "higher", "applications_granted", "Miners who are granted a permit.")
flow("true.formalisations_refused", "persons", "lower", "applications_refused", "Miners who are refused a permit.")
flow(
    "true.formalisations_withdrawn", "persons", "neither", "applications_withdrawn",
    "Miners who leave the region before their application is decided.",
)  # fmt: skip
stock(
    "true.formalisations_waiting", "persons", "lower", "Miners whose application waits.",
    lambda m: float(m.files_waiting),
)  # fmt: skip
flow("true.permits_lapsed", "persons", "lower", "permits_lapsed", "Miners who give up a permit as it costs too much.")
flow(
    "true.compliance_costs", "soles", "neither", "compliance_costs",
    "Paid by miners with a permit for what the rules ask of them, 2013 soles.",
)  # fmt: skip
stock(
    "true.legitimacy", "1", "higher", "Legitimacy of the state in the eyes of miners, from 0 to 1.",
    lambda m: float(m.climate[Climate.LEGITIMACY]),
)  # fmt: skip
flow("true.protests", "1", "lower", "protests", "Protests of miners.")
flow("true.weeks_of_protest", "1", "lower", "protest_weeks", "Weeks in which a protest of miners goes on.")
flow("true.deaths_in_protests", "persons", "lower", "protest_deaths", "People who die in clashes of protests.")
declare(
    "true.regional_income", "soles", "sum", "higher", "Sales of gold and other income of the region, 2013 soles.",
    lambda m: m.flows["gold_sales"] + other_income(m),
)  # fmt: skip
stock(
    "true.gold_share_of_regional_income", "1", "neither", "Share of gold in the income of the region.",
    lambda m: ratio(m.flows["gold_sales"], m.flows["gold_sales"] + other_income(m)),
)  # fmt: skip
