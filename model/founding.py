"""People, organisations and places at the start of 2000."""

import numpy as np

from model.codes import AGES, BUILDINGS, ORGANISED, SEXES, Age, Building, Climate, Office
from model.kernels.randomness import arrivals, decision
from model.levers import routine
from model.organisations.care import ROUTINE
from model.parameters import Parameters
from model.parameters.origins import REGIONS
from model.places.sites import site_columns
from model.processes.mining.arrivals import look_around
from model.processes.policies import efforts
from model.processes.recruitment.networks import choose, ways
from model.processes.state.officials import CHARACTER, POSTS, report

SETTLE = decision("where and who the first miners are")
FOUNDERS = 1000
"""Index of the identity streams of people present at the start; later arrivals use the numbers of their origins."""
START_HORIZON = 520
"""Weeks over which the first miners are assumed to have arrived."""


def found_world(model) -> None:
    """Make camps, organisations and the first miners."""
    parameters, sites = model.parameters, site_columns(model.parameters)
    model.camps.add(n := len(sites["zone"]), identity=arrivals("camp", 0, 0, n), **sites)
    model.workforce = parameters.origins.column("workforce")
    model.candidates = candidates(parameters)
    look_around(model.world)
    found_networks(model)
    found_state(model)
    found_officials(model)
    found_care(model)
    found_climate(model)
    first_miners(model)


def candidates(parameters: Parameters) -> np.ndarray:
    """Return people at risk by origin, age group and sex, shape (10, 4, 2); groups in equal parts."""
    each = np.rint(parameters.origins.column("at_risk") / (AGES * SEXES)).astype(np.int64)
    return np.repeat(each, AGES * SEXES).reshape(len(REGIONS), AGES, SEXES)


def found_networks(model) -> None:
    """Make the organised networks and the row of families and acquaintances, each with a few recruiters.

    Organised networks also have a transporter and a receiver each.
    """
    networks = np.arange(ORGANISED + 1)
    who, organised = arrivals("network", 0, 0, networks.size), networks < ORGANISED
    model.networks.add(networks.size, identity=who, organised=organised, transporters=organised, receivers=organised)
    n = round(model.parameters.recruitment.least_recruiters)
    for network in range(networks.size):
        take_on(model, arrivals("recruiter", FOUNDERS + network, 0, n), np.full(n, network))


def take_on(model, who: np.ndarray, network: np.ndarray) -> None:
    """Add the first recruiters."""
    origin, method = choose(model.clock, who, network, ways(model.world))
    model.recruiters.add(who.size, identity=who, network=network, origin=origin, method=method, since=model.week)
    model.networks.recruiters += np.bincount(network, minlength=model.networks.n).astype(np.int32)


def found_state(model) -> None:
    """Make police units, checkpoints, the prosecutors' office and the court."""
    parameters = model.parameters
    units = parameters.places.police_units
    model.police.add(
        units, identity=arrivals("police_unit", 0, 0, units), share=1.0 / units,
        staff=parameters.justice.officers / units,
    )  # fmt: skip
    road, river = parameters.places.road_checkpoints, parameters.places.river_checkpoints
    model.checkpoints.add(
        road + river,
        identity=arrivals("checkpoint", 0, 0, road + river),
        river=np.arange(road + river) >= road,
        origins=passing(road, river),
        hours=parameters.policing.checkpoint_hours,
    )
    model.prosecutors.add(1, identity=arrivals("prosecutor", 0, 0, 1), staff=parameters.justice.prosecutors)
    model.courts.add(1, identity=arrivals("court", 0, 0, 1))


def found_officials(model) -> None:
    """Make the posts of all public bodies and who holds them; nobody is tied to bars yet, of which there are few."""
    corruption = model.parameters.corruption
    bodies = (
        (Office.POLICE, model.police.n, corruption.officers),
        (Office.CHECKPOINT, model.checkpoints.n, corruption.checkpoint_officers),
        (Office.PROSECUTION, model.prosecutors.n, corruption.prosecution_staff),
        (Office.COURT, model.courts.n, corruption.court_staff),
        (Office.AGENCY, corruption.agency_officials, 1),
    )
    for office, units, posts in bodies:
        who = arrivals("place", POSTS + office, 0, units * posts)
        character = model.luck.normal(CHARACTER, who, 0)
        odds = corruption.start * np.exp(corruption.spread * character)
        model.officials.add(
            who.size, identity=who, office=office, unit=np.repeat(np.arange(units), posts),
            chief=np.tile(np.arange(posts) == 0, units), character=character,
            readiness=odds / (1.0 - corruption.start + odds),
        )  # fmt: skip
    report(model.world)


