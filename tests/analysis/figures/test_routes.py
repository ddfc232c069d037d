"""The figure of the routes can be read and marks facts with their scope."""

from copy import replace

import pytest

from analysis.base.style import as_png
from analysis.base.words import words_in
from analysis.figures.routes import alt_text, routes_figure
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.routes import CAPTION, FACTS, MANIFEST, NAMES, made, printed, rows


def without(levels, *gone):
    kept = [i for i, name in enumerate(NAMES) if not name.startswith(gone)]
    return replace(levels, outcomes=[NAMES[i] for i in kept], values=levels.values[:, :, kept])


def test_one_replicate_and_a_partial_result_are_said():
    alone = made(replicates=1, planned=1)
    assert "One replicate" in printed(alone)
    assert "One replicate: no interval" in said(routes_figure(alone, MANIFEST, FACTS, CAPTION, words_in()))
    assert "PARTIAL RESULT: 4 of 9" in printed(made(planned=9))
    assert {row["status"] for row in rows(made(planned=9))} == {"partial", ""}


@pytest.mark.parametrize("gone", [("recorded.cohort",), ("true.unserved", "true.raids"), ("true.raids_empty",)])
def test_what_a_model_does_not_count_is_left_out_and_the_rest_stays(gone):
    levels = without(made(), *gone)
    text, figure = printed(levels), routes_figure(levels, MANIFEST, FACTS, CAPTION, words_in())
    assert "WHAT HAPPENS: the attention route" in text
    assert "does not count it" in said(figure)
    assert not any(row["item"].startswith(gone) for row in rows(levels))
    assert alt_text(levels, MANIFEST, words_in())


@pytest.mark.parametrize("replicates", [1, 4])
def test_no_label_of_the_figure_covers_another(replicates):
    check_that_all_can_be_read(routes_figure(made(replicates), MANIFEST, FACTS, CAPTION, words_in()))


def test_the_figure_marks_facts_with_their_scope_and_is_described_in_words():
    figure = routes_figure(made(), MANIFEST, FACTS, CAPTION, words_in())
    for word in ("fact: Peru 2015-2016 (national, not the region)", "2004 to 2005", "in the model", "root seed 1"):
        assert word in said(figure)
    described = {"title": "t", "description": alt_text(made(), MANIFEST, words_in())}
    first, second = (as_png(routes_figure(made(), MANIFEST, FACTS, CAPTION, words_in()), **described) for _ in range(2))
    assert first == second and b"In the model" in first
