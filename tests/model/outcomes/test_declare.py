"""Outcomes are declared one way, and a name that is none is refused with advice."""

from datetime import date

import pytest

from model.outcomes import OUTCOMES, declare, known_outcome
from model.outcomes.recorder import Recorder

ABOUT = {"unit": "persons", "better": "lower", "definition": "People, made up."}
DAY = date(2000, 1, 1)


@pytest.fixture
def nothing_declared(monkeypatch):
    """Let declarations go to an empty table."""
    monkeypatch.setattr(declare, "OUTCOMES", declare.Declared())


def test_a_flow_sums_a_counter_or_a_measure(nothing_declared):
    declare.flow("true.counted", counts="raids", **ABOUT)
    declare.flow("true.measured", measure=len, **ABOUT)
    counted, measured = declare.OUTCOMES.values()
    assert (counted.over_time, counted.counter, counted.measure) == ("sum", "raids", None)
    assert (measured.over_time, measured.counter, measured.measure) == ("sum", None, len)


def test_a_stock_is_a_mean_of_a_measure(nothing_declared):
    declare.stock("true.there", measure=len, **ABOUT)
    (found,) = declare.OUTCOMES.values()
    assert (found.name, found.unit, found.better, found.definition) == ("true.there", *ABOUT.values())
    assert (found.over_time, found.counter, found.measure) == ("mean", None, len)


@pytest.mark.parametrize("how", [{}, {"counts": "raids", "measure": len}])
def test_a_flow_says_in_one_way_what_it_sums(nothing_declared, how):
    with pytest.raises(TypeError, match=r"outcome true\.raids needs one of counts, census and measure"):
        declare.flow("true.raids", **how, **ABOUT)


def test_declarations_take_keywords_only():
    for one in (declare.flow, declare.stock):
        with pytest.raises(TypeError):
            one("true.more", "persons", "lower", "raids", "People, made up.")


def test_an_outcome_is_declared_once(nothing_declared):
    declare.stock("true.there", measure=len, **ABOUT)
    with pytest.raises(ValueError, match=r"outcome true\.there is declared twice"):
        declare.flow("true.there", measure=len, **ABOUT)


def test_former_names_are_none_of_the_present_ones_and_lead_to_one():
    assert not declare.RENAMED.keys() & OUTCOMES.keys()
    assert set(declare.RENAMED.values()) <= OUTCOMES.keys()


@pytest.mark.parametrize(("former", "now"), declare.RENAMED.items())
def test_a_former_name_is_refused_and_the_new_one_named(former, now):
    assert known_outcome(now) == now
    with pytest.raises(ValueError, match=f"^unknown outcome '{former}'; it is now called '{now}'$"):
        known_outcome(former)


@pytest.mark.parametrize("word", ["true.raid", None, ["true.raids"], 3])
def test_any_other_word_is_refused_with_advice(word):
    with pytest.raises(ValueError, match=r"unknown outcome .*; (did you mean 'true\.raids'\?|known: )"):
        known_outcome(word)


def test_a_series_names_the_outcome_that_is_meant():
    series = Recorder().series(DAY, DAY)
    assert series["true.raids"].shape == (0,)
    with pytest.raises(ValueError, match=r"it is now called 'true\.hidden_bars_detected'"):
        series["true.hiding_seen_through"]
