"""Made-up policies whose effects on exploitation and on indicators are known."""

from datetime import date
from io import StringIO

import numpy as np
from rich.console import Console

from analysis.base.words import words_in
from analysis.measures.audit import ACTIVITY, FORMS, OUTCOMES, RECORDED, audit, summaries
from analysis.measures.summarise import Pair
from analysis.tables.audit import audit_tables
from model.outcomes import OUTCOMES as DECLARED

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]
MANIFEST = {"outcomes": {name: vars(DECLARED[name]) for name in OUTCOMES}}
SEXUAL, LABOUR = FORMS.values()
COMPLAINTS, CASES, RESCUED, CONVICTIONS = RECORDED
EFFECTS = {
    "raids": {SEXUAL: -3.0, COMPLAINTS: +2.0, CASES: +2.0, RESCUED: -2.0, ACTIVITY[0]: +5.0},
    "hotline": {SEXUAL: -2.0, COMPLAINTS: +1.0, CASES: -2.0},
    "clean_police": {COMPLAINTS: +3.0, RESCUED: +1.0},
    "shelters": {},
}
"""What each policy adds to a month; nothing where nothing is said."""


def made(name, effects, replicates=6, planned=6):
    rng = np.random.default_rng(len(name))
    against = rng.gamma(50, 1, (replicates, len(DATES), len(OUTCOMES)))
    added = np.array([effects.get(outcome, 0.0) for outcome in OUTCOMES])
    luck = rng.normal(0, 0.3, (replicates, 1, len(OUTCOMES)))
    luck -= luck.mean(0)
    policy = against.copy()
    policy[:, 18:] += added + luck
    return Pair(name, "baseline", date(2009, 7, 6), DATES, list(OUTCOMES), policy, against, planned)


def findings(**about):
    return audit([made(name, effects, **about) for name, effects in EFFECTS.items()], MANIFEST)


def found(indicator, form="sexual"):
    (summary,) = [each for each in summaries(findings()) if (each.indicator, each.form) == (indicator, form)]
    return summary


def printed(all_findings):
    console = Console(width=160, file=StringIO())
    console.print(audit_tables(all_findings, MANIFEST, words_in()))
    return " ".join(console.file.getvalue().split())
