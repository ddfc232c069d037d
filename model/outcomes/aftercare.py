"""The attention route: survivors, from identification to home."""

from model.codes import Stage
from model.outcomes.declare import flow, stock

flow("true.survivors_identified", "persons", "higher", "survivors_identified", "Rightly identified as in exploitation.")
flow("true.survivors_identified_under_18", "persons", "higher", "identified_under_18", "Of those, under 18.")
flow("true.survivors_identified_female", "persons", "higher", "identified_female", "Of those, women and girls.")
stock(
    "true.people_held_in_police_stations", "persons", "lower", "Survivors who wait in police stations.",
    lambda m: m.census.stages[Stage.HELD],
)  # fmt: skip
stock(
    "true.survivors_in_shelter", "persons", "neither", "Survivors who live in shelters.",
    lambda m: m.census.stages[Stage.SHELTER],
)  # fmt: skip
stock(
    "true.survivors_in_shelter_against_their_wish", "persons", "lower", "Of those, who would rather leave.",
    lambda m: m.census.unwilling,
)  # fmt: skip
stock(
    "true.survivors_in_recovery", "persons", "higher", "Survivors in psychological recovery.",
    lambda m: m.census.stages[Stage.RECOVERY],
)  # fmt: skip
stock(
    "true.survivors_at_home", "persons", "neither", "Survivors at home, followed for some years.",
    lambda m: m.census.stages[Stage.HOME],
)  # fmt: skip
stock(
    "true.survivors_in_shelter_in_the_region", "persons", "neither", "Of those, in shelters in the gold region.",
    lambda m: float(m.shelters.occupied[m.shelters.in_region].sum()),
)  # fmt: skip
flow("true.admitted_to_shelter", "persons", "higher", "admitted", "Survivors admitted to shelters.")
flow("true.refused_help", "persons", "neither", "refused_help", "Adults who refuse help.")
flow("true.left_shelter", "persons", "neither", "left_shelter", "Survivors who leave a shelter.")
flow(
    "true.sent_home_unprepared", "persons", "lower", "sent_home_unprepared",
    "Survivors whom no shelter took in time and who go home without care.",
)  # fmt: skip
flow("true.entered_recovery", "persons", "higher", "entered_recovery", "Survivors who begin psychological recovery.")
