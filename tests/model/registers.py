"""Worlds whose registers have nothing in them yet, for tests of what is entered."""

from copy import replace
from dataclasses import dataclass

import numpy as np

from model.codes import Desk, Fate
from model.interventions import Raids
from model.interventions.base import Intervention
from model.kernels.randomness import arrivals
from model.processes.state import registers
from tests.model.worlds import baseline, grown, policy, under

PERFECT = {
    "police_records": 1.0, "desk_records": 1.0, "police_online": 1.0, "police_lag": 0.0, "duplicates": 0.0,
    "prosecutors_record": 1.0, "prosecutors_lag": 0.0,
}  # fmt: skip
SURE = {"police_records": 0.6, "desk_records": 0.6, "police_online": 1.0, "prosecutors_record": 0.6}
"""No week offline, so that shares can be read off the cases of one week."""
ALL_WITH_POLICE = {"elsewhere": 0.0, "to_prosecutors": 0.0, "ngos_to_prosecutors": 0.0}
RETA = ["recorded.reta_complaints", "recorded.reta_victims", "recorded.reta_suspects", "recorded.reta_duplicates"]
BOTH = [f"recorded.{name}" for name in ("in_both_registers", "double_counts", "shared_register_cases")]
BUSY = policy(Raids, frequency=6.0)


@dataclass(frozen=True, kw_only=True)
class Recording(Intervention):
    """Sets levers of registers, and nothing else."""

    kind = "recording"
    shared: float = 0.0
    support: float = 0.0

    def adjust(self, levers, strength):
        return replace(levers, shared_register=self.shared, register_support=self.support)


def world(plan=None):
    """Return a grown world with busy police and nothing in registers yet."""
    model = grown(under(BUSY, plan=plan))
    model.pending[:] = 0
    forget(model)
    return model


def forget(model):
    """Let registers miss whatever has been filed so far."""
    model.cases.reta_due = model.cases.sistra_due = registers.NEVER


def office(n=2000, *, shared=0.0, support=0.0, **changes):
    """Return a world whose only files are ``n`` complaints of this week, not entered yet."""
    model = grown(baseline(registers=SURE | changes))
    model.cases.remove_rows(np.arange(model.cases.n))
    model.pending[:], model.climate[:] = 0, 0.0
    model.levers = replace(model.levers, shared_register=shared, register_support=support)
    model.flows.clear()
    file(model, n)
    return model


def file(model, n, **columns):
    """Add ``n`` complaints of this week."""
    model.cases.add(n, identity=arrivals("person", 0, model.week, n), lodged=model.week, since=model.week, **columns)


def enter(model, weeks=1):
    """Let only registers work for some weeks; return what they add up to, shape (weeks,) by counter."""
    entered = []
    for _ in range(weeks):
        model.flows.clear()
        registers.step(model)
        entered.append(dict(model.flows))
        model.week += 1
    return {name: np.array([week[name] for week in entered]) for name in model.flows}


def decide(model, desk=Desk.COURT, fate=Fate.OPEN):
    """Let prosecutors decide every case in the next week."""
    enter(model)
    model.cases.desk, model.cases.fate, model.cases.since = desk, fate, model.week


def taken(model):
    """Return the shares of cases that police and prosecutors have taken."""
    return (model.cases.reta_due >= 0).mean(), (model.cases.sistra_due >= 0).mean()
