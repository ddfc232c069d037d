"""The attention route: survivors, from identification to home."""

from model.codes import Stage
from model.outcomes.declare import declare, flow, stock

flow("true.survivors_identified", "persons", "higher", "survivors_identified", "Rightly identified as in exploitation.")
flow("true.survivors_identified_under_18", "persons", "higher", "identified_under_18", "Of those, under 18.")
flow("true.survivors_identified_female", "persons", "higher", "identified_female", "Of those, women and girls.")
stock(
    "true.people_held_in_police_stations", "persons", "lower", "Survivors who wait in police stations.",
    lambda m: m.census.stages[Stage.HELD],
)  # fmt: skip
declare(
    "true.person_weeks_in_police_stations", "person-weeks", "sum", "lower",
    "Time that survivors wait in police stations.",
    lambda m: m.census.stages[Stage.HELD],
)  # fmt: skip
stock(
    "true.shelter_places_open", "persons", "higher", "Places in shelters that are open, taken or not.",
    lambda m: float(m.shelters.places.sum() + m.shelters.extra.sum()),
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
UNSERVED = {
    "unserved_sexual_female_under_18": "girls after sexual exploitation",
    "unserved_sexual_female_adult": "women after sexual exploitation",
    "unserved_sexual_male_under_18": "boys after sexual exploitation",
    "unserved_sexual_male_adult": "men after sexual exploitation",
    "unserved_labour_female_under_18": "girls after labour exploitation",
    "unserved_labour_female_adult": "women after labour exploitation",
    "unserved_labour_male_under_18": "boys after labour exploitation",
    "unserved_labour_male_adult": "men after labour exploitation",
}
"""Counters of people who leave a police station without a place in any shelter, and who they are."""
for _counter, _who in UNSERVED.items():
    flow(f"true.{_counter}", "persons", "lower", _counter, f"Of those sent home without care, {_who}.")
stock(
    "true.survivors_accompanied_at_home", "persons", "higher", "Survivors whom workers at origin accompany at home.",
    lambda m: m.flows["accompanied"],
)  # fmt: skip
flow("true.homes_prepared", "persons", "higher", "homes_prepared", "Survivors whose homes workers begin to prepare.")
stock(
    "true.survivors_in_reintegration_jobs", "persons", "higher", "Survivors in jobs kept for them.",
    lambda m: m.flows["in_reintegration_jobs"],
)  # fmt: skip
flow(
    "true.reintegrated", "persons", "higher", "reintegrated",
    "Survivors who end such a job, or accompaniment after recovery, and have not returned to exploitation.",
)  # fmt: skip
flow(
    "true.returns_after_recovery", "persons", "lower", "returns_after_recovery",
    "Survivors who completed recovery and return to exploitation.",
)  # fmt: skip
flow(
    "true.returns_after_shelter_in_the_region", "persons", "lower", "returns_after_shelter_in_region",
    "Survivors who return to exploitation and whose last shelter stood in the gold region.",
)  # fmt: skip
flow(
    "true.returns_without_recovery", "persons", "lower", "returns_without_recovery",
    "Survivors who return to exploitation without having completed recovery.",
)  # fmt: skip
flow(
    "true.survivors_who_own_bars", "persons", "lower", "survivors_who_own_bars", "Survivors who open bars themselves.",
)  # fmt: skip
