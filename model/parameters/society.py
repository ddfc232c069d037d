"""NGOs, and what people know, trust and tolerate."""

from dataclasses import dataclass

from model.parameters.sources import ASSUMED
from model.parameters_base import parameter, tuple_of


@dataclass(frozen=True, kw_only=True)
class CivilSociety:
    """What NGOs do and what people know (M16, M71)."""

    aware_under_18: float = parameter(0.2, "1", 0.0, 0.6, "fixed", ("awareness-children-unaware",))
    aware_adult: float = parameter(0.4, "1", 0.1, 0.8, "fixed", ("awareness-low-2013",))
    forgetting: float = parameter(0.01, "1/week", 0.0, 0.05, "free", ASSUMED, "of what a campaign added")
    outreach_teams: float = parameter(1.0, "1", 0.0, 10.0, "free", ("veeduria-mdd-members",), "of the local NGO")
    prevention_reach: float = parameter(0.01, "1", 0.0, 0.1, "free", ASSUMED, "awareness one NGO's full effort adds")
    training_reach: float = parameter(
        0.2, "1/year", 0.0, 1.0, "free", ("training-days", "officials-trained-2012"), "officials one NGO trains"
    )
    ngo_sees: float = parameter(0.5, "1", 0.0, 1.0, "free", ("girls-region-2010",), "of people near the road, counted")


CivilSocietyTuple = tuple_of(CivilSociety)
"""Groups as kernels read them."""
