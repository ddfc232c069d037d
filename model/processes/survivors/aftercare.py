"""Step 13: the attention route - police station, shelter, recovery, home, return to exploitation (M61-M69)."""

import numpy as np

from model.codes import ORGANISED, Climate, Method
from model.kernels.compiled import compiled
from model.processes.survivors.admission import admission, open_places, pace
from model.processes.survivors.returns import ENDS_FOLLOW_UP, OWNS, RECRUITS, fates, in_care
from model.processes.survivors.services import serve

COUNTED = (
    "admitted",
    "refused_help",
    "left_shelter",
    "returns_without_recovery",
    "returns_after_recovery",
    "returns_after_shelter_in_region",
    "entered_recovery",
    "homes_prepared",
    "reintegrated",
    "accompanied",
    "in_reintegration_jobs",
)
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


def step(model) -> None:
    """Open places, admit, let survivors leave, return or take a role, fill services, and end follow-ups."""
    persons, bars, camps, shelters, levers = model.persons, model.bars, model.camps, model.shelters, model.levers
    p = model.old_numbers.aftercare
    numbers, unserved, ended, why, camp = care(
        model.key, model.week, persons.table, persons.n, shelters.table, shelters.n, bars.table, bars.n,
        camps.table, camps.n, model.candidates, places_ordered(levers, p), pace(levers, p.handover_drag),
        float(levers.opening_delay), room(levers, p), blame(model), model.old_numbers.recruitment.advance, p,
    )  # fmt: skip
    count(model.flows, numbers, unserved.tolist())
    if (why > ENDS_FOLLOW_UP).any():
        become_recruiters(model, ended[why == RECRUITS])
        become_owners(model, ended[why == OWNS], camp[why == OWNS])
    persons.remove_rows(ended)


def places_ordered(levers, p) -> np.ndarray:
    """Return places by shelter: the refuge, general homes, then policy's by kind of building."""
    return np.array((p.refuge_places, p.general_places, *levers.shelter_places), np.float64)


def room(levers, p) -> tuple[int, int, int]:
    """Return how many people recovery, workers at origin and reintegration jobs take at a time."""
    return (
        round(p.recovery_places + levers.recovery_places),
        round(p.follow_up_places + levers.follow_up),
        round(p.reintegration_jobs + levers.reintegration_jobs),
    )


def blame(model) -> float:
    """Return how much blame by institutions and media multiplies returns, 1 without attention (M63, M73)."""
    return 1.0 + model.old_numbers.aftercare.blame_effect * float(model.climate[Climate.ATTENTION])


def count(flows: dict[str, float], numbers, unserved: list[float]) -> None:
    """Add a week's numbers to its counters."""
    for name, number in zip(COUNTED, numbers, strict=True):
        flows[name] += number
    for name, number in zip(UNSERVED, unserved, strict=True):
        flows[name] += number
    flows["sent_home_unprepared"] += sum(unserved)
    flows["returns_to_exploitation"] += numbers[3] + numbers[4]


@compiled
def care(
    key, week, persons, n, shelters, n_shelters, bars, n_bars, camps, n_camps, candidates, ordered, done, delay,
    room, blame, advance, p,
):  # fmt: skip
    """Open places, admit, move everyone on by a week and fill services.

    Return the numbers COUNTED, those UNSERVED, and the rows that end as ``fates`` does.
    """
    open_places(shelters, n_shelters, ordered, done, delay)
    admitted, refused, unserved = admission(key, week, persons, n, shelters, n_shelters, p)
    cared = in_care(persons, n)
    left, returned, ended, why, camp = fates(
        key, week, persons, cared, shelters, bars, n_bars, camps, n_camps, advance, candidates, blame, p
    )
    entered, prepared, reintegrated, accompanied, working = serve(persons, n, cared, week, room, p)
    numbers = (
        admitted, refused, left, returned[0], returned[1], returned[2], entered, prepared, reintegrated, accompanied,
        working,
    )  # fmt: skip
    return numbers, unserved.ravel(), ended, why, camp


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
        size=model.old_numbers.bars.median_size,
        trend=camps.demand[camp] / camps.bars[camp],
        since=model.week,
    )
    model.flows["bars_opened"] += rows.size
    model.flows["survivors_who_own_bars"] += rows.size
