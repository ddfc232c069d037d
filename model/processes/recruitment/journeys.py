"""Step 8, the way in: checkpoints, officials who take money there, and ways round them (M32, M40)."""

import numpy as np

from model.kernels.compiled import compiled, inlined
from model.parameters.origins import REGIONS
from model.processes.decision_rules import feared

ORIGINS = len(REGIONS)
MINOR, ADULT = 0, 1
"""Columns of chances to be stopped."""


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
    """Return the chance to be stopped on the usual way, by origin and under 18 or adult, shape (10, 2) (M32).

    Each checkpoint on the way in stops independently, in proportion to the ``hours`` for which it is manned; those that
    take money let the share ``waved_through`` pass whom others would stop.
    """
    policing = numbers[0].policing
    passed = np.ones((ORIGINS, 2))
    for k in range(checkpoints.n):
        honest = 1.0 - waved_through * checkpoints.corruption[k]
        manned = hours[k] / policing.hours_per_week * honest * policing.checkpoint_detection
        for origin in range(ORIGINS):
            if (checkpoints.origins[k] >> origin) & 1:
                passed[origin, MINOR] *= 1.0 - min(1.0, manned * policing.checkpoint_minor)
                passed[origin, ADULT] *= 1.0 - min(1.0, manned)
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
