"""Worlds in which nobody brings a case, for tests of the complaint route."""

import numpy as np

from model.codes import Role
from model.processes.state import justice
from tests.model.worlds import baseline, grown, under

NOBODY_BRINGS_A_CASE = {
    "exits": {"complaint": 0.0},
    "policing": {"raids_per_week": 0.0},
}
QUIET = {
    "complaint_by_family": 0.0, "complaint_by_survivor": 0.0, "complaint_by_outreach": 0.0,
    "complaint_by_checkpoint": 0.0,
}  # fmt: skip
"""No new cases."""
STAFF = {"prosecutors": "prosecutors", "officers": "police"}
"""Parameters that founding writes into columns."""


def quiet(*policies, corruption=None, **settings):
    """Return a grown world where nobody brings a case, none waits and nobody is in custody, with parameters changed."""
    model = grown(under(*policies, plan=baseline(justice=QUIET | settings, **NOBODY_BRINGS_A_CASE)))
    for population in (model.cases, model.prisoners):
        population.remove_rows(np.arange(population.n))
    for name, population in STAFF.items():
        if name in settings:
            agents = getattr(model, population)
            agents.staff = settings[name] / agents.n
    if corruption is not None:
        model.police.corruption[:] = corruption
    return model


def total(model, weeks, *names):
    """Live some weeks of the complaint route; return the sums of its counters."""
    sums = dict.fromkeys(names, 0.0)
    for _ in range(weeks):
        model.flows = dict.fromkeys(model.flows, 0.0)
        justice.step(model)
        model.week += 1
        for name in names:
            sums[name] += model.flows[name]
    return [sums[name] for name in names]


def named(evidence=0.8, purpose=0.8, testimony=False, *, role=Role.RECEIVER, **columns):
    """Return columns of cases that accuse somebody the model has no row of."""
    return {"evidence": evidence, "purpose": purpose, "testimony": testimony, "role": role, "accused": 1} | columns
