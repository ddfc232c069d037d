"""The figure of a comparison: true and recorded apart, no label on another."""

import pytest
from matplotlib.text import Text

from analysis.base.style import as_png, as_svg
from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.figures.comparison import alt_text, comparison_figure
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.comparison import made

CAPTION = Provenance(model_version=1, seed=1, scale=20)


@pytest.mark.parametrize(
    "names", [["raids"], ["raids", "shelters"], ["raids", "shelters", "prevention_professionals", "price_crash"]]
)
def test_no_label_covers_another_or_leaves_the_figure(names):
    check_that_all_can_be_read(comparison_figure([made(name) for name in names], CAPTION, words_in()))


def test_no_axes_mix_true_and_recorded():
    figure = comparison_figure([made()], CAPTION, words_in())
    figure.draw_without_rendering()
    recorded = [part for part in figure.subfigs if any("RECORDED" in str(t.get_text()) for t in part.texts)]
    others = [axes for part in figure.subfigs if part not in recorded for axes in part.axes]
    assert len(recorded) == 1 and len(recorded[0].axes) == 2 and len(others) == 4
    shown = [text.get_text() for axes in others for text in axes.findobj(Text)]
    assert not any("omplaint" in text for text in shown)


def test_the_same_numbers_give_the_same_bytes_and_an_alternative_text():
    described = {"title": "t", "description": alt_text([made()], words_in())}
    for write in (as_png, as_svg):
        first, second = (write(comparison_figure([made()], CAPTION, words_in()), **described) for _ in range(2))
        assert first == second
    assert b"90 % interval" in first and b"in the model" in first


def test_a_partial_result_and_a_missing_interval_are_said_in_the_figure():
    partial = said(comparison_figure([made(planned=9)], CAPTION, words_in()))
    assert "PARTIAL: 5 of 9 paired runs" in partial
    pair = made(replicates=1, planned=1)
    alone = said(comparison_figure([pair], CAPTION, words_in()))
    assert "no interval is possible" in alone and "not a forecast" in alone
