"""Survivors leave care, return to exploitation, or take a role in it."""

import numpy as np
import pytest

from model.codes import ORGANISED, Age, Building, Climate, Form, Stage
from model.organisations.care import HOMES, REFUGE, ROUTINE
from model.parameters.origins import REGIONS
from model.processes.survivors import aftercare, returns
from tests.model.processes.survivor_worlds import MANY, lived, ordered, survivors, unhelped
from tests.model.worlds import baseline, grown

OFTEN = {"return_unprepared": 0.2, "becomes_recruiter": 0.0, "becomes_owner": 0.0}


def transitions(plan, attention=0.0, **columns):
    """Return the transitions of many survivors who came home this week, by evenly spaced luck."""
    model = survivors(plan, **columns)
    model.climate[Climate.ATTENTION] = attention
    model.shelters.extra[:] = MANY
    u, numbers, around = (np.arange(MANY) + 0.5) / MANY, model.numbers[0].aftercare, aftercare.conditions(model.world)
    persons, shelters, week = model.persons.table, model.shelters.table, model.week
    return np.array([returns.transition_of(u[i], persons, i, week, shelters, around, numbers) for i in range(MANY)])


def share_who_return(numbers=None, **about):
    """Return the share of survivors who return in their first week at home, 0.2 where nothing changes it."""
    return (transitions(baseline(aftercare=OFTEN | (numbers or {})), **about) == returns.RETURNS).mean()


def test_survivors_without_recovery_return_more_often_than_with_it():
    ratio = {"recovered_ratio": 0.25}
    without, recovered = (
        transitions(baseline(aftercare=OFTEN | ratio), recovered=done) == returns.RETURNS for done in (False, True)
    )
    assert without.mean() == pytest.approx(0.2, abs=0.001)
    assert recovered.mean() == pytest.approx(0.05, abs=0.001)
    assert (without >= recovered).all()


def test_over_a_year_the_same_people_with_the_same_luck_return_more_often_without_recovery():
    plan = unhelped(**OFTEN | {"return_unprepared": 0.01})
    without, recovered = (lived(survivors(plan, recovered=done), 52) for done in (False, True))
    assert sum(recovered["returns_after_recovery"]) > 50
    assert sum(without["returns_without_recovery"]) > 2 * sum(recovered["returns_after_recovery"])
    assert sum(without["returns_after_recovery"]) == sum(recovered["returns_without_recovery"]) == 0


@pytest.mark.parametrize(
    ("ratio", "about"),
    [
        ("recovered_ratio", {"recovered": True}),
        ("prepared_ratio", {"prepared": 460}),
        ("job_ratio", {"job": 460}),
        ("specialised_ratio", {"last_shelter": ROUTINE + Building.ORIGIN_SPECIALISED}),
    ],
)
def test_a_ratio_multiplies_returns_of_those_it_is_about(ratio, about):
    assert share_who_return({ratio: 1.0}, **about) == pytest.approx(0.2, abs=0.001)
    assert share_who_return({ratio: 0.5}, **about) == pytest.approx(0.1, abs=0.001)
    assert share_who_return({ratio: 0.5}) == pytest.approx(0.2, abs=0.001)


@pytest.mark.parametrize(
    ("shelter", "share"), [(-1, 0.2), (HOMES, 0.2), (REFUGE, 0.3), (ROUTINE + Building.REGION_GENERAL, 0.3)]
)
def test_after_a_shelter_in_the_region_more_return(shelter, share):
    assert share_who_return({"region_ratio": 1.5}, last_shelter=shelter) == pytest.approx(share, abs=0.001)
    assert share_who_return({"region_ratio": 1.0}, last_shelter=shelter) == pytest.approx(0.2, abs=0.001)


def test_blame_raises_returns_with_attention():
    for attention, effect, share in ((0.0, 0.5, 0.2), (1.0, 0.5, 0.3), (0.5, 1.0, 0.3), (1.0, 0.0, 0.2)):
        found = share_who_return({"blame_effect": effect}, attention=attention)
        assert found == pytest.approx(share, abs=0.001)


def test_ratios_combine():
    numbers = {"recovered_ratio": 0.5, "prepared_ratio": 0.5, "region_ratio": 2.0}
    found = share_who_return(numbers, recovered=True, prepared=460, last_shelter=REFUGE)
    assert found == pytest.approx(0.1, abs=0.001)


def test_survivors_long_at_home_return_less_often():
    week = grown().week
    new, old = (share_who_return({"return_decay": 52.0}, since=week - weeks) for weeks in (0, 104))
    assert old < new / 3


