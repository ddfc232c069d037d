"""Outcomes of a run, each declared once with unit, direction and aggregation over weeks.

``true.*`` is what happens in the model, ``recorded.*`` what a register or file shows, ``ratio.*`` the second over the
first; no figure mixes them. A policy's harm and cost are outcomes like any other and are never netted into one score.
"""

import numpy as np

from model.outcomes import exploitation, aftercare, rush, economy, adversary, policing, operations  # isort: skip
from model.outcomes import formalisation, justice, society, harm, budget, registers  # isort: skip
from model.outcomes.declare import OUTCOMES, Outcome, known_outcome
from model.processes.counts import PLACES
from model.processes.flows import FLOWS

__all__ = ["DECLARED_IN", "OUTCOMES", "Outcome", "known_outcome", "measure"]

DECLARED_IN = (
    exploitation, aftercare, rush, economy, adversary, policing, operations, formalisation, justice, society, harm,
    budget, registers,
)  # fmt: skip
"""The modules that declare outcomes, in the order of every table."""

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
