"""The figure of many policies can be read and never mixes true and recorded outcomes."""

import pytest

from analysis.base.headlines import FORMS, RECORDED
from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.figures.policies import alt_text, policies_figure
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.harm import MANIFEST, made

CAPTION = Provenance(model_version=1, seed=1, scale=20)
POLICIES = ("raids", "shelters", "prevention_professionals", "vetting", "specialised_prosecutors", "veedurias")


def many(n, **about):
    effects = {"true.reprisals": 9, FORMS["sexual"]: -10, "true.cost_to_state": 1e6, "recorded.reta_complaints": 4}
    return [made(effects, name=f"{POLICIES[k % 6]}{'_' * (k // 6)}", **about) for k in range(n)]


@pytest.mark.parametrize(("n", "replicates"), [(4, 5), (6, 1), (16, 3)])
def test_no_label_of_the_figure_of_many_policies_covers_another(n, replicates):
    check_that_all_can_be_read(policies_figure(many(n, replicates=replicates), MANIFEST, CAPTION, words_in()))


def test_the_ledger_says_what_its_empty_places_and_its_squares_mean():
    assert "empty: none" in said(policies_figure(many(2), MANIFEST, CAPTION, words_in()))
    alone = said(policies_figure(many(2, replicates=1), MANIFEST, CAPTION, words_in()))
    assert "squares: one replicate" in alone and "no difference" not in alone


def test_the_figure_of_many_policies_never_mixes_true_and_recorded():
    figure = policies_figure(many(5), MANIFEST, CAPTION, words_in())
    recorded = next(part for part in figure.subfigs if any("RECORDED" in text.get_text() for text in part.texts))
    titles = [axes.get_title(loc="left") for axes in recorded.axes]
    assert titles == [words_in().outcome(name) for name in RECORDED]
    assert "worse" in said(figure) and "Income" not in " ".join(titles)
    assert "raids, Person-years of sexual exploitation" in alt_text(many(5), MANIFEST, words_in())