def test_fewer_leave_a_specialised_shelter_before_the_end():
    numbers = {"leave_shelter": 0.2, "specialised_leaving": 0.5}

    def leave(shelter):
        return (transitions(baseline(aftercare=numbers), stage=Stage.SHELTER, shelter=shelter) == returns.LEAVES).mean()

    assert leave(HOMES) == pytest.approx(0.2, abs=0.001)
    assert leave(ROUTINE + Building.REGION_SPECIALISED) == pytest.approx(0.1, abs=0.001)


def test_only_survivors_without_recovery_take_a_role_and_only_adults_own_bars():
    some = baseline(aftercare=OFTEN | {"becomes_recruiter": 0.1, "becomes_owner": 0.3})
    adults, children = (transitions(some, age=age) for age in (Age.FROM_18, Age.FROM_14))
    for found in (adults, children):
        assert (found == returns.RECRUITS).mean() == pytest.approx(0.1, abs=0.001)
    assert (adults == returns.OWNS).mean() == pytest.approx(0.3, abs=0.001)
    assert not (children == returns.OWNS).any()
    assert not np.isin(transitions(some, recovered=True), (returns.RECRUITS, returns.OWNS)).any()


@pytest.mark.parametrize(
    ("about", "ratio"),
    [({}, 1.0), ({"since": 470 - 78}, np.exp(-1.0)), ({"job": 460}, 0.5), ({"prepared": 460}, 0.25)],
)
def test_ties_fade_with_time_and_a_job_or_prepared_home_leaves_a_choice(about, ratio):
    roles = {"return_unprepared": 0.0, "becomes_recruiter": 0.4, "becomes_owner": 0.4}
    plan = baseline(aftercare=roles | {"return_decay": 78.0, "job_ratio": 0.5, "prepared_ratio": 0.25})
    found = transitions(plan, **about)
    for role in (returns.RECRUITS, returns.OWNS):
        assert (found == role).mean() == pytest.approx(0.4 * ratio, abs=0.001)


def test_recovery_is_completed_after_its_weeks_of_care():
    weeks = int(3.5 * 365.2425 / 7) + 1
    assert (transitions(baseline(), stage=Stage.RECOVERY, care=weeks) == returns.COMPLETES).all()
    assert not (transitions(baseline(), stage=Stage.RECOVERY, care=weeks - 1) == returns.COMPLETES).any()


LIMA = REGIONS.index("lima")


@pytest.mark.parametrize(
    ("about", "share"),
    [
        ({"origin": LIMA}, 0.1), ({"origin": 0}, 0.15), ({"origin": LIMA, "job": 460}, 0.06),
        ({"origin": LIMA, "job": 460, "prepared": 460}, 0.036), ({"origin": LIMA, "unwilling": True}, 0.2),
    ],
)  # fmt: skip
def test_distance_and_unwillingness_raise_dropping_out_and_jobs_and_prepared_homes_lower_it(about, share):
    numbers = {"drop_out": 0.1, "far_ratio": 1.5, "support_ratio": 0.6, "return_unprepared": 0.0}
    found = transitions(baseline(aftercare=numbers), stage=Stage.RECOVERY, **about)
    assert (found == returns.DROPS_OUT).mean() == pytest.approx(share, abs=0.001)


def test_distance_counts_less_the_more_places_policy_adds():
    model = ordered(
        survivors(baseline(aftercare={"far_ratio": 2.0, "recovery_places": 5.0}), n=0), recovery_places=15.0
    )
    assert aftercare.conditions(model.world).far == pytest.approx(1.25)


def test_some_relapse_in_recovery_but_nobody_takes_a_role():
    numbers = {"in_recovery_ratio": 0.4, "drop_out": 0.0, "becomes_recruiter": 0.5}
    found = transitions(baseline(aftercare=OFTEN | numbers), stage=Stage.RECOVERY)
    assert (found == returns.RETURNS).mean() == pytest.approx(0.08, abs=0.001)
    assert set(found.tolist()) == {returns.RETURNS, returns.STAYS}


def test_who_returns_begins_a_new_stay_without_what_care_had_done():
    model = survivors(baseline(aftercare=OFTEN | {"return_unprepared": 1.0}), n=50, care=30, ill=True, charged=2.0)
    model.persons.stage[:25] = Stage.RECOVERY
    model.numbers[0].aftercare.in_recovery_ratio = 1.0
    aftercare.step(model)
    assert model.flows["recovery_relapsed"] == 25
    persons = model.persons
    assert (persons.stage == Stage.EXPLOITED).all()
    assert (persons.care == 0).all()
    assert not persons.ill.any()
    assert (persons.charged == 0.0).all()


