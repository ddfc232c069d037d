"""Forces of operations against mining: how many are there, and what they hold (M54, M83, M85)."""

import numpy as np

from model.codes import ZONES


def available(model) -> float:
    """Return police and forces that are free to act, relative to usual; crises and disorder tie up the rest.

    (1 - share away) x (1 - tied x disorder) / (1 - tied), where disorder is 1 as usual (M83, M85).
    """
    operations = model.parameters.operations
    free = max(0.0, 1.0 - operations.disorder_tied * operations.disorder) / (1.0 - operations.disorder_tied)
    return (1.0 - model.levers.forces_away) * free


def insecurity_by_disorder(model) -> float:
    """Return the insecurity of cash relative to usual: it rises with disorder (M83)."""
    operations = model.parameters.operations
    return 1.0 + operations.disorder_insecurity * (operations.disorder - 1.0)


def present(model) -> np.ndarray:
    """Return police and soldiers of operations by zone type, persons, shape (zone types,)."""
    return np.array(model.levers.force) * available(model) if any(model.levers.force) else np.zeros(ZONES)


def held(model) -> np.ndarray:
    """Return the share of each zone type that forces hold, where they stop digging without a permit.

    Force / (force + half x miners there), shape (zone types,), a saturating response (Michaelis-Menten form): each
    addition to a force holds less than the one before, and the same force holds more where fewer miners are left.
    """
    forces = present(model)
    if not forces.any():
        return forces
    miners = np.array(model.census.miners_by_zone)
    half = model.parameters.operations.half_force * miners
    return np.divide(forces, forces + half, out=np.zeros(ZONES), where=forces > 0.0)
