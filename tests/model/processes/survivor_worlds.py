"""Worlds for tests of the attention route, in which the only followed people are survivors."""

from copy import replace

import numpy as np

from model.codes import Age, Stage
from model.processes.survivors import aftercare
from tests.model.worlds import baseline, grown

MANY = 4000


def survivors(plan=None, n=MANY, **columns):
    """Return a world whose only followed people are ``n`` survivors, all at home unless ``columns`` differ."""
    model = grown(plan)
    model.persons.remove_rows(np.arange(model.persons.n))
    model.flows = dict.fromkeys(model.flows, 0.0)
    home = {"stage": Stage.HOME, "since": model.week, "left": model.week}
    about = {"network": 0, "origin": 0, "age": Age.FROM_18}
    model.persons.add(n, identity=np.arange(n, dtype=np.uint64) + 7, **(home | about | columns))
    return model


def settled(**numbers):
    """Return a plan in which nobody leaves a shelter early, returns to exploitation or takes a role in it."""
    stays = {"leave_shelter": 0.0, "return_unprepared": 0.0, "becomes_recruiter": 0.0, "becomes_owner": 0.0}
    return baseline(aftercare=stays | numbers)


def unhelped(**numbers):
    """Return a plan without routine places or services, in which survivors wait, return or stay as ``numbers`` say."""
    none = {"refuge_places": 0.0, "general_places": 0.0, "recovery_places": 0.0}
    return baseline(aftercare=none | {"follow_up_places": 0.0, "reintegration_jobs": 0.0} | numbers)


def ordered(model, **levers):
    """Give a model other levers and return it."""
    model.levers = replace(model.levers, **levers)
    return model


def lived(model, weeks):
    """Live some weeks of the attention route alone; return the weeks' counters, name -> list."""
    flows = {name: [] for name in model.flows}
    for _ in range(weeks):
        model.flows = dict.fromkeys(model.flows, 0.0)
        aftercare.step(model)
        for name, value in model.flows.items():
            flows[name].append(value)
        model.week += 1
    return flows
