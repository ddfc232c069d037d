"""Forces of operations against mining: how many are there, and what they hold (M54, M83, M85)."""

import numpy as np

from model.codes import ZONES
from model.kernels.compiled import compiled


@compiled
def available(world):
    """Return police and forces that are free to act, relative to usual; crises and disorder tie up the rest.

    (1 - share away) x (1 - tied x disorder) / (1 - tied), where disorder is 1 as usual (M83, M85).
    """
    operations = world.numbers[0].operations
    free = max(0.0, 1.0 - operations.disorder_tied * operations.disorder) / (1.0 - operations.disorder_tied)
    return (1.0 - world.levers[0].forces_away) * free


@compiled
def insecurity_by_disorder(world):
    """Return the insecurity of cash relative to usual: it rises with disorder (M83)."""
    operations = world.numbers[0].operations
    return 1.0 + operations.disorder_insecurity * (operations.disorder - 1.0)


@compiled
def present(world):
    """Return police and soldiers of operations by zone type, persons, shape (zone types,)."""
    return world.levers[0].force * available(world)


@compiled
def held(world):
    """Return the share of each zone type that forces hold, where they stop digging without a permit.

    Force / (force + half x miners there), shape (zone types,), a saturating response (Michaelis-Menten form): each
    addition to a force holds less than the one before, and the same force holds more where fewer miners are left.
    """
    forces, share, miners = present(world), np.zeros(ZONES), world.census[0].miners_by_zone
    half = world.numbers[0].operations.half_force
    for zone in range(ZONES):
        if forces[zone] > 0.0:
            share[zone] = forces[zone] / (forces[zone] + half * miners[zone])
    return share
