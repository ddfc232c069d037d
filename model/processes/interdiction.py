"""Step 11: operations against mining - presence, destruction, clashes, rescue modules, what follows (M54-M59)."""

import numpy as np

from model.processes.information import Raid, prepare
from model.randomness import decision, poisson

RESCUE = decision("rescue raids within operations against mining")
OPERATION = 1000
"""Numbers of raids from here on are of rescue raids within operations, a thousand for each zone type."""


def step(model) -> None:
    """Add the rescue raids of operations to the week's raids."""
    if any(model.levers.suppression) and model.levers.advocacy > 0.0:
        model.planned_raids += operations(model)


def operations(model) -> list[Raid]:
    """Return the rescue raids within operations against mining: none unless an NGO insists (M57).

    Their mean in a zone is rate x share of digging suppressed there x min(1, effect x NGOs' advocacy).
    """
    p, levers = model.numbers.policing, model.levers
    rate = p.rescue_module * min(1.0, p.advocacy_effect * levers.advocacy)
    raids = []
    for zone, suppression in enumerate(levers.suppression):
        unit, first = zone % model.police.n, OPERATION * (zone + 1)
        count = poisson(model.key, RESCUE, np.uint64(zone), model.week, rate * suppression)
        if count and (model.camps.bars[model.camps.zone == zone] > 0).any():
            raids += [prepare(model, unit, first + number, zone) for number in range(count)]
    return raids
