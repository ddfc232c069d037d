"""What police know, plan and find, and officials who take money."""

from dataclasses import dataclass

from model.parameters.sources import ASSUMED
from model.parameters_base import parameter, tuple_of


@dataclass(frozen=True, kw_only=True)
class Policing:
    """What police know, plan and find (M28-M31, M81)."""

    raids_per_week: float = parameter(
        1.3, "1/week", 0.1, 5.0, "free", ("mdd-victims-uncovered-2011",), "on bars, region"
    )
    intelligence: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "share aimed where police believe people are")
    agencies: float = parameter(4.0, "1", 1.0, 12.0, "free", ASSUMED, "agencies told of a plan")
    notice: float = parameter(5.0, "days", 0.5, 30.0, "free", ASSUMED, "from plan to raid")
    leak_per_agency: float = parameter(0.15, "1", 0.0, 1.0, "free", ("leaked-raid-found",), "at full corruption")
    leak_per_day: float = parameter(0.05, "1/day", 0.0, 0.5, "free", ASSUMED, "at full corruption")
    lookout: float = parameter(0.1, "1", 0.0, 0.6, "free", ASSUMED, "chance that lookouts warn at the road")
    lookout_remote: float = parameter(0.03, "1/hour", 0.0, 0.2, "free", ASSUMED, "added per hour of walking")
    wrong_place: float = parameter(0.15, "1", 0.0, 0.6, "free", ASSUMED, "raids that miss for want of skill")
    bars_per_raid: float = parameter(4.0, "1", 1.0, 12.0, "free", ("raid-four-bars-sixty-women",))
    found: float = parameter(0.7, "1", 0.2, 1.0, "free", ASSUMED, "of those present in an inspected bar")
    identified: float = parameter(0.6, "1", 0.2, 1.0, "free", ASSUMED, "of people in exploitation who are found")
    misidentified: float = parameter(0.25, "1", 0.0, 0.8, "free", ("lima-victims-2012-adults",), "of bar workers found")
    closure: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "inspected bars that are closed")
    arrest: float = parameter(0.08, "1", 0.0, 0.5, "free", ASSUMED, "recruiters arrested per inspected bar")
    discouragement: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ("operations-jan-jun-2015",), "cut in raids if all fail"
    )
    morale_memory: float = parameter(0.1, "1", 0.01, 0.5, "free", ASSUMED, "weight of the newest raid")
    belief_memory: float = parameter(0.05, "1/week", 0.005, 0.5, "free", ASSUMED, "weight of the newest signal")
    signal_noise: float = parameter(0.6, "1", 0.0, 2.0, "free", ASSUMED, "sd of the log error of a signal")
    remoteness: float = parameter(
        0.25, "1/hour", 0.0, 1.0, "free", ("walk-to-river-camps-hours",), "cut in signal and aim"
    )
    hostility: float = parameter(0.1, "1", 0.0, 1.0, "free", ("interdiction-deaths",), "added by one raid")
    checkpoint_hours: float = parameter(40.0, "hours/week", 0.0, 168.0, "free", ("mobile-controls",), "manned, each")
    hours_per_week: float = parameter(168.0, "hours/week", 168.0, 168.0, "fixed", ASSUMED, "a definition")
    checkpoint_detection: float = parameter(0.05, "1", 0.0, 0.6, "free", ASSUMED, "of an adult in transit, no bribe")
    checkpoint_minor: float = parameter(3.0, "1", 1.0, 8.0, "free", ASSUMED, "ratio for those under 18 without papers")


@dataclass(frozen=True, kw_only=True)
class Corruption:
    """Officials who take money or hold back: how readiness to do so moves, and what it costs others (M30-M38)."""

    start: float = parameter(
        0.62, "1", 0.0, 1.0, "free", ("cpi-score-2013", "integrity-perception-regional-gov"), "readiness in 2000"
    )


PolicingTuple = tuple_of(Policing)
CorruptionTuple = tuple_of(Corruption)
"""Groups as kernels read them."""
