"""The harm ledger, on made-up pairs whose harm is known."""

from copy import replace

import pytest

from analysis.base.headlines import FORMS
from analysis.measures.harm import Harm, ledger, prices
from tests.analysis.made_up.harm import MANIFEST, NAMES, made


def harm(effects, **about):
    return {line.row.outcome: line.harm for line in ledger(made(effects, **about), MANIFEST)}


def test_harm_follows_the_direction_that_an_outcome_declares():
    found = harm({"true.income_of_miners": -9, "true.reprisals": -9, "true.departures_of_miners": 9})
    assert found["true.income_of_miners"] is Harm.MORE
    assert found["true.reprisals"] is Harm.LESS
    assert found["true.departures_of_miners"] is Harm.HIGHER
    assert found["true.people_misidentified"] is Harm.SAME


def test_a_line_within_chance_is_no_harm_and_one_replicate_tells_nothing():
    assert harm({"true.reprisals": 0.0}, noise=5.0)["true.reprisals"] is Harm.UNCLEAR
    assert harm({"true.reprisals": 9}, replicates=1)["true.reprisals"] is Harm.UNKNOWN


def test_lines_that_the_model_does_not_count_are_left_out():
    kept = [name for name in NAMES if name != "true.reprisals"]
    pair = made({})
    less = replace(pair, outcomes=kept, policy=pair.policy[:, :, : len(kept)], against=pair.against[:, :, : len(kept)])
    assert "true.reprisals" not in {line.row.outcome for line in ledger(less, MANIFEST)}


def test_a_person_year_averted_costs_what_state_and_ngos_pay_over_what_is_averted():
    sexual, labour = FORMS.values()
    pair = made({"true.cost_to_state": 600.0, "true.cost_to_ngos": 400.0, sexual: -10.0, labour: 5.0}, noise=0.01)
    found = {price.form: price for price in prices(pair, MANIFEST)}
    assert found["sexual"].per_year.mean == pytest.approx(100.0, rel=0.01)
    assert found["sexual"].per_year.low < 100.0 < found["sexual"].per_year.high
    assert found["labour"].per_year is None and found["labour"].averted.high < 0


def test_no_price_where_what_is_averted_cannot_be_told_from_zero():
    pair = made({"true.cost_to_state": 600.0, FORMS["sexual"]: 0.0}, noise=5.0)
    assert prices(pair, MANIFEST)[0].per_year is None
