"""Step 8, the way in: checkpoints, officials who take money there, and ways round them (M32, M40)."""

import numpy as np

from model.kernels.compiled import compiled, inlined
from model.parameters.origins import REGIONS
from model.processes.decision_rules import feared

ORIGINS = len(REGIONS)
MINOR, ADULT = 0, 1
"""Columns of chances to be stopped."""


def road_control(model) -> float:
    """Return hours that checkpoints are manned relative to routine: what NGOs bring authorities to agree on (M74)."""
    p = model.parameters.civil_society
    return 1.0 + p.advocacy_roads * max(0.0, model.levers.advocacy - p.advocacy_usual)


def hours_manned(model) -> np.ndarray:
    """Return hours a week for which each checkpoint is manned, policies included, never more than a week has."""
    levers, posts = model.levers, model.checkpoints
    added = np.where(posts.river, levers.river_checks, levers.road_checks)
    return np.minimum(model.numbers.policing.hours_per_week, posts.hours + added)


@inlined
def controlled(stopped, roads):
    """Return chances to be stopped at checkpoints manned ``roads`` times as long; each hour is a chance of its own."""
    return 1.0 - (1.0 - stopped) ** roads


@compiled
def stopping(posts, n, hours, p, waved_through):
    """Return the chance to be stopped on the usual way, by origin and under 18 or adult, shape (10, 2) (M32).

    Each checkpoint on the way in stops independently, in proportion to the ``hours`` for which it is manned; those that
    take money let a share pass whom others would stop.
    """
    passed = np.ones((ORIGINS, 2))
    for k in range(n):
        honest = 1.0 - waved_through * posts.corruption[k]
        manned = hours[k] / p.hours_per_week * honest * p.checkpoint_detection
        for origin in range(ORIGINS):
            if (posts.origins[k] >> origin) & 1:
                passed[origin, MINOR] *= 1.0 - min(1.0, manned * p.checkpoint_minor)
                passed[origin, ADULT] *= 1.0 - min(1.0, manned)
    return 1.0 - passed


@compiled
def feared_stops(rule, risk, theories):
    """Return the share of people that recruiters expect to be stopped on the usual way, by origin, shape (10,)."""
    expected = np.empty(ORIGINS)
    for origin in range(ORIGINS):
        expected[origin] = min(1.0, feared(rule, risk[0, origin], risk[1, origin], theories))
    return expected


@compiled
def detouring(expected, fare, p):
    """Return the share of journeys that go round checkpoints, by origin, shape (10,).

    Logistic choice (McFadden 1974): what stops are expected to cost on the usual way less what they cost on the way
    round, where control is ``detour_control`` times as likely, against the fare of the hours that it is longer.
    """
    share = np.zeros(ORIGINS)
    for origin in range(ORIGINS):
        if expected[origin] > 0.0:
            spared = expected[origin] * (1.0 - p.detour_control) * p.stop_loss
            share[origin] = 1.0 / (1.0 + np.exp((fare * p.detour_hours - spared) / p.detour_scale))
    return share


@compiled
def journey_cost(expected, detours, fare, p):
    """Return what danger and detours are expected to cost for one journey, by origin, soles, shape (10,)."""
    stops = expected * (1.0 - detours * (1.0 - p.detour_control))
    return stops * p.stop_loss + detours * fare * p.detour_hours


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
