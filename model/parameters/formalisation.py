"""Permits for miners, what they cost and give; the state's legitimacy in miners' eyes; protest."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Formalisation:
    """Who applies for a permit, who can be granted one, how fast clerks decide, what a permit costs (M52, M53)."""

    apply_rate: float = parameter(
        0.008, "1/week", 0.0, 0.1, "free", ("formalisation-applications-mdd",), "where a permit pays well"
    )
    apply_half: float = parameter(50.0, "soles/week", 5.0, 300.0, "free", ASSUMED, "net gain at half of that rate")
    secure_site: float = parameter(
        60.0, "soles/week", 0.0, 300.0, "free", ASSUMED, "what it is worth to be left alone on one's site"
    )
    compliance_cost: float = parameter(
        40.0, "soles/week", 0.0, 300.0, "free", ASSUMED, "of keeping the rules of 2012; in proportion to requirements"
    )
    lapse_rate: float = parameter(
        0.02, "1/week", 0.0, 0.1, "free", ("mining-legal-share",), "of permits that cost far more than they give"
    )
    meets_2012: float = parameter(
        0.003, "1", 0.0001, 0.15, "free", ("d-formalisation-success-national", "formalisation-advanced-2014"),
        "miners who can meet all requirements of 2012",
    )  # fmt: skip
    files_per_clerk: float = parameter(
        1.0, "1/week", 0.0, 20.0, "free", ("formalisation-window",), "several ministries give opinions"
    )
    land_roadside: float = parameter(
        0.25, "1", 0.0, 1.0, "free", ASSUMED, "land on which miners may apply; the rest is a reserve's buffer"
    )
    land_river: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "the same; river beds are closed to mining")
    land_corridor: float = parameter(1.0, "1", 0.5, 1.0, "fixed", ASSUMED, "the same; the corridor is meant for mining")


@dataclass(frozen=True, kw_only=True)
class Legitimacy:
    """How legitimate the state is to miners, and when they take to the streets (M14, M29, M53).

    Effects are relative to the usual level, so that each is neutral there; an effect of 0 switches the mechanism off.
    """

    usual: float = parameter(
        0.3, "1", 0.05, 1.0, "free", ("integrity-perception-regional-gov", "judiciary-little-trust"), "and at the start"
    )
    recovery: float = parameter(0.005, "1/week", 0.0, 0.05, "free", ASSUMED, "of the distance from the usual level")
    from_approvals: float = parameter(
        5.0, "1", 0.0, 20.0, "free", ASSUMED, "of what lacks, if all miners were granted a permit in a week"
    )
    from_refusals: float = parameter(5.0, "1", 0.0, 20.0, "free", ASSUMED, "of it, if all were refused in a week")
    from_waiting: float = parameter(0.2, "1/week", 0.0, 1.0, "free", ASSUMED, "of it, if all had waited too long")
    patience: float = parameter(
        52.0, "weeks", 4.0, 208.0, "free", ("formalisation-duration",), "after which a file seems endless"
    )
    bitterness: float = parameter(
        0.005, "1/week", 0.0, 0.05, "free", ASSUMED, "hostility that grows in camps if no legitimacy is left"
    )
    protest_rate: float = parameter(
        0.2, "1/week", 0.0, 2.0, "free", ASSUMED, "of protests if all live from gold and all have cause"
    )
    protest_from_files: float = parameter(
        1.0, "1", 0.0, 5.0, "free", ("formalisation-granted-mdd",), "cause of a man refused or left waiting"
    )
    protest_from_operations: float = parameter(
        1.0, "1", 0.0, 5.0, "free", ("interdiction-deaths",), "cause of a man whose digging forces stop"
    )
    protest_weeks: float = parameter(2.0, "weeks", 1.0, 12.0, "free", ASSUMED, "that a protest lasts")
    protest_deaths: float = parameter(
        0.5, "persons", 0.0, 5.0, "free", ("interdiction-deaths",), "mean in clashes of one protest"
    )
    police_tied: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "police who guard the streets in a protest")
    other_income: float = parameter(
        473e6, "soles/year", 2e8, 1.5e9, "fixed", ("gold-value-added-2011", "gold-share-regional-income"),
        "of the region beside gold: 357 million x 0.57 / 0.43",
    )  # fmt: skip
