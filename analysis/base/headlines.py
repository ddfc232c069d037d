"""Which outcomes tables and figures show unless asked otherwise."""

TRUE = (
    "true.person_years_sexual_exploitation",
    "true.person_years_labour_exploitation",
    "true.people_in_sexual_exploitation",
    "true.people_in_sexual_exploitation_under_18",
    "true.people_in_labour_exploitation",
    "true.recruited_sexual",
    "true.recruited_labour",
    "true.exits",
    "true.returns_to_exploitation",
    "true.people_held_in_police_stations",
    "true.people_misidentified",
    "true.survivors_in_shelter",
    "true.identified_in_care",
    "true.identified_at_home",
    "true.identified_independent",
    "true.identified_returned",
    "true.identified_unknown",
    "true.miners",
    "true.bars",
    "true.cost_to_state",
    "true.cost_to_ngos",
)
"""What happens in the model."""

RECORDED = (
    "recorded.reta_complaints",
    "recorded.reta_victims",
    "recorded.sistra_cases",
    "recorded.convictions",
)
"""What registers show; never in one block of a table or on one axis with what happens."""

FORMS = {"sexual": "true.person_years_sexual_exploitation", "labour": "true.person_years_labour_exploitation"}
"""Person-years by form of exploitation. They are shown apart and never added up."""

PICTURED = ("true.people_in_sexual_exploitation", "true.people_in_labour_exploitation")
"""Drawn over time, one panel a form."""

PICTURED_RECORDED = "recorded.reta_complaints"
"""Drawn by year in a panel of its own."""
