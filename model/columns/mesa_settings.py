"""What a run was made with, in Mesa's words: the object behind ``model.scenario``, and the seed that ``rng`` gives."""

from secrets import randbits

import numpy as np
from mesa.experimental.scenarios import Scenario
from mesa.model import RNGLike, SeedLike

__all__ = ["FIRST_SEED", "MesaSettings", "SeedLike", "seed_of"]

FIRST_SEED = 1
"""The seed of a run that is given none."""
SEED_BITS = 32


class MesaSettings(Scenario):
    """Mesa's record of the settings of a run: ``model.scenario``."""

    def __bool__(self) -> bool:
        """Return False: Mesa's pages would otherwise replace the argument ``scenario`` by this record on Reset."""
        return False


def seed_of(seed: int | None, rng: RNGLike | SeedLike | None) -> int:
    """Return the seed of a run, 0..2**32-1, from the two words that Mesa has for it.

    ``rng`` takes the place of a ``seed`` that is not given; anything but a whole number gives a seed drawn from it.
    Without either (``seed`` None, as Mesa's batch_run says it), the operating system gives one. TypeError for both.
    """
    if rng is None:
        return randbits(SEED_BITS) if seed is None else seed
    if seed not in (None, FIRST_SEED):
        raise TypeError(f"seed is {seed!r} and rng is {rng!r}; give one of them")
    return int(rng) if isinstance(rng, int | np.integer) else int(np.random.default_rng(rng).integers(2**SEED_BITS))
