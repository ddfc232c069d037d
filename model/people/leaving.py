"""How miners and bar workers leave the model."""

from model.columns.tables import remove
from model.kernels.compiled import compiled


@compiled
def stop_mining(world, rows):
    """Remove the miners in ``rows`` and withdraw their pending permit applications."""
    miners, now, withdrawn = world.miners, world.now[0], 0
    for i in rows:
        withdrawn += miners.filed[i] >= 0
    now.files_waiting -= withdrawn * now.scale
    world.flows[0].applications_withdrawn += withdrawn * now.scale
    remove(miners, rows)


@compiled
def leave_bars(world, rows):
    """Remove the bar workers in ``rows``, who are among the people at their origins again."""
    count_at_origin(world, rows)
    remove(world.bar_workers, rows)


@compiled
def count_at_origin(world, rows):
    """Count the bar workers in ``rows`` among the people at their origins again."""
    workers, candidates = world.bar_workers, world.candidates
    for i in rows:
        candidates[workers.origin[i], workers.age[i], workers.sex[i]] += 1
