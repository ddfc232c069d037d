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
    drop_out: float = parameter(0.004, "1/week", 0.0, 0.03, "free", ASSUMED, "of recovery; completed by half, as it is")
    far_ratio: float = parameter(
        1.5, "1", 1.0, 4.0, "free", ("calp-centres",), "drop-out over usual, care in Lima or Iquitos, home elsewhere"
    )
    support_ratio: float = parameter(
        0.6, "1", 0.0, 1.0, "free", ASSUMED, "drop-out over usual, for a job and for a prepared home, each"
    )
    in_recovery_ratio: float = parameter(
        0.4, "1", 0.0, 1.0, "free", ASSUMED, "return hazard in recovery over before it: relapse"
    )
    return_unprepared: float = parameter(
        0.003, "1/week", 0.0012, 0.008, "free", ASSUMED,
        "hazard on coming home, no recovery; 21 % return within eight years, by the ranges 5 to 68 %",
    )  # fmt: skip
    return_decay: float = parameter(
        78.0, "weeks", 40.0, 150.0, "free", ASSUMED, "that divide it, and that of taking a role, by e"
    )
    recovered_ratio: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "return hazard after recovery over before")
    becomes_recruiter: float = parameter(
        0.00014, "1/week", 0.0, 0.002, "free", ASSUMED, "on coming home, survivors without recovery"
    )
    becomes_owner: float = parameter(0.000028, "1/week", 0.0, 0.001, "free", ASSUMED, "the same, adults who open a bar")
    followed: float = parameter(8.0, "years", 2.0, 10.0, "fixed", ASSUMED, "time the model follows a survivor at home")
    counted_after: float = parameter(
        5.0, "years", 1.0, 8.0, "fixed", ASSUMED, "since identification, when survivors are counted by state"
    )
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
