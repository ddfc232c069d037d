"""Made-up indices, effects, boxes and a surface whose message is known, and the figures of them."""

from functools import cache
from itertools import combinations

import numpy as np

from analysis.base.statistics import Interval
from analysis.base.words import words_in
from analysis.figures import boxes, indices, indices_over_time, response_surface, screening, second_order, tornado
from analysis.figures.captions import Provenance
from analysis.figures.sensitivity_captions import Sheet
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Check, Discovery
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.screening import OneAtATime
from analysis.sensitivity.subject import Factors, Subject
from analysis.sensitivity.surface import surface

W, MADE = words_in(), Provenance(model_version=4, seed=1, scale=20)
FAMILIES = {"raids": "lever", "roads": "lever", "behaviour": "theory", "price": "price", "dummy": "dummy"}
LONG = "chance that the police detect a bar a we"
NAMES = ("raids", "roads", "detection", *(f"unknown {k} of forty characters, all told" for k in range(9)), "behaviour")
NAMES = (*NAMES, "corruption", "price", "dummy")
FACTORS = Factors({**FAMILIES, "corruption": "theory"}, {"detection": LONG}, {"detection": "a week"})
FAIL = "raids fail to beat shelters"


def subject(outcome="true.person_years_sexual_exploitation", **changed):
    made = {"study": "factors", "unit": "person-years", "start": 2010, "stop": 2020, "target": "difference"}
    made |= {"runs": 512, "replicates": 4, "method": "Sobol (2001)", "policy": "raids", "reference": "baseline"}
    return Subject(outcome=outcome, **(made | changed))


def sheet(measured=None):
    return Sheet(measured or subject(), FACTORS, MADE, W)


def estimates(values, half, names=NAMES):
    values = np.asarray(values, float)
    return Estimates(tuple(names), values, values - half, values + half)


VALUES = [0.12, 0.001, 0.45, 0.2, *np.linspace(0.001, 0.012, 8), 0.1, 0.04, 0.22, 0.002]
TOTAL = estimates(VALUES, 0.015)
FIRST = estimates(np.array(VALUES) * 0.7 - 0.006, 0.015)
PAIRS = tuple(combinations(NAMES, 2))
SECOND = estimates([0.08 if pair == ("raids", "detection") else 0.001 for pair in PAIRS], 0.01, PAIRS)
YEARS = list(range(2010, 2016))


def by_year(shift):
    """Return indices whose leader changes from detection to price where ``shift`` is large."""
    values = np.tile(np.array(VALUES)[:, None], len(YEARS))
    values[NAMES.index("price")] += np.linspace(0, shift, len(YEARS))
    return Estimates(NAMES, values, values - 0.015, values + 0.015)


EFFECTS = OneAtATime(
    low=estimates([-40, 2, -300, *np.linspace(-5, 5, 9), 60, 5, 120, 0], 12),
    high=estimates([-20, 4, 150, *np.linspace(5, -5, 9), -80, 0, -60, 1], 12),
)
SETTINGS = {name: (0.1, 0.5) for name in NAMES} | {"behaviour": ("reference", "imitation")}
MU = estimates([200, 10, 500, 300, *np.linspace(5, 12, 8), 130, 380, 420, 9], 9.0)
SIGMA = estimates([40, 5, 480, 100, *np.linspace(5, 12, 8), 180, 30, 300, 8], 6.0)
BOX = Box(
    (
        Limit("detection", high=0.21, quasi_p=1e-9),
        Limit("unknown 0", 3100.0, 5200.0, quasi_p=0.012),
        Limit("behaviour", options=("imitation", "inertia"), quasi_p=0.001),
    ),
    coverage=0.71,
    density=0.83,
    mass=0.2,
    n=100,
)
RANGES = {"detection": (0.0, 0.4), "unknown 0": (1000.0, 6000.0), "behaviour": ("families", "imitation", "inertia")}
FOUND = Discovery([BOX], FAIL, RANGES, Check(Interval(0.66, 0.58, 0.73), Interval(0.8, 0.74, 0.86), 1.0, {}))


def grid(effect=-100.0, noise=5.0):
    x, y = (np.repeat(each.ravel(), 4) for each in np.meshgrid(np.linspace(0, 2, 4), np.linspace(0, 40, 4)))
    luck = np.random.default_rng(1).normal(0, noise, len(x))
    return surface(("raids", "roads"), x, y, effect * x + luck, 1.2 * x + 0.1 * y)


@cache
def drawn_as(name, measured=None):
    """Return a figure and its alternative text by the name of its module."""
    made = {
        "tornado": (tornado.tornado_figure, tornado.alt_text, (EFFECTS,), (SETTINGS, 1234.0)),
        "screening": (screening.screening_figure, screening.alt_text, (MU, SIGMA), ()),
        "indices": (indices.indices_figure, indices.alt_text, (FIRST, TOTAL), ()),
        "second_order": (second_order.second_order_figure, second_order.alt_text, (SECOND,), ()),
        "time": (indices_over_time.indices_over_time_figure, indices_over_time.alt_text, (by_year(0.9), YEARS), ()),
        "surface": (response_surface.response_surface_figure, response_surface.alt_text, (grid(), "soles"), ()),
        "boxes": (boxes.boxes_figure, boxes.alt_text, (FOUND,), ()),
    }
    draw, tell, data, more = made[name]
    return draw(*data, *more, sheet(measured)), tell(*data, sheet(measured))
