"""What holds under rival theories, on made-up pairs whose effects are known."""

import csv
from datetime import date
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from analysis.base.headlines import FORMS
from analysis.base.words import words
from analysis.figures.captions import About
from analysis.figures.theories import alt_text, theories_figure
from analysis.measures.summarise import Pair
from analysis.measures.theories import NO_POLICY, holdings, rankings
from analysis.tables.theories import conclusion, ranking_csv, theories_csv, theory_tables
from model.scenario.theories import each_alone, every_combination
from tests.analysis.drawn import check_that_all_can_be_read

NAMES = list(FORMS.values())
DATES = [date(2010 + i // 12, i % 12 + 1, 1) for i in range(24)]
MANIFEST = {"outcomes": {name: {"unit": "person-years", "over_time": "sum", "better": "lower"} for name in NAMES}}
HOW = dict.fromkeys(NAMES, "sum")
CAPTION = About(model_version=1, seed=1, scale=20)
LABELS = [theory.label for theory in each_alone()]
MEAN = 200.0


def made(name, theory, effect, replicates=5, noise=1.0):
    """Return a pair whose months differ by ``effect`` on average, more or less by replicate, in both forms."""
    rng = np.random.default_rng([len(name), len(theory)])
    against = rng.normal(MEAN, 20, (replicates, len(DATES), len(NAMES)))
    luck = rng.normal(0, noise, (replicates, 1, 1))
    policy = against + effect + luck - luck.mean()
    return Pair(name, "baseline", DATES[0], DATES, NAMES, policy, against, replicates, theory)


def pairs_of(effects):
    """Return pairs by theory from {policy: effects in the order of the theories}."""
    return [made(name, LABELS[k], found[k]) for k in range(len(LABELS)) for name, found in effects.items()]


EFFECTS = {
    "steady": [-20, -20, -30, -10, -15, -20, -25],
    "turning": [-10, -10, 10, 0, -10, -10, 30],
    "open": [0, -10, 10, 0, 0, 0, 0],
}


def held(pairs):
    return {each.policy: each for each in holdings(pairs, HOW) if each.outcome == NAMES[0]}


def test_an_effect_holds_where_it_has_the_sign_of_the_reference_and_can_be_told():
    found = held(pairs_of(EFFECTS))
    assert len(found["steady"].same) == 7 and not found["steady"].opposite
    assert found["turning"].opposite == ["imitation", "some_forced"]
    assert found["turning"].unclear == ["inertia"] and len(found["turning"].same) == 4
    assert found["steady"].span == pytest.approx((-30 * 24, -10 * 24), rel=0.1)


def test_what_the_reference_cannot_tell_holds_under_none_and_is_said_to_be_open():
    found = held(pairs_of(EFFECTS))["open"]
    assert found.same == found.opposite == []
    assert conclusion(found, words()) == "open: lower under 1, higher under 1, not told under 5 of 7"


def test_the_best_policy_is_named_by_theory_with_its_chance():
    found = {each.theory: each for each in rankings(pairs_of(EFFECTS), HOW) if each.form == "sexual"}
    best = found["default"]
    assert best.order[0] == "steady" and best.chance_of_best["steady"] == 1.0
    assert sum(best.chance_of_best.values()) == pytest.approx(1.0)
    assert best.rates["steady"].mean() == pytest.approx(-240, rel=0.1)


def test_no_policy_is_best_where_none_averts_anything():
    harmful = rankings([made("worse", "default", 5.0), made("idle", "default", 0.0, noise=0.0)], HOW)[0]
    assert harmful.order[0] == NO_POLICY and harmful.chance_of_best[NO_POLICY] == 1.0


def test_few_replicates_give_an_order_but_no_chance_of_being_best():
    one = [made("steady", theory, -20, replicates=1) for theory in LABELS[:2]]
    found = rankings(one, HOW)[0]
    assert found.order[0] == "steady" and np.isnan(found.chance_of_best["steady"])
    assert conclusion(held(one)["steady"], words()) == "one replicate: no range"


def test_tables_keep_the_span_over_theories_apart_from_chance():
    console = Console(width=260, file=StringIO())
    console.print(theory_tables(pairs_of(EFFECTS), MANIFEST, words()))
    text = console.file.getvalue()
    for said in ("lower under 7 of 7", "OPPOSITE under 2: imitation and some miners forced", "means over theories"):
        assert said in text
    assert "holds their means and no chance" in text and "n = 5; in the model" in text


def test_the_files_hold_every_theory_with_its_counts():
    pairs = pairs_of(EFFECTS)
    rows = list(csv.DictReader(theories_csv(pairs, MANIFEST, words()).decode().splitlines()))
    assert len(rows) == len(pairs) * len(NAMES) and {row["theory"] for row in rows} == set(LABELS)
    turning = [row for row in rows if row["policy"] == "turning"]
    assert {(row["theories_same_sign"], row["theories_opposite_sign"]) for row in turning} == {("4", "2")}
    ranks = list(csv.DictReader(ranking_csv(pairs, MANIFEST).decode().splitlines()))
    assert len(ranks) == (len(EFFECTS) + 1) * len(LABELS) * len(NAMES)


@pytest.mark.parametrize(
    ("policies", "labels"), [(2, LABELS), (16, LABELS), (3, [t.label for t in every_combination()])]
)
def test_no_label_of_the_figure_covers_another(policies, labels):
    pairs = [made(f"policy_number_{n}", label, -10 * n) for label in labels for n in range(policies)]
    check_that_all_can_be_read(theories_figure(pairs, MANIFEST, CAPTION, words()))


def test_the_alternative_text_says_what_holds():
    assert "turning, Person-years of sexual exploitation: lower under 4 of 7." in alt_text(
        pairs_of(EFFECTS), MANIFEST, words()
    )
