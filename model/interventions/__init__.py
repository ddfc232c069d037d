"""Policies and dated state actions: one small class a file, registered here by its kind.

``INTERVENTIONS`` also holds the kinds that installed packages bring (``model/plugins.py``). It is put together when it
is first asked for, so that a plugin can import ``base`` from here.
"""

from typing import Any

from model.interventions.advert_control import AdvertControl
from model.interventions.advocacy import Advocacy
from model.interventions.bar_licensing import BarLicensing
from model.interventions.base import Intervention
from model.interventions.code_of_conduct import CodeOfConduct
from model.interventions.coordination import Coordination
from model.interventions.courts import Courts
from model.interventions.crisis import Crisis
from model.interventions.epidemic import Epidemic
from model.interventions.follow_up import FollowUp
from model.interventions.formalisation import Formalisation
from model.interventions.hotline import Hotline
from model.interventions.interdiction import Interdiction
from model.interventions.internal_control import InternalControl
from model.interventions.legal_reform import LegalReform
from model.interventions.livelihoods_origin import LivelihoodsOrigin
from model.interventions.livelihoods_region import LivelihoodsRegion
from model.interventions.ngo_project import NgoProject
from model.interventions.outside_units import OutsideUnits
from model.interventions.permanent_posts import PermanentPosts
from model.interventions.plugged import plugged
from model.interventions.prevention_communities import PreventionCommunities
from model.interventions.prevention_professionals import PreventionProfessionals
from model.interventions.prevention_public import PreventionPublic
from model.interventions.raids import Raids
from model.interventions.recovery import Recovery
from model.interventions.register_outage import RegisterOutage
from model.interventions.register_support import RegisterSupport
from model.interventions.reintegration import Reintegration
from model.interventions.removal import Removal
from model.interventions.river_checks import RiverChecks
from model.interventions.road_checks import RoadChecks
from model.interventions.rotation import Rotation
from model.interventions.savings import Savings
from model.interventions.secrecy import Secrecy
from model.interventions.shared_register import SharedRegister
from model.interventions.shelters import Shelters
from model.interventions.specialised_prosecutors import SpecialisedProsecutors
from model.interventions.traceability import Traceability
from model.interventions.training import Training
from model.interventions.veedurias import Veedurias
from model.interventions.vetting import Vetting
from model.interventions.witness_protection import WitnessProtection

INTERVENTIONS: dict[str, type[Intervention]]

_OWN: dict[str, type[Intervention]] = {
    kind.kind: kind
    for kind in (
        Raids,
        OutsideUnits,
        Secrecy,
        Vetting,
        Rotation,
        InternalControl,
        Veedurias,
        Shelters,
        Recovery,
        Reintegration,
        FollowUp,
        PreventionProfessionals,
        PreventionCommunities,
        PreventionPublic,
        Hotline,
        AdvertControl,
        Advocacy,
        NgoProject,
        Training,
        SpecialisedProsecutors,
        Courts,
        WitnessProtection,
        Coordination,
        SharedRegister,
        RegisterSupport,
        RegisterOutage,
        RoadChecks,
        RiverChecks,
        Interdiction,
        Savings,
        Traceability,
        LivelihoodsOrigin,
        LivelihoodsRegion,
        Crisis,
        Epidemic,
        Formalisation,
        PermanentPosts,
        BarLicensing,
        CodeOfConduct,
        LegalReform,
        Removal,
    )
}

_LAZY = {"INTERVENTIONS": lambda: _OWN | plugged(_OWN)}


def __getattr__(name: str) -> Any:
    """Return ``INTERVENTIONS``, put together when it is first asked for; PluginError for a plugin of no use."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, _LAZY[name]())
