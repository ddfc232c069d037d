"""The report of the scoreboard: the whole ensemble, and the sets of each rule of decision apart."""

import json
from datetime import date
from types import SimpleNamespace

import numpy as np

from analysis.base.words import words_in
from analysis.measures.null_model import PRICE
from analysis.reports import scoreboard
from experiments.record.ensemble_runs import DrawnRuns
from model.evidence.patterns import Compared, Frozen, Pattern

DATES = [date(2008, month, 1) for month in range(1, 13)]
CHECK = Pattern(
    id="bars", facts=(), statement="", scope="region", role="check", outcome="true.bars", statistic="mean",
    start=date(2008, 1, 1), stop=date(2009, 1, 1), low=90.0, high=110.0, unit="bars",
)  # fmt: skip
RULES = ("inertia", "imitation", "inertia", "imitation")
BARS = (100.0, 500.0, 101.0, 500.0)


def runs():
    """Return four sets, two replicates of each: bars that fit under one rule of decision and not under the other."""
    values = np.ones((4, 2, len(DATES), 2))
    values[..., 0] = np.array(BARS)[:, None, None]
    return DrawnRuns(DATES, ["true.bars", PRICE], values, rules=np.array(RULES, dtype=object), planned=4)


def test_each_rule_of_decision_is_scored_by_its_own_sets(tmp_path, monkeypatch):
    monkeypatch.setattr(scoreboard, "read_drawn", lambda plan, store, outcomes: runs())
    compared = Compared(patterns=(CHECK,), frozen=Frozen(on=date(2026, 11, 29), checks="0"))
    about = {"model_version": 4, "priors": "p", "targets": "t"}
    ensemble = SimpleNamespace(about=about, of_rule={"inertia": (30, 9.5), "imitation": (20, 7.0)}.get)
    plan = SimpleNamespace(points=RULES, replicates=(0, 1), scale=20, seed=1)
    request = scoreboard.ScoreboardRequest(tmp_path, words_in(), compared, (), ensemble, plan, None)
    scoreboard.report(request)
    found = json.loads((tmp_path / scoreboard.BOARD).read_text(encoding="utf-8"))
    assert found["about"] == {"draws": 4, "replicates": 2, "scale": 20, "model_version": 4, "checks": ""}
    passed = {rule: (one["sets"], one["checks"]["passed"]) for rule, one in found["rules"].items()}
    assert passed == {"inertia": (2, 1), "imitation": (2, 0)}
    held = {rule: (one["ensemble_has"], one["worth"]) for rule, one in found["rules"].items()}
    assert held == {"inertia": (30, 9.5), "imitation": (20, 7.0)}
    assert found["total"]["checks"] == {"passed": 0, "n": 1}
