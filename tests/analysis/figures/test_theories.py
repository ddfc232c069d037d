"""The figure of rival theories can be read and says what holds."""

import pytest

from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.figures.theories import alt_text, theories_figure
from model.scenario.theories import every_combination
from tests.analysis.drawn import check_that_all_can_be_read
from tests.analysis.made_up.theories import EFFECTS, LABELS, MANIFEST, made, pairs_of

CAPTION = Provenance(model_version=1, seed=1, scale=20)


@pytest.mark.parametrize(
    ("policies", "labels"), [(2, LABELS), (16, LABELS), (3, [t.label for t in every_combination()])]
)
def test_no_label_of_the_figure_covers_another(policies, labels):
    pairs = [made(f"policy_number_{n}", label, -10 * n) for label in labels for n in range(policies)]
    check_that_all_can_be_read(theories_figure(pairs, MANIFEST, CAPTION, words_in()))


def test_the_alternative_text_says_what_holds():
    assert "turning, Person-years of sexual exploitation: lower under 4 of 7." in alt_text(
        pairs_of(EFFECTS), MANIFEST, words_in()
    )
