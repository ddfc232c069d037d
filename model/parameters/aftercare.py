"""The attention route: shelter, recovery, home."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Aftercare:
    """From identification to recovery, home or return to exploitation (M61-M66, M69)."""

    refuge_places: float = parameter(12.0, "persons", 0.0, 40.0, "free", ("huarayo-since",), "local NGO")
    general_places: float = parameter(8.0, "persons", 0.0, 40.0, "free", ("state-girl-shelters-2012",), "at origin")
    recovery_places: float = parameter(5.0, "persons", 0.0, 200.0, "free", ("calp-capacity",))
    shelter_stay: float = parameter(26.0, "weeks", 4.0, 104.0, "free", ASSUMED, "longest, where no recovery follows")
    longest_wait: float = parameter(10.0, "weeks", 1.0, 40.0, "free", ("children-in-police-stations",), "under 18")
    adult_wait: float = parameter(1.0, "weeks", 0.0, 10.0, "free", ASSUMED, "adults in a police station")
    leave_shelter: float = parameter(0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "leave before the end")
    refuse: float = parameter(0.1, "1", 0.0, 0.6, "free", ASSUMED, "adults who refuse help at the start")
    against_wish: float = parameter(0.15, "1", 0.0, 0.6, "free", ASSUMED, "in shelters, who would rather leave")
    recovery_years: float = parameter(3.5, "years", 3.0, 4.0, "fixed", ("recovery-duration",))
    return_unprepared: float = parameter(
        0.004, "1/week", 0.0002, 0.02, "free", ASSUMED, "hazard on coming home, no recovery"
    )
    return_decay: float = parameter(52.0, "weeks", 10.0, 200.0, "free", ASSUMED, "time that divides it by e")
    recovered_ratio: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "return hazard after recovery over before")
    becomes_recruiter: float = parameter(0.0001, "1/week", 0.0, 0.002, "free", ASSUMED, "survivors without recovery")
    becomes_owner: float = parameter(
        0.00002, "1/week", 0.0, 0.001, "free", ASSUMED, "adult survivors without recovery, open a bar"
    )
    followed: float = parameter(2.0, "years", 1.0, 8.0, "fixed", ASSUMED, "time the model follows a survivor at home")
    specialised_leaving: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "hazard of leaving a specialised shelter over a general one"
    )
    specialised_ratio: float = parameter(
        0.8, "1", 0.0, 1.0, "free", ASSUMED, "return hazard after a specialised shelter over a general one"
    )
    region_ratio: float = parameter(
        1.5, "1", 1.0, 4.0, "free", ASSUMED, "return hazard after a shelter in the region over one at origin"
    )
    follow_up_places: float = parameter(
        15.0, "persons", 0.0, 200.0, "free", ("cem-assisted-2012",),
        "accompanied at a time by women's emergency centres and NGOs at origin: 34 in a year, half a year each",
    )  # fmt: skip
    accompaniment: float = parameter(26.0, "weeks", 4.0, 156.0, "free", ASSUMED, "of a survivor and family at home")
    prepared_ratio: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "return hazard to a prepared home over an unprepared one"
    )
    reintegration_jobs: float = parameter(
        5.0, "persons", 0.0, 50.0, "free", ("assisted-2012-reintegration",), "routine; seven of 140 assisted in Peru"
    )
    job_weeks: float = parameter(52.0, "weeks", 12.0, 156.0, "free", ASSUMED, "training and work kept for a survivor")
    job_ratio: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "return hazard in a job over without")
    first_help_ratio: float = parameter(
        0.8, "1", 0.0, 1.0, "free", ASSUMED, "return hazard after first help at a contact point over without"
    )
    blame_effect: float = parameter(
        0.3, "1", 0.0, 2.0, "free", ASSUMED, "share that blame adds to returns at full attention of the media"
    )
    handover_drag: float = parameter(
        1.0, "1", 0.0, 5.0, "free", ("shelter-empty-years",),
        "delay that a body beyond the first adds, share of the work: three bodies make half a year of work 1.5 years",
    )  # fmt: skip
