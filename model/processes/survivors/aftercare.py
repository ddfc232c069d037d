"""Step 13: the attention route - police station, shelter, recovery, home, return to exploitation (M61-M69)."""

import numpy as np

from model.codes import BUILDINGS, ORGANISED, Climate, Form, Method, Sex
from model.columns.tables import add, remove
from model.kernels.compiled import compiled
from model.organisations.care import ROUTINE
from model.processes.state.complaints import by_identity
from model.processes.survivors.admission import PlacesOrdered, admission, open_places, pace
from model.processes.survivors.returns import OWNS, RECRUITS, Conditions, Places, survivor_transitions
from model.processes.survivors.services import Room, serve
from model.processes.survivors.states import count_after_years, count_unfollowed
from model.processes.world import clock_of, rule

ATTENTION, ACQUAINTANCE = int(Climate.ATTENTION), int(Method.ACQUAINTANCE)
SEXUAL, LABOUR, FEMALE, MALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE), int(Sex.MALE)


@rule
def step(world):
    """Open places, admit, let survivors leave, return or take a role, fill services, and end follow-ups."""
    persons, flows, week = world.persons, world.flows[0], world.now[0].week
    places = Places(world.shelters, world.bars, world.camps, world.candidates, world.recovery_ends)
    count_after_years(world)
    open_places(world.shelters, places_ordered(world))
    count_admission(flows, admission(clock_of(world), persons, world.shelters, world.numbers))
    left, returned, ended = survivor_transitions(clock_of(world), persons, places, conditions(world), world.numbers)
    count_left(flows, left)
    count_returns(flows, returned)
    count_unfollowed(world, ended)
    count_served(flows, serve(week, persons, room(world), world.numbers))
    become_recruiters(world, by_identity(ended.rows[ended.why == RECRUITS], persons.identity))
    become_owners(world, ended)
    remove(persons, ended.rows)


@compiled
def places_ordered(world):
    """Return what is ordered this week: places of the refuge, general homes, and policy's by kind of building."""
    aftercare, levers = world.numbers[0].aftercare, world.levers[0]
    places = np.empty(ROUTINE + BUILDINGS)
    places[0], places[1] = aftercare.refuge_places, aftercare.general_places
    places[ROUTINE:] = levers.shelter_places
    return PlacesOrdered(places, pace(levers, aftercare.handover_drag), levers.opening_delay)


@compiled
def room(world):
    """Return how many people services take at a time, routine and policy together."""
    aftercare, levers = world.numbers[0].aftercare, world.levers[0]
    recovery = np.rint(aftercare.recovery_places + levers.recovery_places)
    accompaniment = np.rint(aftercare.follow_up_places + levers.follow_up)
    jobs = np.rint(aftercare.reintegration_jobs + levers.reintegration_jobs)
    return Room(int(recovery), int(accompaniment), int(jobs))


@compiled
def conditions(world):
    """Return what surrounds survivors: blame, 1 without attention, and distance, 1 where all care is near (M61, M63).

    Places beyond the routine centres are where they are needed, so distance counts by the share of routine places.
    """
    aftercare, added = world.numbers[0].aftercare, world.levers[0].recovery_places
    blame = 1.0 + aftercare.blame_effect * world.climate[ATTENTION]
    routine = aftercare.recovery_places / max(1.0, aftercare.recovery_places + added)
    return Conditions(blame, 1.0 + (aftercare.far_ratio - 1.0) * routine)


@compiled
def count_admission(flows, admission):
    """Count people admitted, those who refuse help, and those unserved by form, sex and age."""
    flows.admitted += admission.admitted
    flows.refused_help += admission.refused
    sexual, labour = admission.unserved[SEXUAL], admission.unserved[LABOUR]
    flows.unserved_sexual_female_under_18 += sexual[FEMALE, 0]
    flows.unserved_sexual_female_adult += sexual[FEMALE, 1]
    flows.unserved_sexual_male_under_18 += sexual[MALE, 0]
    flows.unserved_sexual_male_adult += sexual[MALE, 1]
    flows.unserved_labour_female_under_18 += labour[FEMALE, 0]
    flows.unserved_labour_female_adult += labour[FEMALE, 1]
    flows.unserved_labour_male_under_18 += labour[MALE, 0]
    flows.unserved_labour_male_adult += labour[MALE, 1]
    flows.sent_home_unprepared += admission.unserved.sum()


@compiled
def count_left(flows, left):
    """Count who leaves a shelter or ends recovery."""
    flows.left_shelter += left.shelter
    flows.recovery_completed += left.completed
    flows.recovery_dropped_out += left.dropped_out


@compiled
def count_returns(flows, returned):
    """Count returns to exploitation."""
    flows.recovery_relapsed += returned.relapsed
    flows.returns_without_recovery += returned.without_recovery
    flows.returns_after_recovery += returned.after_recovery
    flows.returns_after_shelter_in_region += returned.after_shelter_in_region
    flows.returns_to_exploitation += returned.without_recovery + returned.after_recovery


@compiled
def count_served(flows, served):
    """Count who enters or is in services."""
    flows.entered_recovery += served.entered
    flows.homes_prepared += served.prepared
    flows.reintegrated += served.reintegrated
    flows.accompanied += served.accompanied
    flows.in_reintegration_jobs += served.working


@compiled
def become_recruiters(world, rows):
    """Let survivors without recovery become recruiters of the network that held them (M19, M61): same identity.

    ``rows`` are in order of identity, as the order of recruiters and bars matters.
    """
    persons, recruiters = world.persons, world.recruiters
    first = add(recruiters, world.next_id, rows.size)
    for k in range(rows.size):
        person, i = rows[k], first + k
        recruiters.identity[i], recruiters.network[i] = persons.identity[person], persons.network[person]
        recruiters.origin[i], recruiters.method[i] = persons.origin[person], ACQUAINTANCE
        recruiters.survivor[i], recruiters.since[i] = True, world.now[0].week
        world.networks.recruiters[persons.network[person]] += 1
    world.flows[0].survivors_who_recruit += rows.size


@compiled
def become_owners(world, ended):
    """Let survivors without recovery open bars (M61), of median size, unlicensed and with their owners' identities."""
    persons, bars, camps, flows = world.persons, world.bars, world.camps, world.flows[0]
    entries = np.flatnonzero(ended.why == OWNS)
    entries = by_identity(entries, persons.identity[ended.rows])
    for k in entries:
        camps.bars[ended.camps[k]] += 1
    first = add(bars, world.next_id, entries.size)
    for j in range(entries.size):
        k, i = entries[j], first + j
        camp = ended.camps[k]
        bars.identity[i], bars.camp[i], bars.owner[i] = persons.identity[ended.rows[k]], camp, ORGANISED
        bars.size[i], bars.since[i] = world.numbers[0].bars.median_size, world.now[0].week
        bars.trend[i] = camps.demand[camp] / camps.bars[camp]
    flows.bars_opened += entries.size
    flows.survivors_who_own_bars += entries.size