def test_a_survivor_who_recruits_is_the_same_person():
    model = survivors(unhelped(becomes_recruiter=1.0, return_unprepared=0.0), n=20, network=3)
    aftercare.step(model)
    assert model.persons.n == 0
    joined = np.isin(model.recruiters.identity, np.arange(20) + 7)
    assert joined.sum() == 20
    assert model.recruiters.survivor[joined].all()
    assert (model.recruiters.network[joined] == 3).all()


def test_survivors_who_own_bars_open_them_in_camps_with_demand():
    model = survivors(unhelped(return_unprepared=0.0, becomes_recruiter=0.0, becomes_owner=1.0), n=300)
    before = model.bars.n
    aftercare.step(model)
    assert model.persons.n == 0
    assert model.flows["survivors_who_own_bars"] == model.flows["bars_opened"] == model.bars.n - before == 300
    bars, camps = model.bars, model.camps
    assert (bars.owner[before:] == ORGANISED).all()
    assert np.isin(bars.identity[before:], np.arange(300) + 7).all()
    assert (camps.open & (camps.demand > 0))[bars.camp[before:]].all()
    np.testing.assert_array_equal(np.bincount(bars.camp, minlength=camps.n), camps.bars)
    share = np.bincount(bars.camp[before:], minlength=camps.n) / 300
    np.testing.assert_allclose(share, camps.open * camps.demand / (camps.open @ camps.demand), atol=0.08)


def test_where_no_camp_has_demand_nobody_opens_a_bar():
    model = survivors(unhelped(return_unprepared=0.0, becomes_recruiter=0.0, becomes_owner=1.0), n=20)
    model.camps.demand[:] = 0.0
    aftercare.step(model)
    assert model.persons.n == 20
    assert (model.persons.stage == Stage.HOME).all()
    assert model.flows["survivors_who_own_bars"] == 0


def test_bars_of_survivors_join_in_the_order_of_their_identity():
    model = survivors(unhelped(becomes_owner=1.0, becomes_recruiter=0.0, return_unprepared=0.0), n=20)
    model.persons.identity[:] = model.persons.identity[::-1].copy()
    aftercare.step(model)
    assert model.bars.identity[-20:].tolist() == list(range(7, 27))


def test_those_who_return_are_in_a_bar_or_mine_again_and_counted():
    model = survivors(
        baseline(aftercare=OFTEN | {"return_unprepared": 1.0}), form=np.arange(MANY) % 2, prepared=460, last_shelter=0
    )
    aftercare.step(model)
    persons = model.persons
    back = persons.stage == Stage.EXPLOITED
    assert model.flows["returns_to_exploitation"] == back.sum() > MANY * 0.4
    sexual = back & (persons.form == Form.SEXUAL)
    assert (persons.bar[sexual] >= 0).all()
    assert (persons.bar[back & ~sexual] == -1).all()
    assert model.camps.open[persons.camp[back]].all()
    assert (persons.times[back] == 2).all()
    assert (persons.prepared[back] == -1).all()
    assert (persons.last_shelter[back] == -1).all()


def test_returns_after_a_shelter_in_the_region_are_counted():
    model = survivors(baseline(aftercare=OFTEN | {"return_unprepared": 1.0}), last_shelter=np.arange(MANY) % 3 - 1)
    aftercare.step(model)
    returned = model.persons.stage == Stage.EXPLOITED
    from_refuge = np.arange(MANY) % 3 - 1 == REFUGE
    assert model.flows["returns_after_shelter_in_region"] == (returned & from_refuge).sum() > 1000


def test_after_the_follow_up_survivors_are_among_people_at_their_origins():
    model = survivors(n=30, since=0, left=0)
    before = model.candidates.sum()
    aftercare.step(model)
    assert model.persons.n == 0
    assert model.candidates.sum() == before + 30


def test_who_was_stopped_on_the_way_is_not_followed_as_a_survivor():
    model = survivors(baseline(aftercare={"return_unprepared": 1.0}), n=30, left=-1)
    aftercare.step(model)
    assert model.persons.n == 0
    assert model.flows["returns_to_exploitation"] == model.flows["entered_recovery"] == 0
    assert model.flows["homes_prepared"] == 0
