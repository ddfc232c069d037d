"""The numbers that policy can reach, recomputed every week from the routine levels."""

from typing import NamedTuple

import numpy as np

from model.codes import BUILDINGS, ZONES
from model.parameters import Parameters


class Efforts(NamedTuple):
    """The effort of NGOs at work this week, in full-time organisations or teams."""

    outreach: float = 0.0
    prevention: float = 0.0
    oversight: float = 0.0
    training: float = 0.0
    advocacy: float = 0.0


class Levers(NamedTuple):
    """One week's levers. Interventions return changed copies; nothing has to be undone when a policy ends.

    Coverages lie between 0 and 1 and combine as independent probabilities; added amounts are in their own unit.
    """

    # raids
    raids_per_week: float
    """Raids on bars planned in the region, 1/week."""
    intelligence: float
    """Share of raids aimed where police believe people are held."""
    screening: float
    """Quality of identification relative to routine; 1 is routine."""
    agencies: float
    """Agencies informed of a plan."""
    notice: float
    """Days from plan to raid."""
    joint: float = 0.0
    """Share of raids carried out together with prosecutors and an NGO."""
    outside_units: float = 0.0
    """Share of raids carried out by units from outside the region."""

    # integrity
    vetting: float = 0.0
    """Coverage of vetting of officials."""
    rotation: float = 0.0
    """Share of officials rotated in a year beyond the usual turnover."""
    internal_control: float = 0.0
    """Coverage of internal control that sanctions officials."""
    oversight: float = 0.0
    """Citizen oversight, in full-time organisations."""

    # care
    shelter_places: tuple[float, ...] = (0.0,) * BUILDINGS
    """Places added, by kind of building."""
    opening_delay: float = 0.0
    """Weeks until added places can be used, if one body is responsible."""
    responsible_bodies: float = 1.0
    """Bodies that share responsibility for the places added."""
    recovery_places: float = 0.0
    """Places added in psychological recovery."""
    reintegration_jobs: float = 0.0
    """Jobs kept for survivors."""
    follow_up: float = 0.0
    """Survivors at home, or about to go home, accompanied by workers at origin at a time, persons."""

    # what people know
    awareness: float = 0.0
    """Share of people at origin not yet aware whom prevention keeps informed."""
    professionals: float = 0.0
    """Coverage of information for teachers, health workers and officials."""
    public: float = 0.0
    """Coverage of information for the general public."""
    hotline: float = 0.0
    """Coverage of the hotline: share of those who would call it who know it."""
    hotline_operators: float = 0.0
    """Operators who answer the hotline beyond routine, persons."""
    hotline_languages: float = 0.0
    """Share of all who answer who speak Quechua or another language of callers, beyond routine."""
    contact_points: float = 0.0
    """People whom DEMUNA and women's emergency centres can see beyond routine, persons/year."""
    advert_control: float = 0.0
    """Share of false job adverts that control removes."""
    advocacy: float = 0.0
    """NGOs' advocacy with authorities, in full-time organisations."""
    outreach: float = 0.0
    """Outreach teams in the camps."""

    # the complaint route
    police_training: float = 0.0
    """Share of police trained in a year."""
    prosecutor_training: float = 0.0
    """Share of prosecutors and judges trained in a year."""
    prosecutors: float = 0.0
    """Prosecutors added who work on trafficking only."""
    prosecutor_skill: float = 0.0
    """Skill that specialisation adds, share of routine."""
    trials: float = 0.0
    """Trials that can be held beyond routine, 1/week."""
    witness_protection: float = 0.0
    """Coverage of protection that leaves witnesses free to move and work."""
    coordination: float = 0.0
    """Share of the loss at hand-overs between institutions that one coordinating body avoids."""

    # registers
    police_register: float = 1.0
    """Share of the police register in operation."""
    register_support: float = 0.0
    """Coverage of staff and internet for registers."""
    shared_register: float = 0.0
    """Share of files kept in one register that police, prosecutors and missing-persons units share."""

    # control of roads, rivers and places
    road_checks: float = 0.0
    """Hours for which each road checkpoint is staffed beyond routine, hours/week."""
    river_checks: float = 0.0
    """The same, river checkpoints."""
    posts: tuple[float, ...] = (0.0,) * ZONES
    """Coverage of permanent police posts, by zone type."""
    forces_away: float = 0.0
    """Share of police and forces tied up by a crisis elsewhere."""
    travel_stopped: float = 0.0
    """Share of journeys to the region that an epidemic stops."""
    custom_lost: float = 0.0
    """Share of the custom of bars that an epidemic keeps away."""
    offices_closed: float = 0.0
    """Share of the work of prosecutors and courts that an epidemic stops."""

    # licences of bars
    inspections: float = 0.0
    """Licence inspections of bars, 1/week."""
    fine: float = 0.0
    """Fine of a bar found in breach, soles."""
    closures: float = 0.0
    """Share of bars found in breach that are closed."""
    code_of_conduct: float = 0.0
    """Coverage of a monitored code of conduct."""
    legal_reform: float = 0.0
    """Share of the legal gap for bars without lodging that is closed."""

    # interdiction
    force: tuple[float, ...] = (0.0,) * ZONES
    """Police and soldiers of operations against mining, persons, by zone type."""
    destruction: tuple[float, ...] = (0.0,) * ZONES
    """Share of machinery that operations destroy in a week where forces hold a zone type, by zone type."""
    destruction_error: float = 0.0
    """Share of that destruction that also hits authorised miners."""
    rescue_modules: tuple[float, ...] = (0.0,) * ZONES
    """Share of operations that bring a rescue module, by zone type."""

    # formalisation
    formalisation_staff: float = 0.0
    """Clerks at the formalisation window."""
    formalisation_requirements: float = 1.0
    """Requirements relative to those of 2012, which are 1."""
    formalisation_protected: float = 0.0
    """Share of protected land on which miners may apply."""

    # the economy
    livelihoods_origin: float = 0.0
    """Rise in outside income at origin, share of the outside wage."""
    schooling: float = 0.0
    """Share of those under 18 at origin out of school whom support keeps at school."""
    livelihoods_region: float = 0.0
    """Jobs outside mining in the region, persons."""
    tourism_jobs: float = 0.0
    """Jobs in eco-tourism in the high season, persons, as far as visitors can support them."""
    traceability: float = 0.0
    """Discount on gold whose origin cannot be shown, share of its price."""
    savings: float = 0.0
    """Share of miners reached by a savings service."""

    # thought experiments
    removal: float = 0.0
    """Share of people in exploitation, of both forms, who are taken out this week without any actor."""


