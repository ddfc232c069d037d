"""The attention route: survivors, from identification to home."""

from model.codes import Stage
from model.outcomes.declare import flow, stock

flow(
    "true.survivors_identified", unit="persons", better="higher", counts="survivors_identified",
    definition="Rightly identified as in exploitation.",
)  # fmt: skip
flow(
    "true.survivors_identified_under_18", unit="persons", better="higher", counts="identified_under_18",
    definition="Of those, under 18.",
)  # fmt: skip
flow(
    "true.survivors_identified_female", unit="persons", better="higher", counts="identified_female",
    definition="Of those, women and girls.",
)  # fmt: skip
stock(
    "true.people_held_in_police_stations", unit="persons", better="lower",
    census="stages", at=Stage.HELD,
    definition="Survivors who wait in police stations.",
)  # fmt: skip
flow(
    "true.person_weeks_in_police_stations", unit="person-weeks", better="lower",
    census="stages", at=Stage.HELD,
    definition="Time that survivors wait in police stations.",
)  # fmt: skip
stock(
    "true.shelter_places_open", unit="persons", better="higher",
    census="shelter_places",
    definition="Places in shelters that are open, taken or not.",
)  # fmt: skip
stock(
    "true.survivors_in_shelter", unit="persons", better="neither", census="stages", at=Stage.SHELTER,
    definition="Survivors who live in shelters.",
)  # fmt: skip
stock(
    "true.survivors_in_shelter_against_their_wish", unit="persons", better="lower",
    census="unwilling",
    definition="Of those, who would rather leave.",
)  # fmt: skip
stock(
    "true.survivors_in_recovery", unit="persons", better="higher", census="stages", at=Stage.RECOVERY,
    definition="Survivors in psychological recovery.",
)  # fmt: skip
stock(
    "true.survivors_at_home", unit="persons", better="neither", census="stages", at=Stage.HOME,
    definition="Survivors at home, followed for some years.",
)  # fmt: skip
stock(
    "true.survivors_in_shelter_in_the_region", unit="persons", better="neither",
    census="in_regional_shelters",
    definition="Of those, in shelters in the gold region.",
)  # fmt: skip
flow(
    "true.admitted_to_shelter", unit="persons", better="higher", counts="admitted",
    definition="Survivors admitted to shelters.",
)  # fmt: skip
flow("true.refused_help", unit="persons", better="neither", counts="refused_help", definition="Adults who refuse help.")
flow(
    "true.left_shelter", unit="persons", better="neither", counts="left_shelter",
    definition="Survivors who leave a shelter.",
)  # fmt: skip
flow(
    "true.sent_home_unprepared", unit="persons", better="lower", counts="sent_home_unprepared",
    definition="Survivors whom no shelter took in time and who go home without care.",
)  # fmt: skip
flow(
    "true.entered_recovery", unit="persons", better="higher", counts="entered_recovery",
    definition="Survivors who begin psychological recovery.",
)  # fmt: skip
flow(
    "true.recovery_completed", unit="persons", better="higher", counts="recovery_completed",
    definition="Survivors who complete psychological recovery.",
)  # fmt: skip
flow(
    "true.recovery_dropped_out", unit="persons", better="lower", counts="recovery_dropped_out",
    definition="Survivors who drop out of psychological recovery.",
)  # fmt: skip
flow(
    "true.recovery_relapsed", unit="persons", better="lower", counts="recovery_relapsed",
    definition="Survivors who return to exploitation while in psychological recovery.",
)  # fmt: skip
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
    flow(
        f"true.{_counter}", unit="persons", better="lower", counts=_counter,
        definition=f"Of those sent home without care, {_who}.",
    )  # fmt: skip
stock(
    "true.survivors_accompanied_at_home", unit="persons", better="higher", measure=lambda m: m.flows["accompanied"],
    definition="Survivors whom workers at origin accompany at home.",
)  # fmt: skip
flow(
    "true.homes_prepared", unit="persons", better="higher", counts="homes_prepared",
    definition="Survivors whose homes workers begin to prepare.",
)  # fmt: skip
stock(
    "true.survivors_in_reintegration_jobs", unit="persons", better="higher",
    measure=lambda m: m.flows["in_reintegration_jobs"],
    definition="Survivors in jobs kept for them.",
)  # fmt: skip
flow(
    "true.reintegrated", unit="persons", better="higher", counts="reintegrated",
    definition="Survivors who end such a job, or accompaniment after recovery, and have not returned to exploitation.",
)  # fmt: skip
flow(
    "true.returns_after_recovery", unit="persons", better="lower", counts="returns_after_recovery",
    definition="Survivors who completed recovery and return to exploitation.",
)  # fmt: skip
flow(
    "true.returns_after_shelter_in_the_region", unit="persons", better="lower",
    counts="returns_after_shelter_in_region",
    definition="Survivors who return to exploitation and whose last shelter stood in the gold region.",
)  # fmt: skip
flow(
    "true.returns_without_recovery", unit="persons", better="lower", counts="returns_without_recovery",
    definition="Survivors who return to exploitation without having completed recovery.",
)  # fmt: skip
flow(
    "true.survivors_who_own_bars", unit="persons", better="lower", counts="survivors_who_own_bars",
    definition="Survivors who open bars themselves.",
)  # fmt: skip
