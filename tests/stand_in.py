"""A stand-in for the model that runs in no time, and scenario files for it.

``tests/experiments/processes.py`` puts it into other processes too. There the variable ``GOLDRUSH_STAND_IN`` holds JSON
that says how it runs: ``sleep``, seconds at the end of each run; ``poison``, scenario and replicate whose process kills
itself; ``version``, the version of the model.
"""

import json
import os
import signal
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import numpy as np

from model.text.dates import date_of, month_of, week_of
from model.text.suggestions import did_you_mean

VARIABLE, MODEL_VERSION = "GOLDRUSH_STAND_IN", 7

NAMES = {
    "true.person_years_sexual_exploitation": ("person-years", "sum"),
    "true.person_years_labour_exploitation": ("person-years", "sum"),
    "true.people_in_sexual_exploitation": ("persons", "mean"),
    "true.people_in_labour_exploitation": ("persons", "mean"),
    "true.bars": ("bars", "mean"),
    "recorded.reta_complaints": ("complaints", "sum"),
}
OUTCOMES = {
    name: SimpleNamespace(name=name, unit=unit, over_time=how, better="lower", definition=f"{name}, made up")
    for name, (unit, how) in NAMES.items()
}


def known_outcome(name):
    """Return the name of an outcome that the stand-in has."""
    if name not in OUTCOMES:
        raise ValueError(f"unknown outcome '{name}'; {did_you_mean(name, OUTCOMES)}")
    return name


WORLD = """
question = "What happens without a new policy?"
[period]
simulated_from = 2000-01-03
start = 2001-01-01
stop = 2004-01-01
[price]
kind = "replay"
"""
POLICY = """
question = "What would a policy change?"
extends = "baseline.toml"
reference = "baseline.toml"
[[interventions]]
kind = "{kind}"
start = {start}
"""


class FakeModel:
    """Two stocks that follow a random walk with the replicate's luck; policies push them down."""

    runs: ClassVar[list[str]] = []
    fails: ClassVar[dict] = {}

    def __init__(self, scenario, *, seed=1, replicate=0, scale=1):
        self.scenario, self.luck = scenario, (seed, replicate, scale)
        self.week = week_of(scenario.simulated_from)
        self.state = np.array([2000.0, 800.0])
        self.months: dict = {}
        FakeModel.runs.append(f"begin {scenario.name}")

    @property
    def date(self):
        return date_of(self.week)

    def run_until(self, day):
        while self.week < week_of(day):
            self.step()

    def step(self):
        fail_on = self.fails.get(self.scenario.name)
        if fail_on and self.date >= fail_on and self.luck[1] >= self.fails.get("from_replicate", 0):
            raise self.fails.get("error", ValueError)("made to fail")
        noise = np.random.default_rng([*self.luck, self.week]).normal(0, 8, 2)
        push = sum(policy.strength(self.week) for policy in self.scenario.interventions)
        self.state = self.state + noise * (1 + push / 4) - push * np.array([1.5, 0.5])
        self.months.setdefault(month_of(self.week), []).append(self._measured())
        self.week += 1

    def _measured(self):
        sexual, labour = self.state
        return [sexual / 52, labour / 52, sexual, labour, 400.0, sexual / 1000]

    def series(self):
        behave(self.scenario.name, self.luck[1])
        over = {"sum": np.sum, "mean": np.mean}
        how = [over[outcome.over_time] for outcome in OUTCOMES.values()]
        done = {m: np.array(v) for m, v in self.months.items() if _next_month(m) <= self.date}
        values = [[add(weeks[:, i]) for i, add in enumerate(how)] for weeks in done.values()]
        return SimpleNamespace(dates=list(done), names=list(OUTCOMES), values=np.array(values))

    def snapshot(self):
        months = {f"month {m}": np.array(v) for m, v in self.months.items()}
        return {"state": self.state, "week": np.array(self.week), "luck": np.array(self.luck), **months}

    @classmethod
    def from_snapshot(cls, snapshot, scenario):
        model = cls.__new__(cls)
        model.scenario, model.luck = scenario, tuple(int(n) for n in snapshot["luck"])
        model.week, model.state = int(snapshot["week"]), snapshot["state"].copy()
        months = {k[6:]: v.tolist() for k, v in snapshot.items() if k.startswith("month ")}
        model.months = {date.fromisoformat(month): weeks for month, weeks in months.items()}
        FakeModel.runs.append(f"fork {scenario.name}")
        return model


def _next_month(month):
    return (month + timedelta(days=32)).replace(day=1)


def write_world(folder):
    """Write the scenario files baseline.toml, raids.toml and shelters.toml."""
    (folder / "baseline.toml").write_text(WORLD)
    (folder / "raids.toml").write_text(POLICY.format(kind="raids", start="2002-01-01"))
    (folder / "shelters.toml").write_text(POLICY.format(kind="prevention_communities", start="2002-07-01"))


def contents():
    """Return what the stand-in's modules hold, by their names."""
    return {
        "model.goldrush": {"GoldRush": FakeModel},
        "model.outcomes": {"OUTCOMES": OUTCOMES, "known_outcome": known_outcome},
        "model.version": {"MODEL_VERSION": asked().get("version", MODEL_VERSION)},
    }


def asked():
    """Return what the variable asks for, or the file that it names."""
    found = os.environ.get(VARIABLE, "{}")
    return json.loads(found if found.startswith("{") else Path(found).read_text())


def behave(scenario, replicate):
    """Do what the variable asks for at the end of a run."""
    how = asked()
    time.sleep(how.get("sleep", 0))
    if how.get("poison") == [scenario, replicate]:
        os.kill(os.getpid(), signal.SIGKILL)
