"""What becomes of complaints, survivors and raids, on a made-up series whose answer is plain."""

import numpy as np
import pytest

from analysis.measures import routes
from analysis.measures.routes import LAG, STAGES, cohorts, cohorts_together, registers, shares
from tests.analysis.made_up.routes import CAUSES, FACTS, MANIFEST, made


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


def test_every_share_of_a_stage_that_facts_give_is_drawn():
    assert {each.stage for each in FACTS if each.stage} <= set(STAGES)
