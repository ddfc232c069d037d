"""Applications for permits and their results; legitimacy, protest, and the weight of gold in the region."""

from model.codes import Climate
from model.outcomes.declare import flow, ratio, stock


def regional_income(model) -> float:
    """Return the sales of gold and the other income of the region, soles."""
    from model.processes.state import legitimacy  # here, so that outcomes can be read without kernels

    return model.flows["gold_sales"] + legitimacy.other_income(model.world)


flow(
    "true.formalisation_applications", unit="persons", better="neither", counts="applications",
    definition="Miners who apply for a permit.",
)  # fmt: skip
flow(
    "true.formalisations_granted", unit="persons", better="higher", counts="applications_granted",
    definition="Miners who are granted a permit.",
)  # fmt: skip
flow(
    "true.formalisations_refused", unit="persons", better="lower", counts="applications_refused",
    definition="Miners who are refused a permit.",
)  # fmt: skip
flow(
    "true.formalisations_withdrawn", unit="persons", better="neither", counts="applications_withdrawn",
    definition="Miners who leave the region before their application is decided.",
)  # fmt: skip
stock(
    "true.formalisations_waiting", unit="persons", better="lower", measure=lambda m: float(m.files_waiting),
    definition="Miners whose application waits.",
)  # fmt: skip
flow(
    "true.permits_lapsed", unit="persons", better="lower", counts="permits_lapsed",
    definition="Miners who give up a permit as it costs too much.",
)  # fmt: skip
flow(
    "true.compliance_costs", unit="soles", better="neither", counts="compliance_costs",
    definition="Paid by miners with a permit for what the rules ask of them, 2013 soles.",
)  # fmt: skip
stock(
    "true.legitimacy", unit="1", better="higher", measure=lambda m: float(m.climate[Climate.LEGITIMACY]),
    definition="Legitimacy of the state in the eyes of miners, from 0 to 1.",
)  # fmt: skip
flow("true.protests", unit="1", better="lower", counts="protests", definition="Protests of miners.")
flow(
    "true.weeks_of_protest", unit="1", better="lower", counts="protest_weeks",
    definition="Weeks in which a protest of miners goes on.",
)  # fmt: skip
flow(
    "true.deaths_in_protests", unit="persons", better="lower", counts="protest_deaths",
    definition="People who die in clashes of protests.",
)  # fmt: skip
flow(
    "true.regional_income", unit="soles", better="higher", measure=regional_income,
    definition="Sales of gold and other income of the region, 2013 soles.",
)  # fmt: skip
stock(
    "true.gold_share_of_regional_income", unit="1", better="neither",
    measure=lambda m: ratio(m.flows["gold_sales"], regional_income(m)),
    definition="Share of gold in the income of the region.", of_nothing="0 where the region has no income",
)  # fmt: skip
