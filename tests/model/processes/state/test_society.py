"""What people know and tolerate, what media tell, and who is trained."""

from copy import replace

import pytest

from model.codes import Climate
from model.processes import policies
from model.processes.state import society
from model.text.dates import WEEKS_PER_YEAR, date_of
from tests.model.processes.society_worlds import SOCIETY, setting, society_with, summed
from tests.model.worlds import GROWN, baseline, column, differing, grown, weekly, young


def test_a_policy_that_leaves_the_levers_as_they_are_changes_nothing():
    usual, idle = grown(), setting()
    for world in (usual, idle):
        weekly(world, 20)
    assert differing(usual.snapshot(), idle.snapshot()) == []


def test_trust_tolerance_and_training_start_where_they_are_declared():
    climate = young().climate
    assert climate[Climate.TRUST] == SOCIETY.trust_start
    assert climate[Climate.TOLERANCE] == SOCIETY.tolerance_start
    rate = SOCIETY.training_reach * 0.5
    assert climate[Climate.POLICE_TRAINING] == pytest.approx(rate / (rate + SOCIETY.police_turnover))
    assert climate[Climate.PROSECUTOR_TRAINING] == pytest.approx(rate / (rate + SOCIETY.prosecutors_turnover))


def test_informing_the_public_lowers_tolerance_slowly_and_habit_returns():
    outcomes = weekly(setting(public=1.0, stop=date_of(GROWN + 100)), 200)[:, column("true.tolerance")]
    assert SOCIETY.tolerance_start > outcomes[10] > outcomes[99]
    assert outcomes[99] < 0.8 * SOCIETY.tolerance_start
    assert outcomes[99] < outcomes[150] < outcomes[199] < SOCIETY.tolerance_start


def test_informing_the_public_adds_a_little_awareness_everywhere():
    uninformed, informed = grown(), setting(public=1.0)
    for world in (uninformed, informed):
        world.step()
    assert (informed.campaign > uninformed.campaign).all()
    assert summed(informed, "true.awareness_at_origin", 20) > summed(uninformed, "true.awareness_at_origin", 20)


def test_attention_rises_with_events_saturates_and_fades():
    quiet, loud, louder = (society.attention.py_func(0.2, told, SOCIETY) for told in (0.0, 50.0, 5000.0))
    assert quiet == pytest.approx(0.2 * (1 - SOCIETY.attention_fade))
    assert quiet < loud < louder < 0.2 + SOCIETY.attention_gain


def test_events_are_people_identified_complaints_and_occupied_camps():
    model = grown()
    model.flows.update({"raid_identified": 7.0, "complaints": 2.0, "convicted": 99.0, "charged": 99.0})
    assert society.news(model.world) == 9.0
    model.levers = replace(model.levers, force=(1e12, 0.0, 1e12, 0.0))
    assert society.news(model.world) == pytest.approx(9.0 + 0.5 * SOCIETY.attention_interdiction)


def test_attention_makes_police_plan_more_raids():
    assert policies.political_will(SOCIETY.attention_usual, SOCIETY) == 1.0
    assert policies.political_will(1.0, SOCIETY) > 1.0 > policies.political_will(0.0, SOCIETY)
    assert policies.political_will(1.0, society_with(attention_raids=0.0)) == 1.0


def test_routine_training_keeps_up_what_it_starts_with():
    trained = weekly(young(), 100)[:, column("true.trained_police")]
    assert trained == pytest.approx(trained[0])


def test_training_builds_up_and_wears_off_at_the_rate_of_turnover():
    outcomes = weekly(setting(police_training=1.0, prosecutor_training=1.0, stop=date_of(GROWN + 50)), 50)
    assert outcomes[-1, column("true.trained_police")] > 0.35
    share, left = 0.5, SOCIETY.police_turnover / WEEKS_PER_YEAR
    assert society.taught(share, 0.0, SOCIETY.police_turnover) == pytest.approx(share * (1 - left))
    for _ in range(52):
        share = society.taught(share, 0.0, SOCIETY.police_turnover)
    assert share == pytest.approx(0.5 * (1 - left) ** 52)


def test_training_that_ends_leaves_and_rotation_wears_it_off_faster():
    stop = date_of(GROWN + 50)
    plan = baseline(civil_society={"training_reach": 0.0})
    ended = weekly(setting(plan, police_training=1.0, stop=stop), 100)[:, column("true.trained_police")]
    factor = 1 - SOCIETY.police_turnover / WEEKS_PER_YEAR
    assert ended[-1] == pytest.approx(ended[49] * factor**50)
    rotated = weekly(setting(police_training=1.0, rotation=1.0), 50)[-1, column("true.trained_police")]
    assert rotated < ended[49]
