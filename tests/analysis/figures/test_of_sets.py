"""Figures over runs of many parameter sets: the band of runs, chance inside it, both said, and nothing covered."""

import numpy as np
import pytest

from analysis.base.words import words_in
from analysis.figures.audit import audit_figure
from analysis.figures.captions import Provenance
from analysis.figures.comparison import alt_text, comparison_figure
from analysis.measures.audit import audit
from analysis.measures.effects import effect_of
from analysis.measures.summarise import Row
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up import audit as audited
from tests.analysis.made_up.comparison import NAMES, made
from tests.analysis.made_up.sets import drawn, sets_of, spread

CAPTION, SETS = Provenance(model_version=1, seed=1, scale=20), sets_of()
PEOPLE = NAMES.index("true.people_in_sexual_exploitation")


def compared(sets=SETS):
    return [spread(made(name), sets, drawn(sets, 10.0, 40.0, 20.0), PEOPLE) for name in ("raids", "shelters")]


def findings():
    pairs = (audited.made(name, effects) for name, effects in audited.EFFECTS.items())
    return audit([spread(pair, SETS, drawn(SETS, 0.1, 1.0, 0.5)) for pair in pairs], audited.MANIFEST)


FIGURES = {
    "comparison": lambda: comparison_figure(compared(), CAPTION, words_in()),
    "audit": lambda: audit_figure(findings(), CAPTION, words_in()),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_a_figure_says_what_band_and_line_hold_and_from_how_many_sets(draw):
    figure = draw()
    check_that_all_can_be_read(figure)
    text = said(figure)
    for words in ("24 parameter sets", "48", "90 % of runs", "chance, parameters and theories together"):
        assert words in text
    assert "chance between replicates only" not in text


def test_chance_lies_inside_the_band_of_runs():
    figure = comparison_figure(compared(), CAPTION, words_in())
    axes = figure.subfigs[1].axes[0]
    wide, narrow = (each.get_paths()[0].vertices for each in axes.collections[:2])
    at_end = [np.ptp(edge[edge[:, 0] == edge[:, 0].max(), 1]) for edge in (wide, narrow)]
    assert 0 < at_end[1] < at_end[0]


def test_single_replicates_leave_chance_out():
    pairs = compared(sets_of(24, 1))
    assert len(comparison_figure(pairs, CAPTION, words_in()).subfigs[1].axes[0].collections) == 2
    assert "90 % of 24 runs" in alt_text(pairs, words_in())


def test_per_cent_of_many_sets_is_that_of_each_world_and_never_below_minus_hundred():
    against = np.where(np.arange(48) % 8 == 0, 5000.0, 200.0)
    falls = against * np.linspace(0.1, 0.5, 48)
    found = effect_of(Row(compared()[0], "true.bars", "since the start", 12, against - falls, against), "bars")
    share = found.relative()
    assert share.mean == pytest.approx(100 * found.mean / found.reference)
    assert 100 * found.low / found.reference < -100 < -50 <= share.low < share.mean < share.high < 0
    some = np.where(np.arange(48) % 2 == 0, 0.0, 100.0)
    nothing_from_nothing = effect_of(Row(compared()[0], "true.bars", "since the start", 12, some / 2, some), "bars")
    assert (nothing_from_nothing.relative().low, nothing_from_nothing.relative().high) == (-50.0, 0.0)
    from_nothing = effect_of(Row(compared()[0], "true.bars", "since the start", 12, 1 + falls, np.zeros(48)), "bars")
    assert from_nothing.own is None
