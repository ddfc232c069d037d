"""The figure of second-order indices, on made-up indices."""

from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.figures import second_order
from tests.analysis.made_up.sensitivity import PAIRS, drawn_as, estimates, sheet


def test_cells_of_the_heat_map_are_coloured_only_where_told_from_zero():
    figure, alt = drawn_as("second_order")
    faces = [to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    assert len(faces) == len(PAIRS) and sum(face != "#ffffff" for face in faces) == 1
    assert "1 of 120 pairs can be told from zero" in alt and "0.08 (0.07 to 0.09)" in alt


def test_pairs_may_be_written_as_one_text():
    found = estimates([0.08, 0.001], 0.01, ("raids x price", "raids x dummy"))
    assert "Raids and price interact most" in second_order.alt_text(found, sheet())
