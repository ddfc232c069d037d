"""The figure of boxes, on a made-up box."""

from analysis.figures import boxes
from analysis.sensitivity.discovery import Discovery
from tests.analysis.drawn import said
from tests.analysis.made_up.sensitivity import BOX, FAIL, RANGES, drawn_as, sheet


def test_boxes_show_both_ends_of_a_range_and_the_check():
    figure, alt = drawn_as("boxes")
    text = said(figure)
    assert all(part in text for part in ("0.21 a week", "3,100", "5,200", "1,000", "6,000", "< 0.001", "0.012"))
    assert "coverage 66 (58 to 73) %, density 80 (74 to 86) %" in text
    assert "raids fail to beat shelters in 83 % of the runs where" in alt
    bold = [label.get_text() for label in figure.axes[0].texts if label.get_fontweight() == "bold"]
    assert {"imitation", "inertia"} <= set(bold) and "families" not in bold


def test_boxes_that_were_not_found_or_not_checked_say_so():
    empty = boxes.boxes_figure(Discovery([], FAIL, RANGES), sheet())
    assert "Failures gather nowhere" in said(empty)
    unchecked = boxes.boxes_figure(Discovery([BOX], FAIL, RANGES), sheet())
    assert "No interval" in said(unchecked)
