"""Tables and files of the routes: recorded and true apart, facts with their sources."""

from copy import replace

import pytest

from analysis.base.words import words_in
from analysis.measures.routes import BEARING, cohorts, outcomes
from model.outcomes import OUTCOMES
from tests.analysis.made_up.routes import DATES, MANIFEST, made, printed, rows


def test_facts_stand_in_a_table_and_rows_of_their_own_with_place_and_source():
    text = printed(made())
    for said_of_facts in ("Peru: national", "Madre de Dios: regional", "andina-2018 (C)", "facts, not the model"):
        assert said_of_facts in text
    found = rows(made())
    of_facts = [row for row in found if row["block"] == "fact"]
    assert [row["item"] for row in of_facts] == list(BEARING)
    assert {row["scope"] for row in of_facts} == {"national", "regional"} and all(row["grade"] for row in of_facts)
    assert not any(row["scope"] or row["source"] for row in found if row not in of_facts)


def test_the_tables_keep_recorded_and_true_apart_and_name_the_ranges():
    text = printed(made())
    for word in ("RECORDED: complaints by the year", "WHAT HAPPENS: the attention route", "girls", "identify nobody"):
        assert word in text
    assert "recorded over true" in text and "n = 4; in the model" in text
    assert {row["family"] for row in rows(made())} == {"true", "recorded", "ratio", "fact"}


def test_the_csv_has_every_year_and_the_whole_period():
    found = rows(made())
    years = [row["years"] for row in found if row["item"] == "true.unserved_labour_male_adult"]
    assert years == ["2008", "2009", "2010", "2011", "whole period"]
    shelved = [row for row in found if row["item"] == "recorded.cohort_shelved"]
    assert [row["years"] for row in shelved] == ["2004", "2005", "2006", "2007", "2004-2007"]
    assert all(row["low_90"] and row["high_90"] for row in found if row["block"] != "fact")


def test_months_that_make_no_year_give_no_cohorts():
    levels = made()
    short = replace(levels, dates=DATES[1:9], values=levels.values[:, 1:9])
    assert cohorts(short, MANIFEST) == [] and "no year is whole" in printed(short)


@pytest.mark.parametrize("name", [name for name in outcomes(OUTCOMES)])
def test_every_outcome_of_the_routes_has_a_label(name):
    if not name.startswith(("recorded.cohort_", "true.unserved_", "ratio.")):
        assert words_in().outcome(name).strip()
