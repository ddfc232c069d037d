"""The week's value of every outcome."""

import numpy as np

from model.outcomes.declared import OUTCOMES
from model.processes.counts import PLACES
from model.processes.flows import FLOWS

COUNTERS = {i: o.counter for i, o in enumerate(OUTCOMES.values()) if o.counter}
MEASURES = {i: o.measure for i, o in enumerate(OUTCOMES.values()) if o.measure}
IN_CENSUS = {i: PLACES[o.census] + o.at for i, o in enumerate(OUTCOMES.values()) if o.census}
_counters, _counted = np.array([FLOWS.index(name) for name in COUNTERS.values()]), np.array([*COUNTERS])
_places, _in_census, _measured = np.array([*IN_CENSUS.values()]), np.array([*IN_CENSUS]), np.array([*MEASURES])


def measure(model) -> np.ndarray:
    """Return the week's value of every outcome, in the order of declaration, shape (outcomes,)."""
    values = np.empty(len(OUTCOMES))
    values[_counted] = model.flows.values_in_order[_counters]
    values[_in_census] = model.census.flat[_places]
    values[_measured] = [measured(model) for measured in MEASURES.values()]
    return values