def passing(road: int, river: int) -> np.ndarray:
    """Return which origins pass each checkpoint, one bit each; nobody from inside the region passes one.

    Road checkpoints are on the highway from the highlands, river checkpoints on the route from the lowlands.
    """
    lowland = sum(1 << REGIONS.index(name) for name in ("ucayali", "loreto"))
    highland = sum(1 << i for i, name in enumerate(REGIONS) if name not in ("ucayali", "loreto", "inside"))
    return np.repeat(np.array([highland, lowland], np.int32), [road, river])


def found_care(model) -> None:
    """Make shelters and NGOs.

    NGOs: the local one with its refuge, a national one, and one at origin. Outside projects, which end, are policies of
    a scenario (M75).
    """
    found_shelters(model)
    society = model.parameters.civil_society
    model.ngos.add(
        3,
        identity=arrivals("ngo", 0, 0, 3),
        outreach=[society.outreach_teams, 0.0, 0.0],
        prevention=[0.3, 0.5, 1.0],
        oversight=[society.oversight_usual, 0.0, 0.0],
        training=[0.0, 0.5, 0.0],
        advocacy=[society.advocacy_usual / 2.0, society.advocacy_usual / 2.0, 0.0],
    )


def found_shelters(model) -> None:
    """Make the refuge in the region, general homes at origin, and one building of each kind that policy can fill.

    Only the refuge and specialised buildings admit men and boys aged 14 or over; general homes at origin admit no
    adults. Places are set week by week.
    """
    buildings = np.array(Building)
    in_region = np.isin(buildings, (Building.REGION_SPECIALISED, Building.REGION_GENERAL))
    specialised = np.isin(buildings, (Building.REGION_SPECIALISED, Building.ORIGIN_SPECIALISED))
    n = ROUTINE + BUILDINGS
    model.shelters.add(
        n,
        identity=arrivals("shelter", 0, 0, n),
        women_only=[False, True, *~specialised],
        adults=[True, False, *[True] * BUILDINGS],
        in_region=[True, False, *in_region],
        specialised=[False, False, *specialised],
    )


def found_climate(model) -> None:
    """Set trust, tolerance and legitimacy to their start, and training to what NGOs maintain against turnover.

    M36, M39, M50, M53.
    """
    society, climate = model.parameters.civil_society, model.climate
    levers = routine(model.parameters, efforts(model.ngos.table))
    climate[Climate.TRUST], climate[Climate.TOLERANCE] = society.trust_start, society.tolerance_start
    climate[Climate.LEGITIMACY] = model.parameters.legitimacy.usual
    climate[Climate.POLICE_TRAINING] = kept_up(levers.police_training, society.police_turnover)
    climate[Climate.PROSECUTOR_TRAINING] = kept_up(levers.prosecutor_training, society.prosecutors_turnover)


def kept_up(trained: float, turnover: float) -> float:
    """Return the steady-state share of trained staff, given the shares that are trained and that leave in a year."""
    return trained / (trained + turnover) if trained else 0.0


def first_miners(model) -> None:
    """Place the first miners in open camps in proportion to room, drawn from origins by workforce and ties."""
    parameters, camps = model.parameters, model.camps
    n = round(parameters.migration.initial_miners / model.scale)
    who = arrivals("miner", FOUNDERS, 0, n)
    u = (model.luck.words(SETTLE, who, 0) + 0.5) * 2.0**-32
    room = np.cumsum(camps.open * camps.room)
    pull = np.cumsum(model.workforce * parameters.origins.column("ties"))
    origin = np.searchsorted(pull, u[1] * pull[-1], side="right")
    age = np.where(u[2] < parameters.migration.under_18_share, Age.FROM_14, Age.FROM_25)
    model.miners.add(
        n, identity=who, origin=origin, camp=np.searchsorted(room, u[0] * room[-1], side="right"), age=age,
        since=-np.floor(u[3] * START_HORIZON), income=parameters.spending.living_cost,
    )  # fmt: skip
    model.workforce -= np.bincount(origin, minlength=model.workforce.size) * model.scale
