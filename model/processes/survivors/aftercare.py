"""Step 13: the attention route - police station, shelter, recovery, home, return to exploitation (M61-M69)."""

from typing import NamedTuple

import numpy as np

from model.codes import ORGANISED, Climate, Method
from model.kernels.compiled import compiled
from model.processes.survivors.admission import PlacesOrdered, admission, open_places, pace
from model.processes.survivors.returns import (
    ENDS_FOLLOW_UP,
    OWNS,
    RECRUITS,
    Ended,
    Places,
    in_care,
    survivor_transitions,
)
from model.processes.survivors.services import Room, serve

UNSERVED = (
    "unserved_sexual_female_under_18",
    "unserved_sexual_female_adult",
    "unserved_sexual_male_under_18",
    "unserved_sexual_male_adult",
    "unserved_labour_female_under_18",
    "unserved_labour_female_adult",
    "unserved_labour_male_under_18",
    "unserved_labour_male_adult",
)
"""People who leave a police station without a place, by form, sex and age: the order of ``admission``."""


class CareCounts(NamedTuple):
    """What a week of care adds to the counters of the same names, persons."""

    admitted: int
    refused_help: int
    left_shelter: int
    returns_without_recovery: int
    returns_after_recovery: int
    returns_after_shelter_in_region: int
    entered_recovery: int
    homes_prepared: int
    reintegrated: int
    accompanied: int
    in_reintegration_jobs: int


class WeekOfCare(NamedTuple):
    """What happened in a week of care: counts, people unserved in the order of UNSERVED, rows that end."""

    counts: CareCounts
    unserved: np.ndarray
    ended: Ended


def step(model) -> None:
    """Open places, admit, let survivors leave, return or take a role, fill services, and end follow-ups."""
    persons = model.persons
    places = Places(model.shelters.table, model.bars.table, model.camps.table, model.candidates)
    week = care(model.clock, persons.table, places, places_ordered(model), room(model), blame(model), model.numbers)
    count(model.flows, week.counts, week.unserved.tolist())
    rows, why, camps = week.ended
    if (why > ENDS_FOLLOW_UP).any():
        become_recruiters(model, rows[why == RECRUITS])
        become_owners(model, rows[why == OWNS], camps[why == OWNS])
    persons.remove_rows(rows)


def places_ordered(model) -> PlacesOrdered:
    """Return what is ordered this week: places of the refuge, general homes, and policy's by kind of building."""
    aftercare, levers = model.parameters.aftercare, model.levers
    places = np.array((aftercare.refuge_places, aftercare.general_places, *levers.shelter_places), np.float64)
    return PlacesOrdered(places, pace(levers, aftercare.handover_drag), float(levers.opening_delay))


def room(model) -> Room:
    """Return how many people services take at a time, routine and policy together."""
    aftercare, levers = model.parameters.aftercare, model.levers
    return Room(
        recovery=round(aftercare.recovery_places + levers.recovery_places),
        accompaniment=round(aftercare.follow_up_places + levers.follow_up),
        jobs=round(aftercare.reintegration_jobs + levers.reintegration_jobs),
    )


def blame(model) -> float:
    """Return how much blame by institutions and media multiplies returns, 1 without attention (M63, M73)."""
    return 1.0 + model.parameters.aftercare.blame_effect * float(model.climate[Climate.ATTENTION])


def count(flows: dict[str, float], counts: CareCounts, unserved: list[float]) -> None:
    """Add a week's numbers to its counters."""
    for name, number in counts._asdict().items():
        flows[name] += number
    for name, number in zip(UNSERVED, unserved, strict=True):
        flows[name] += number
    flows["sent_home_unprepared"] += sum(unserved)
    flows["returns_to_exploitation"] += counts.returns_without_recovery + counts.returns_after_recovery


@compiled
def care(clock, persons, places, ordered, room, blame, numbers):
    """Open places, admit, move everyone on by a week and fill services; return WeekOfCare."""
    open_places(places.shelters, ordered)
    admitted, refused, unserved = admission(clock, persons, places.shelters, numbers)
    cared = in_care(persons)
    left, returned, ended = survivor_transitions(clock, persons, cared, places, blame, numbers)
    served = serve(clock.week, persons, cared, room, numbers)
    counts = CareCounts(
        admitted, refused, left, returned.without_recovery, returned.after_recovery, returned.after_shelter_in_region,
        served.entered, served.prepared, served.reintegrated, served.accompanied, served.working,
    )  # fmt: skip
    return WeekOfCare(counts, unserved.ravel(), ended)


def by_identity(persons, rows: np.ndarray) -> np.ndarray:
    """Return the order of rows by identity: that of recruiters and bars matters, that of people does not."""
    return np.argsort(persons.identity[rows])


def become_recruiters(model, rows: np.ndarray) -> None:
    """Let survivors without recovery become recruiters of the network that held them (M19, M61): same identity."""
    if rows.size == 0:
        return
    persons, networks = model.persons, model.networks
    rows = rows[by_identity(persons, rows)]
    model.recruiters.add(
        rows.size,
        identity=persons.identity[rows],
        network=persons.network[rows],
        origin=persons.origin[rows],
        method=Method.ACQUAINTANCE,
        survivor=True,
        since=model.week,
    )
    networks.recruiters += np.bincount(persons.network[rows], minlength=networks.n).astype(np.int32)
    model.flows["survivors_who_recruit"] += rows.size


def become_owners(model, rows: np.ndarray, camp: np.ndarray) -> None:
    """Let survivors without recovery open bars (M61), of median size, unlicensed and with their owners' identities."""
    if rows.size == 0:
        return
    camps, order = model.camps, by_identity(model.persons, rows)
    rows, camp = rows[order], camp[order]
    np.add.at(camps.bars, camp, 1)
    model.bars.add(
        rows.size,
        identity=model.persons.identity[rows],
        camp=camp,
        owner=ORGANISED,
        size=model.parameters.bars.median_size,
        trend=camps.demand[camp] / camps.bars[camp],
        since=model.week,
    )
    model.flows["bars_opened"] += rows.size
    model.flows["survivors_who_own_bars"] += rows.size
