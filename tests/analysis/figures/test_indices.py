"""The figure of first and total indices, on made-up indices."""

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.figures import indices
from tests.analysis.drawn import said
from tests.analysis.made_up.sensitivity import NAMES, drawn_as, estimates, sheet

FLAT = estimates(np.full(16, 0.01), 0.02)


def test_no_leader_is_named_where_none_can_be_told():
    text = indices.alt_text(FLAT, FLAT, sheet())
    assert "No factor can be told from noise" in text
    both = estimates([0.4 if name in ("raids", "price") else 0.01 for name in NAMES], 0.03)
    text = indices.alt_text(both, both, sheet())
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


def test_the_noise_floor_is_the_upper_limit_of_the_dummy():
    assert "noise floor 0.02" in said(drawn_as("indices")[0])
    assert "Noise floor: 0.02." in drawn_as("indices")[1]
    assert "unknown 1 of forty characters, all told" in drawn_as("screening")[1].split("Within the noise floor")[1]
