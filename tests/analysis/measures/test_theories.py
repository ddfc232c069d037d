"""What holds under rival theories, on made-up pairs whose effects are known."""

import pytest

from analysis.measures.theories import NO_POLICY, rankings
from tests.analysis.made_up.theories import EFFECTS, HOW, held, made, pairs_of


def test_an_effect_holds_where_it_has_the_sign_of_the_reference_and_can_be_told():
    found = held(pairs_of(EFFECTS))
    assert len(found["steady"].same) == 7 and not found["steady"].opposite
    assert found["turning"].opposite == ["imitation", "some_forced"]
    assert found["turning"].unclear == ["inertia"] and len(found["turning"].same) == 4
    assert found["steady"].span == pytest.approx((-30 * 24, -10 * 24), rel=0.1)


def test_the_best_policy_is_named_by_theory_with_its_chance():
    found = {each.theory: each for each in rankings(pairs_of(EFFECTS), HOW) if each.form == "sexual"}
    best = found["default"]
    assert best.order[0] == "steady" and best.chance_of_best["steady"] == 1.0
    assert sum(best.chance_of_best.values()) == pytest.approx(1.0)
    assert best.rates["steady"].mean() == pytest.approx(-240, rel=0.1)


def test_no_policy_is_best_where_none_averts_anything():
    harmful = rankings([made("worse", "default", 5.0), made("idle", "default", 0.0, noise=0.0)], HOW)[0]
    assert harmful.order[0] == NO_POLICY and harmful.chance_of_best[NO_POLICY] == 1.0
