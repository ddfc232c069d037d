"""What becomes of complaints, survivors and raids, on a made-up series whose answer is plain."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from analysis.base.style import as_png
from analysis.base.words import words
from analysis.figures.captions import About
from analysis.figures.routes import alt_text, routes_figure
from analysis.measures import routes
from analysis.measures.routes import BEARING, LAG, STAGES, cohorts, cohorts_together, known, outcomes, registers, shares
from analysis.measures.summarise import Levels
from analysis.tables.routes import routes_csv, routes_tables
from model.evidence.facts import facts, grade
from model.outcomes import OUTCOMES
from tests.analysis.drawn import check_that_all_can_be_read, said

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]
CAUSES = tuple(f"{routes.CAUSE}{cause}" for cause in ("official_leak", "lookout", "wrong_place", "moved_on"))
COMPARED = tuple(name for both in routes.REGISTERS.values() for name in both)
PARTS = (*routes.COHORTS, *routes.ATTENTION, *routes.UNSERVED, routes.RAIDS, *routes.IDENTIFYING, routes.EMPTY)
NAMES = list(dict.fromkeys((*PARTS, *CAUSES, *routes.FILED, *COMPARED, *routes.REGISTERS)))
STOCKS = ("ratio.", "people_in_", "people_held", "survivors_in_", "places_open", "accompanied", "ngo_people")
CAPTION, FACTS = About(model_version=1, seed=1, scale=20), known(facts(), grade)


def about(name):
    stock = any(word in name for word in STOCKS)
    return {"unit": "raids" if "raids" in name else "persons", "over_time": "mean" if stock else "sum"}


MANIFEST = {"outcomes": {name: about(name) for name in NAMES}}


def made(replicates=4, planned=4, **values):
    """Return series of 40 a month, but for the outcomes given by the last part of their names."""
    whole = np.full((replicates, len(DATES), len(NAMES)), 40.0)
    whole += np.arange(replicates)[:, None, None] / 100
    for name, months in values.items():
        (column,) = [i for i, each in enumerate(NAMES) if each.partition(".")[2] == name]
        whole[:, :, column] = months
    return Levels("baseline", DATES, NAMES, whole, planned)


def without(levels, *gone):
    kept = [i for i, name in enumerate(NAMES) if not name.startswith(gone)]
    return replace(levels, outcomes=[NAMES[i] for i in kept], values=levels.values[:, :, kept])


def printed(levels):
    console = Console(width=160, file=StringIO())
    console.print(routes_tables(levels, MANIFEST, FACTS, words()))
    return " ".join(console.file.getvalue().split())


def rows(levels):
    return list(csv.DictReader(routes_csv(levels, MANIFEST, FACTS).decode().splitlines()))


def test_complaints_stand_under_the_year_they_were_lodged():
    found = cohorts(made(), MANIFEST)
    assert [cohort.years for cohort in found] == [[year - LAG] for year in (2008, 2009, 2010, 2011)]


def test_shares_are_sums_over_sums_where_most_months_have_no_complaint():
    rare, tried = np.zeros(48), np.zeros(48)
    rare[[0, 5, 30]], tried[5] = [4.0, 1.0, 5.0], 1.0
    levels = made(cohort_complaints=rare, cohort_tried=tried)
    by_year = [cohort.shares["tried"].mean for cohort in cohorts(levels, MANIFEST)]
    assert by_year == pytest.approx([0.2, np.nan, 0.0, np.nan], nan_ok=True)
    (together,) = cohorts_together(levels, MANIFEST)
    assert together.shares["tried"].mean == pytest.approx(0.1)
    assert together.complaints.mean == pytest.approx(10.0)


def test_groups_of_years_follow_each_other():
    assert [cohort.years for cohort in cohorts_together(made(), MANIFEST, 3)] == [[2004, 2005], [2006], [2007]]


def test_facts_stand_in_a_table_and_rows_of_their_own_with_place_and_source():
    text = printed(made())
    for said_of_facts in ("Peru: national", "Madre de Dios: regional", "andina-2018 (C)", "facts, not the model"):
        assert said_of_facts in text
    found = rows(made())
    of_facts = [row for row in found if row["block"] == "fact"]
    assert [row["item"] for row in of_facts] == list(BEARING)
    assert {row["scope"] for row in of_facts} == {"national", "regional"} and all(row["grade"] for row in of_facts)
    assert not any(row["scope"] or row["source"] for row in found if row not in of_facts)


def test_causes_are_shares_of_empty_raids_and_add_up():
    causes = dict(zip((name.partition(".")[2] for name in CAUSES), (1.0, 2.0, 3.0, 4.0), strict=True))
    levels = made(raids_empty=10.0, **causes)
    found = shares(routes.causes(levels.outcomes), routes.EMPTY, levels, MANIFEST)
    assert [each.share.mean for each in found] == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_a_register_of_events_over_people_is_one_of_a_year():
    levels = made(reta_victims=5.0, people_in_exploitation=600.0, reta_complaints=8.0, complaints=10.0)
    found = {each.ratio.partition(".")[2]: each for each in registers(levels, MANIFEST)}
    assert found["reta_complaints_to_complaints"].last.mean == pytest.approx(40.015)
    victims, complaints = found["reta_victims_to_people_in_exploitation"], found["reta_complaints_to_complaints"]
    assert (victims.yearly, victims.recorded[1].mean, victims.value.mean) == pytest.approx((True, 60.0, 0.1))
    assert (complaints.yearly, complaints.value.mean) == pytest.approx((False, 0.8))


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


def test_one_replicate_and_a_partial_result_are_said():
    alone = made(replicates=1, planned=1)
    assert "One replicate" in printed(alone)
    assert "One replicate: no interval" in said(routes_figure(alone, MANIFEST, FACTS, CAPTION, words()))
    assert "PARTIAL RESULT: 4 of 9" in printed(made(planned=9))
    assert {row["status"] for row in rows(made(planned=9))} == {"partial", ""}


@pytest.mark.parametrize("gone", [("recorded.cohort",), ("true.unserved", "true.raids"), ("true.raids_empty",)])
def test_what_a_model_does_not_count_is_left_out_and_the_rest_stays(gone):
    levels = without(made(), *gone)
    text, figure = printed(levels), routes_figure(levels, MANIFEST, FACTS, CAPTION, words())
    assert "WHAT HAPPENS: the attention route" in text
    assert "does not count it" in said(figure)
    assert not any(row["item"].startswith(gone) for row in rows(levels))
    assert alt_text(levels, MANIFEST, words())


def test_months_that_make_no_year_give_no_cohorts():
    levels = made()
    short = replace(levels, dates=DATES[1:9], values=levels.values[:, 1:9])
    assert cohorts(short, MANIFEST) == [] and "no year is whole" in printed(short)


@pytest.mark.parametrize("replicates", [1, 4])
def test_no_label_of_the_figure_covers_another(replicates):
    check_that_all_can_be_read(routes_figure(made(replicates), MANIFEST, FACTS, CAPTION, words()))


def test_the_figure_marks_facts_with_their_scope_and_is_described_in_words():
    figure = routes_figure(made(), MANIFEST, FACTS, CAPTION, words())
    for word in ("fact: Peru 2015-2016 (national, not the region)", "2004 to 2005", "in the model", "root seed 1"):
        assert word in said(figure)
    described = {"title": "t", "description": alt_text(made(), MANIFEST, words())}
    first, second = (as_png(routes_figure(made(), MANIFEST, FACTS, CAPTION, words()), **described) for _ in range(2))
    assert first == second and b"In the model" in first


def test_every_share_of_a_stage_that_facts_give_is_drawn():
    assert {each.stage for each in FACTS if each.stage} <= set(STAGES)


@pytest.mark.parametrize("name", [name for name in outcomes(OUTCOMES)])
def test_every_outcome_of_the_routes_has_a_label(name):
    if not name.startswith(("recorded.cohort_", "true.unserved_", "ratio.")):
        assert words().outcome(name).strip()
