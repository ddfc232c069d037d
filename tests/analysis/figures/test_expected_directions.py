"""The figure of signs can be read."""

import pytest

from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.figures.expected_directions import alt_text, directions_figure
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.expected_directions import two_levers


@pytest.fixture
def found():
    return two_levers()


def test_everything_in_the_figure_can_be_read(found):
    figure = directions_figure(found, Provenance(2, 1, 20), words_in())
    check_that_all_can_be_read(figure)
    assert "courts" in said(figure) and "in the model" in said(figure).lower()
    assert "2 disagree" in alt_text(found, words_in())
