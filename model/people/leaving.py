"""How miners, bar workers and recruiters leave the model."""

import numpy as np

from model.columns.tables import remove
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, uniform

SCATTERS = decision("a recruiter leaves because another was taken")


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


@compiled
def catch_recruiters(world, rows):
    """Remove the recruiters in ``rows``, who were caught, and those who scatter; lower the networks' counts.

    Others of their networks see the risk.
    """
    if rows.size == 0:
        return
    recruiters, networks, memory = world.recruiters, world.networks, world.numbers[0].recruitment.risk_memory
    for i in rows:
        world.caught[recruiters.method[i]] += 1
        network = recruiters.network[i]
        for j in range(recruiters.n):
            if recruiters.network[j] == network:
                recruiters.risk[j] += memory / max(1, networks.recruiters[network])
    gone = with_scattered(world, rows)
    for i in gone:
        networks.recruiters[recruiters.network[i]] -= 1
    remove(recruiters, gone)


@compiled
def with_scattered(world, caught):
    """Return the rows ``caught`` of recruiters, and those of their networks who leave for it.

    In a network with a division of labour nobody depends on who is caught, so all others stay (M20).
    """
    leaving, recruiters, now = 1.0 - world.numbers[0].adaptation.division_of_labour, world.recruiters, world.now[0]
    if leaving == 0.0:
        return caught
    hit, goes = np.zeros(world.networks.n, np.bool_), np.zeros(recruiters.n, np.bool_)
    for i in caught:
        hit[recruiters.network[i]] = world.networks.organised[recruiters.network[i]]
        goes[i] = True
    for i in range(recruiters.n):
        if hit[recruiters.network[i]]:
            u = uniform((now.seed, now.replicate), SCATTERS, recruiters.identity[i], now.week)
            goes[i] |= u < leaving
    return np.flatnonzero(goes)
