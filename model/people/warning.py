"""Who is warned at origin when somebody is recruited or comes home: recruiters no longer reach them (M15, M71)."""

from model.kernels.compiled import inlined
from model.text.dates import WEEKS_PER_YEAR


@inlined
def put_out_of_reach(world, origin, persons):
    """Let recruiters reach fewer people at an origin, by a number of ``persons``.

    ``world.within_reach`` is the share that is left of those whom they can reach there, 0 to 1.
    """
    everybody = world.numbers[0].recruitment.reach * world.at_risk[origin]
    world.within_reach[origin] = max(0.0, world.within_reach[origin] - persons / max(1.0, everybody))


@inlined
def come_within_reach(world):
    """Let a share of those out of reach at each origin come within it again in a week: a linear recovery."""
    recovery = world.numbers[0].recruitment.reach_recovery / WEEKS_PER_YEAR
    for origin in range(world.within_reach.size):
        world.within_reach[origin] += recovery * (1.0 - world.within_reach[origin])
