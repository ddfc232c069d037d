"""A made-up series of complaints, survivors and raids whose answer is plain."""

import csv
from datetime import date
from io import StringIO

import numpy as np
from rich.console import Console

from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.measures import routes
from analysis.measures.routes import known
from analysis.measures.summarise import Levels
from analysis.tables.routes import routes_csv, routes_tables
from model.evidence.facts import facts, grade

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]
CAUSES = tuple(f"{routes.CAUSE}{cause}" for cause in ("official_leak", "lookout", "wrong_place", "moved_on"))
COMPARED = tuple(name for both in routes.REGISTERS.values() for name in both)
PARTS = (*routes.COHORTS, *routes.ATTENTION, *routes.UNSERVED, routes.RAIDS, *routes.IDENTIFYING, routes.EMPTY)
NAMES = list(dict.fromkeys((*PARTS, *CAUSES, *routes.FILED, *COMPARED, *routes.REGISTERS)))
STOCKS = ("ratio.", "people_in_", "people_held", "survivors_in_", "places_open", "accompanied", "ngo_people")
CAPTION, FACTS = Provenance(model_version=1, seed=1, scale=20), known(facts(), grade)


def about(name):
    stock = any(word in name for word in STOCKS)
    return {"unit": "raids" if "raids" in name else "persons", "over_time": "mean" if stock else "sum"}


MANIFEST = {"outcomes": {name: about(name) for name in NAMES}}


def made(replicates=4, planned=4, **values):
    """Return series of 40 a month, but for the outcomes given by the last part of their names."""
    whole = np.full((replicates, len(DATES), len(NAMES)), 40.0)
    whole += np.arange(replicates)[:, None, None] / 100
    for name, months in values.items():
        (column,) = [i for i, each in enumerate(NAMES) if each.partition(".")[2] == name]
        whole[:, :, column] = months
    return Levels("baseline", DATES, NAMES, whole, planned)


def printed(levels):
    console = Console(width=160, file=StringIO())
    console.print(routes_tables(levels, MANIFEST, FACTS, words_in()))
    return " ".join(console.file.getvalue().split())


def rows(levels):
    return list(csv.DictReader(routes_csv(levels, MANIFEST, FACTS).decode().splitlines()))
