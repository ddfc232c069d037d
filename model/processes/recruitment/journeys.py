"""Step 8, the way in: checkpoints, officials who take money there, and ways round them (M32, M40)."""

import numpy as np

from model.codes import PERMITS, UNDER_18, Permit
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.parameters.origins import REGIONS
from model.processes.decision_rules import feared

ORIGINS = len(REGIONS)
PERMIT = decision("what travel permit somebody under 18 has")
NOT_NEEDED, GIVEN, FORGED, MISSING = (int(permit) for permit in Permit)


@inlined
def permit_of(clock, who, age, permits):
    """Return the travel permit that somebody shows on the way; adults need none (M32).

    Those who recruit get one from a notary by deceit, unless they do not ask or are refused; else they forge one or go
    without.
    """
    if age >= UNDER_18:
        return NOT_NEEDED
    words = draw(clock.key, PERMIT, who, clock.week)
    if to_uniform(words[0]) < permits.sought and to_uniform(words[1]) >= permits.refused:
        return GIVEN
    return FORGED if to_uniform(words[2]) < permits.forged else MISSING


@compiled
def road_control(world):
    """Return hours that checkpoints are manned relative to routine: what NGOs bring authorities to agree on (M74)."""
    society = world.numbers[0].civil_society
    return 1.0 + society.advocacy_roads * max(0.0, world.levers[0].advocacy - society.advocacy_usual)


@compiled
def hours_manned(world):
    """Return hours a week for which each checkpoint is manned, policies included, never more than a week has."""
    levers, checkpoints, most = world.levers[0], world.checkpoints, world.numbers[0].policing.hours_per_week
    hours = np.empty(checkpoints.n)
    for k in range(checkpoints.n):
        added = levers.river_checks if checkpoints.river[k] else levers.road_checks
        hours[k] = min(most, checkpoints.hours[k] + added)
    return hours


@compiled
def controlled(stopped, roads):
    """Return chances to be stopped at checkpoints manned ``roads`` times as long; each hour is a chance of its own."""
    return 1.0 - (1.0 - stopped) ** roads


@compiled
def stopping(checkpoints, hours, waved_through, numbers):
    """Return the chance to be stopped on the usual way, by origin and travel permit, shape (10, 4) (M32).

    Each checkpoint on the way in stops independently, in proportion to the ``hours`` for which it is manned: anybody by
    other signs, and under 18 also for want of a permit, if it is asked for. Those that take money let the share
    ``waved_through`` pass whom others would stop.
    """
    policing, permits = numbers[0].policing, numbers[0].permits
    passed, fails = np.ones((ORIGINS, PERMITS)), np.zeros(PERMITS)
    fails[FORGED], fails[MISSING] = permits.asked * permits.forgery_seen, permits.asked
    for k in range(checkpoints.n):
        honest = 1.0 - waved_through * checkpoints.corruption[k]
        manned = hours[k] / policing.hours_per_week * honest
        for origin in range(ORIGINS):
            if (checkpoints.origins[k] >> origin) & 1:
                for permit in range(PERMITS):
                    unnoticed = (1.0 - policing.checkpoint_detection) * (1.0 - fails[permit])
                    passed[origin, permit] *= 1.0 - manned * (1.0 - unnoticed)
    return 1.0 - passed


@compiled
def feared_stops(route_risk, numbers):
    """Return the share of people that recruiters expect to be stopped on the usual way, by origin, shape (10,)."""
    expected = np.empty(ORIGINS)
    for origin in range(ORIGINS):
        danger = feared(route_risk[0, origin], route_risk[1, origin], numbers[0].rule, numbers[0].theories)
        expected[origin] = min(1.0, danger)
    return expected


@compiled
def detouring(expected, numbers):
    """Return the share of journeys that go round checkpoints, by origin, shape (10,).

    Logistic choice (McFadden 1974): what stops are expected to cost on the usual way less what they cost on the way
    round, where control is ``detour_control`` times as likely, against the fare of the hours that it is longer.
    """
    fare, adaptation = numbers[0].recruitment.fare, numbers[0].adaptation
    share = np.zeros(ORIGINS)
    for origin in range(ORIGINS):
        if expected[origin] > 0.0:
            spared = expected[origin] * (1.0 - adaptation.detour_control) * adaptation.stop_loss
            longer = fare * adaptation.detour_hours
            share[origin] = 1.0 / (1.0 + np.exp((longer - spared) / adaptation.detour_scale))
    return share


@compiled
def journey_cost(expected, detours, numbers):
    """Return what danger and detours are expected to cost for one journey, by origin, soles, shape (10,)."""
    adaptation = numbers[0].adaptation
    stops = expected * (1.0 - detours * (1.0 - adaptation.detour_control))
    return stops * adaptation.stop_loss + detours * numbers[0].recruitment.fare * adaptation.detour_hours


@inlined
def at_checkpoints(u, chances, funds, network, bribe):
    """Return whether somebody is stopped on the way, and what the network pays from its funds for passing, soles.

    ``chances``: to be stopped whatever is paid, and to be noticed at all.
    """
    stopped, noticed = chances
    if u < stopped or u >= noticed:
        return u < stopped, 0.0
    if funds[network] < bribe:
        return True, 0.0
    funds[network] -= bribe
    return False, bribe
