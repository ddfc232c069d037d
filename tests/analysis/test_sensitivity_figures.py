"""Figures of sensitivity, on made-up indices whose message is known."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.base.statistics import Interval
from analysis.base.style import as_png
from analysis.base.words import words
from analysis.figures import (
    boxes,
    indices,
    indices_over_time,
    response_surface,
    screening,
    second_order,
    tornado,
)
from analysis.figures.captions import About
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Check
from analysis.sensitivity.subject import Factors, Subject
from analysis.sensitivity.surface import surface
from tests.analysis.drawn import check_that_all_can_be_read, said

W, MADE = words(), About(model_version=3, seed=1, scale=20)
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


def estimates(values, half, names=NAMES):
    values = np.asarray(values, float)
    return SimpleNamespace(names=tuple(names), value=values, low=values - half, high=values + half)


VALUES = [0.12, 0.001, 0.45, 0.2, *np.linspace(0.001, 0.012, 8), 0.1, 0.04, 0.22, 0.002]
TOTAL = estimates(VALUES, 0.015)
FIRST = estimates(np.array(VALUES) * 0.7 - 0.006, 0.015)
FLAT = estimates(np.full(16, 0.01), 0.02)
PAIRS = tuple(combinations(NAMES, 2))
SECOND = estimates([0.08 if pair == ("raids", "detection") else 0.001 for pair in PAIRS], 0.01, PAIRS)
YEARS = list(range(2010, 2016))


def by_year(shift):
    """Return indices whose leader changes from detection to price where ``shift`` is large."""
    values = np.tile(np.array(VALUES)[:, None], len(YEARS))
    values[NAMES.index("price")] += np.linspace(0, shift, len(YEARS))
    return SimpleNamespace(names=NAMES, value=values, low=values - 0.015, high=values + 0.015)


AT_LOW = estimates([-40, 2, -300, *np.linspace(-5, 5, 9), 60, 5, 120, 0], 12)
AT_HIGH = estimates([-20, 4, 150, *np.linspace(5, -5, 9), -80, 0, -60, 1], 12)
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
CHECK = Check(Interval(0.66, 0.58, 0.73), Interval(0.8, 0.74, 0.86), 1.0, {})


def grid(effect=-100.0, noise=5.0):
    x, y = (np.repeat(each.ravel(), 4) for each in np.meshgrid(np.linspace(0, 2, 4), np.linspace(0, 40, 4)))
    luck = np.random.default_rng(1).normal(0, noise, len(x))
    return surface(("raids", "roads"), x, y, effect * x + luck, 1.2 * x + 0.1 * y)


@cache
def drawn_as(name, measured=None):
    """Return a figure and its alternative text by the name of its module."""
    about = (measured or subject(), FACTORS)
    made = {
        "tornado": (tornado.tornado_figure, tornado.alt_text, (AT_LOW, AT_HIGH), (SETTINGS, 1234.0)),
        "screening": (screening.screening_figure, screening.alt_text, (MU, SIGMA), ()),
        "indices": (indices.indices_figure, indices.alt_text, (FIRST, TOTAL), ()),
        "second_order": (second_order.second_order_figure, second_order.alt_text, (SECOND,), ()),
        "time": (indices_over_time.indices_over_time_figure, indices_over_time.alt_text, (by_year(0.9), YEARS), ()),
        "surface": (response_surface.response_surface_figure, response_surface.alt_text, (grid(), "soles"), ()),
    }
    if name == "boxes":
        figure = boxes.boxes_figure([BOX], RANGES, FAIL, *about, MADE, W, CHECK)
        return figure, boxes.alt_text([BOX], FAIL, *about, W)
    draw, tell, data, more = made[name]
    return draw(*data, *more, *about, MADE, W), tell(*data, *about, W)


ALL = {
    "tornado": f"C{LONG[1:]} matters most, in the model",
    "screening": f"C{LONG[1:]} matters most, in the model",
    "indices": f"C{LONG[1:]} matters most, in the model",
    "second_order": f"Raids and {LONG} interact most, in the model",
    "time": "What matters most changes over the years, in the model",
    "boxes": "Where 83 % of runs fail: 3 conditions together, in the model",
    "surface": "Two levers together: told from zero in 75 % of combinations, in the model",
}


@pytest.mark.parametrize("name", ALL)
def test_figures_say_what_was_found_and_can_be_read(name):
    figure, alt = drawn_as(name)
    text = said(figure)
    assert ALL[name] in text and ALL[name] in alt
    assert "WHAT HAPPENS in the model" in text and "90 % intervals" in text and "not a forecast" in text
    assert "Person-years of sexual exploitation, raids minus baseline. Madre de Dios, Peru, 2010 to 2020" in text
    check_that_all_can_be_read(figure)


def test_the_same_numbers_give_the_same_bytes():
    one, other = (as_png(drawn_as.__wrapped__("time")[0], title="t", description="d") for _ in range(2))
    assert one == other


def test_recorded_outcomes_and_partial_results_say_so():
    figure, alt = drawn_as("indices", subject("recorded.reta_complaints", planned=1000))
    assert "RECORDED, not what happens" in said(figure) and "RECORDED" in alt
    assert "WHAT HAPPENS" not in said(figure)
    assert "PARTIAL: 512 of 1000 points" in said(figure)


def test_no_leader_is_named_where_none_can_be_told():
    text = indices.alt_text(FLAT, FLAT, subject(), FACTORS, W)
    assert "No factor can be told from noise" in text
    both = estimates([0.4 if name in ("raids", "price") else 0.01 for name in NAMES], 0.03)
    text = indices.alt_text(both, both, subject(), FACTORS, W)
    assert "2 factors lead and cannot be told apart" in text


def bars(axes):
    """Return the colours of bars by the row at which they stand."""
    found = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height() < 0.7]
    return {round(patch.get_y() + patch.get_height() / 2, 2): to_hex(patch.get_facecolor()) for patch in found}


def test_an_index_that_is_not_told_from_zero_has_no_bar_and_no_negative_number_stands_alone():
    figure, _ = drawn_as("indices")
    first = figure.axes[0]
    labels = [label.get_text() for label in first.get_yticklabels()]
    places = dict(zip(labels, first.get_yticks(), strict=True))
    assert places["raids"] in bars(first) and places["roads"] not in bars(first)
    negative = [text for text in said(figure).split(") ") if "\N{MINUS SIGN}" in text and "not told (" in text]
    assert negative and all(" to " in text for text in negative)


def test_families_stand_in_blocks_with_headings():
    figure, _ = drawn_as("indices")
    first = figure.axes[0]
    labels = [label.get_text() for label in first.get_yticklabels()]
    assert labels[:2] == ["raids", "roads"] and labels[2] == LONG and labels[-2:] == ["price", "dummy"]
    gaps = np.diff(first.get_yticks())
    assert gaps[1] > 2 and gaps[0] == 1.0
    assert all(W(f"sensitivity.family_{family}") in said(figure) for family in ("lever", "theory", "price", "dummy"))


def test_the_noise_floor_is_the_upper_limit_of_the_dummy():
    assert "noise floor 0.02" in said(drawn_as("indices")[0])
    assert "Noise floor: 0.02." in drawn_as("indices")[1]
    assert "unknown 1 of forty characters, all told" in drawn_as("screening")[1].split("Within the noise floor")[1]


def test_screening_without_a_dummy_says_that_there_is_no_noise_floor():
    some = [estimates(values, 5.0, ("raids", "price")) for values in ([200, 100], [50, 90])]
    figure = screening.screening_figure(*some, subject(), FACTORS, MADE, W)
    assert "there is no noise floor" in said(figure) and "noise floor 1" not in said(figure)


def test_a_tornado_ranks_by_the_larger_change_and_keeps_its_sign():
    reach = tornado.swings(AT_LOW, AT_HIGH)
    at = {name: (reach.value[k], reach.low[k], reach.high[k]) for k, name in enumerate(reach.names)}
    assert at["detection"] == (300, 288, 312) and at["behaviour"] == (80, 68, 92)
    assert at["roads"][1] < 0
    assert (
        f"{LONG}: \N{MINUS SIGN}300 (\N{MINUS SIGN}310 to \N{MINUS SIGN}290) at its low setting"
        in drawn_as("tornado")[1]
    )


def test_cells_of_the_heat_map_are_coloured_only_where_told_from_zero():
    figure, alt = drawn_as("second_order")
    faces = [to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    assert len(faces) == len(PAIRS) and sum(face != "#ffffff" for face in faces) == 1
    assert "1 of 120 pairs can be told from zero" in alt and "0.08 (0.07 to 0.09)" in alt


def test_pairs_may_be_written_as_one_text():
    found = estimates([0.08, 0.001], 0.01, ("raids x price", "raids x dummy"))
    assert "Raids and price interact most" in second_order.alt_text(found, subject(), FACTORS, W)


@pytest.mark.parametrize(
    ("shift", "title"), [(0.0, "matters most in every year"), (0.24, "No change over the years"), (0.9, "changes over")]
)
def test_the_title_over_time_says_whether_the_leader_changes(shift, title):
    assert title in indices_over_time.alt_text(by_year(shift), YEARS, subject(), FACTORS, W)


def test_at_most_six_factors_have_colours_and_names_over_time():
    values = np.tile(np.linspace(0.1, 0.5, 16)[:, None], len(YEARS))
    found = SimpleNamespace(names=(*NAMES[:-1], "more"), value=values, low=values - 0.01, high=values + 0.01)
    figure = indices_over_time.indices_over_time_figure(found, YEARS, subject(), FACTORS, MADE, W)
    assert "Grey lines: 10 further factors, never above 0.34" in said(figure)
    check_that_all_can_be_read(figure)


def test_boxes_show_both_ends_of_a_range_and_the_check():
    figure, alt = drawn_as("boxes")
    text = said(figure)
    assert all(part in text for part in ("0.21 a week", "3,100", "5,200", "1,000", "6,000", "< 0.001", "0.012"))
    assert "coverage 66 (58 to 73) %, density 80 (74 to 86) %" in text
    assert "raids fail to beat shelters in 83 % of the runs where" in alt
    bold = [label.get_text() for label in figure.axes[0].texts if label.get_fontweight() == "bold"]
    assert {"imitation", "inertia"} <= set(bold) and "families" not in bold


def test_boxes_that_were_not_found_or_not_checked_say_so():
    empty = boxes.boxes_figure([], RANGES, FAIL, subject(), FACTORS, MADE, W)
    assert "Failures gather nowhere" in said(empty)
    unchecked = boxes.boxes_figure([BOX], RANGES, FAIL, subject(), FACTORS, MADE, W)
    assert "No interval" in said(unchecked)


@pytest.mark.parametrize(
    ("effect", "noise", "title"), [(0.0, 60.0, "no more than chance explains"), (-100.0, 5.0, "in 75 %")]
)
def test_the_surface_says_where_it_can_be_told(effect, noise, title):
    found = grid(effect, noise)
    figure = response_surface.response_surface_figure(found, "soles", subject(), FACTORS, MADE, W)
    hatched = [part for part in figure.axes[0].collections if getattr(part, "hatches", [None])[0]]
    assert title in said(figure) and len(hatched) == 1


def test_a_surface_that_is_nowhere_told_or_everywhere_says_so():
    found = grid()
    none, all_of_it = (replace(found, low=found.mean - 9e9, high=found.mean + far) for far in (9e9, -9e9))
    told = [response_surface.alt_text(each, "soles", subject(), FACTORS, W) for each in (none, all_of_it)]
    assert "nowhere told from zero" in told[0] and "No combination can be told" in told[0]
    assert "told from zero throughout" in told[1]


def test_the_surface_names_its_lowest_point_with_interval_and_cost():
    found = grid()
    row, column = np.unravel_index(np.argmin(found.mean), found.mean.shape)
    alt = response_surface.alt_text(found, "soles", subject(), FACTORS, W)
    assert f"at raids {found.x[column]:.0f} and roads" in alt and "soles" in alt and " to " in alt
    assert found.cost[row, column] == pytest.approx(1.2 * found.x[column] + 0.1 * found.y[row])
