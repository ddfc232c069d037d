"""Policies and dated state actions: one small class a file, registered here by its kind."""

from model.interventions.base import Intervention
from model.interventions.clean_police import CleanPolice
from model.interventions.interdiction import Interdiction
from model.interventions.prevention import Prevention
from model.interventions.raids import Raids
from model.interventions.register_outage import RegisterOutage
from model.interventions.shelters import Shelters
from model.interventions.specialised_prosecutors import SpecialisedProsecutors

INTERVENTIONS: dict[str, type[Intervention]] = {
    kind.kind: kind
    for kind in (
        Raids,
        Shelters,
        CleanPolice,
        Prevention,
        Interdiction,
        RegisterOutage,
        SpecialisedProsecutors,
    )
}
