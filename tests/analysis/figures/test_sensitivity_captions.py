"""What all figures of sensitivity say around their panels."""

import numpy as np
import pytest

from analysis.base.style import as_png
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.sensitivity import LONG, W, drawn_as, subject

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


def test_families_stand_in_blocks_with_headings():
    figure, _ = drawn_as("indices")
    first = figure.axes[0]
    labels = [label.get_text() for label in first.get_yticklabels()]
    assert labels[:2] == ["raids", "roads"] and labels[2] == LONG and labels[-2:] == ["price", "dummy"]
    gaps = np.diff(first.get_yticks())
    assert gaps[1] > 2 and gaps[0] == 1.0
    assert all(W(f"sensitivity.family_{family}") in said(figure) for family in ("lever", "theory", "price", "dummy"))
