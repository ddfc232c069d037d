"""The evidence file holds together, and its readers answer with help."""

import numpy as np
import pytest

from model.evidence.facts import EvidenceError, all_series, annual, fact, facts, grade, series, sources
from model.parameters import GROUPS
from model.parameters.declaring import declared

KINDS = {"parameter", "calibration-target", "validation-target", "context", "derived"}
DOLLARS = [
    279, 271, 310, 364, 409, 445, 605, 697, 872, 973, 1225, 1569, 1670, 1411, 1266,
    1161, 1249, 1258, 1269, 1392, 1770, 1800, 1801, 1943, 2388, 3442,
]  # fmt: skip


def test_every_fact_has_a_source_with_a_grade():
    assert {grade(name) for name in facts()} <= set("ABCD")
    assert {entry.kind for entry in facts().values()} == KINDS
    assert {source.grade for source in sources().values()} <= set("ABCD")


def test_no_source_is_idle():
    cited = {entry.source_key for entry in facts().values()}
    cited |= {key for entry in all_series().values() for key in sources() if key in entry.source + entry.note}
    assert cited == set(sources())


def test_contradictions_are_kept_and_name_facts():
    named = {other for entry in facts().values() for other in entry.contradicts}
    assert named <= set(facts())
    assert "minors-ratio-estimate" in fact("girls-region-2010").contradicts


def test_ranges_hold_their_values():
    for entry in facts().values():
        value = entry.value
        if value is not None:
            assert entry.low is None or entry.low <= value, entry.id
            assert entry.high is None or value <= entry.high, entry.id


def test_every_parameter_cites_facts_or_is_assumed():
    cited = {source for number in declared(GROUPS) for source in number.sources}
    assert cited - set(facts()) <= {"assumed"}


def test_what_is_assumed_has_the_lowest_grade():
    assert grade("assumed") == "D"
    assert grade("tip-police-victims-2018") == "A"


@pytest.mark.parametrize(
    ("call", "advice"),
    [
        (lambda: grade("girls-region-2011"), "did you mean 'girls-region-2010'"),
        (lambda: series("exchange-rates"), "did you mean 'exchange-rate'"),
        (lambda: annual("gold", 2010.5), "gold-price"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(call, advice):
    with pytest.raises(EvidenceError, match=advice):
        call()


def test_series_cover_every_year_of_history():
    for name in all_series():
        assert list(series(name)) == list(range(2000, 2026)), name


def test_gold_is_the_annual_price_of_the_brief():
    assert list(series("gold-price").values()) == DOLLARS
    for year, value in list(series("gold-price").items())[:-1]:
        assert abs(fact(f"gold-price-wb-{year}").value - value) <= 1.0


def test_money_is_counted_in_soles_of_2013():
    assert annual("consumer-prices", 2013.5) == 100.0
    assert np.all(np.diff(list(series("consumer-prices").values())) > 0)


def test_the_wage_agrees_with_the_facts_it_rests_on():
    wage = all_series()["labour-income"]
    assert wage.values[2018] == fact("peru-labour-income-2018").value
    assert wage.values[2009] == fact("peru-labour-income-2009").value
    assert not {2001, 2009, 2018, 2022} & set(wage.estimated)


def test_annual_is_linear_between_mid_years_and_flat_beyond_the_ends():
    rate = series("exchange-rate")
    assert annual("exchange-rate", 2010.5) == rate[2010]
    assert annual("exchange-rate", 2011.0) == pytest.approx((rate[2010] + rate[2011]) / 2)
    assert annual("exchange-rate", 1990.0) == rate[2000]
    assert annual("exchange-rate", 2036.0) == rate[2025]
    assert annual("exchange-rate", [2010.5, 2012.5]).tolist() == [rate[2010], rate[2012]]


def test_a_changed_copy_leaves_the_evidence_alone():
    series("gold-price")[2012] = 0.0
    assert series("gold-price")[2012] == 1670.0
