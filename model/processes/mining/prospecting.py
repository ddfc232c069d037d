"""Step 5, first: prospectors find sites, more where gold pays and the road is near (M6, M7, M12)."""

import numpy as np

from model.codes import Zone
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, uniform
from model.processes.mining.arrivals import mean_income

FOUND = decision("a site is found")
PROTECTED = int(Zone.PROTECTED)


@compiled
def prospect(clock, camps, wage, numbers):
    """Let sites be found that nobody knows; ``wage``: outside mining, soles/week.

    The weekly hazard is discovery x (mean net income of open camps / wage) ** prospecting x exp(-walk / scale), less in
    protected areas.
    """
    places = numbers[0].places
    rate = places.discovery * (max(0.0, mean_income(camps)[0]) / wage) ** places.prospecting
    for c in range(camps.n):
        if not camps.known[c]:
            hazard = rate * np.exp(-camps.access[c] / places.prospecting_scale)
            hazard *= places.protected_prospecting if camps.zone[c] == PROTECTED else 1.0
            camps.known[c] = uniform(clock.key, FOUND, camps.identity[c], clock.week) < hazard