LEVERS = np.dtype(
    [
        (name, np.float64, len(Levers._field_defaults[name]))
        if isinstance(Levers._field_defaults.get(name), tuple)
        else (name, np.float64)
        for name in Levers._fields
    ]
)
"""Type of the record in which compiled rules read the levers, one field a lever."""


def combine_coverage(one: float, other: float) -> float:
    """Return the share reached by at least one of two measures that reach people independently.

    Written so that adding nothing leaves ``one`` as it is, bit for bit.
    """
    return one + (1.0 - one) * other


NO_EFFORTS = Efforts()
"""The efforts of a week in which no NGO works."""


def routine(parameters: Parameters, efforts: Efforts = NO_EFFORTS) -> Levers:
    """Return the levers of a week without any policy, given what NGOs put in."""
    policing, society = parameters.policing, parameters.civil_society
    return Levers(
        raids_per_week=policing.raids_per_week,
        intelligence=policing.intelligence,
        screening=1.0,
        agencies=policing.agencies,
        notice=policing.notice,
        oversight=efforts.oversight,
        awareness=min(1.0, society.prevention_reach * efforts.prevention),
        police_training=min(1.0, society.training_reach * efforts.training),
        prosecutor_training=min(1.0, society.training_reach * efforts.training),
        hotline=society.hotline_routine,
        traceability=parameters.price.untraceable_discount,
        advocacy=efforts.advocacy,
        outreach=efforts.outreach,
    )
