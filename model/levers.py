"""The numbers that policy can reach, recomputed every week from the routine levels."""

from dataclasses import dataclass

from model.codes import ZONES
from model.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Levers:
    """One week's levers. Interventions return changed copies; nothing has to be undone when a policy ends."""

    raids_per_week: float
    """Raids on bars planned in the region, 1/week."""
    intelligence: float
    """Share of raids aimed where police believe people are held."""
    screening: float
    """Quality of identification relative to routine; 1 is routine."""
    agencies: float
    """Agencies told of a plan."""
    notice: float
    """Days from plan to raid."""
    corruption: float
    """Readiness of officials to leak or take money, relative to routine."""
    shelter_places: float = 0.0
    """Places added in specialised shelters."""
    recovery_places: float = 0.0
    """Places added in psychological recovery."""
    awareness: float = 0.0
    """Share of the not yet aware at origin whom prevention keeps informed."""
    prosecutors: float = 0.0
    """Prosecutors added."""
    training: float = 0.0
    """Skill added to prosecutors' offices, share of routine."""
    police_register: float = 1.0
    """Share of the police register in operation."""
    suppression: tuple[float, ...] = (0.0,) * ZONES
    """Share of digging suppressed by forces present, by zone type."""


def routine(parameters: Parameters, prevention: float = 0.0, oversight: float = 0.0, training: float = 0.0) -> Levers:
    """Return the levers of a week without any policy.

    ``prevention``, ``oversight`` and ``training`` are the efforts of NGOs at work, in full-time organisations.
    """
    policing, society = parameters.policing, parameters.civil_society
    return Levers(
        raids_per_week=policing.raids_per_week,
        intelligence=policing.intelligence,
        screening=1.0 + society.training_effect * training,
        agencies=policing.agencies,
        notice=policing.notice,
        corruption=max(0.0, 1.0 - society.oversight_effect * oversight),
        awareness=min(1.0, society.prevention_reach * prevention),
    )
