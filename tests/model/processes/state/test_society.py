"""What people know, trust and tolerate; media, training and NGOs."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest

from model.codes import Climate, Method, Stage
from model.interventions.base import Intervention
from model.parameters import Parameters
from model.processes import policies
from model.processes.recruitment import acceptance, journeys
from model.processes.state import society
from model.processes.survivors import exits
from model.text.dates import WEEKS_PER_YEAR, date_of
from tests.model.worlds import GROWN, baseline, column, differing, grown, under, usual, weekly, young

P = Parameters().civil_society


@dataclass(frozen=True, kw_only=True)
class Set(Intervention):
    """A policy that sets levers outright."""

    kind: ClassVar[str] = "set"
    levers: tuple = ()

    def adjust(self, levers, strength):
        """Set them."""
        return replace(levers, **dict(self.levers))


def setting(plan=None, stop=None, **levers):
    """Return a grown world in which levers are set."""
    return grown(under(Set(start=date_of(GROWN), stop=stop, levers=tuple(levers.items())), plan=plan))


def summed(model, name, weeks=52):
    """Return the sum of an outcome over weeks to come."""
    return weekly(model, weeks)[:, column(name)].sum()


def numbers(**changes):
    """Return the group with other numbers."""
    return replace(P, **changes)


# the start


def test_a_policy_that_leaves_the_levers_as_they_are_changes_nothing():
    usual, idle = grown(), setting()
    for world in (usual, idle):
        weekly(world, 20)
    assert differing(usual.snapshot(), idle.snapshot()) == []


def test_readiness_to_report_is_one_at_the_start():
    model = young()
    model.levers = replace(model.levers, oversight=P.oversight_usual)
    assert society.readiness_to_report(model) == 1.0


def test_trust_tolerance_and_training_start_where_they_are_declared():
    climate = young().climate
    assert climate[Climate.TRUST] == P.trust_start
    assert climate[Climate.TOLERANCE] == P.tolerance_start
    rate = P.training_reach * 0.5
    assert climate[Climate.POLICE_TRAINING] == pytest.approx(rate / (rate + P.police_turnover))
    assert climate[Climate.PROSECUTOR_TRAINING] == pytest.approx(rate / (rate + P.prosecutors_turnover))


def test_routine_training_keeps_up_what_it_starts_with():
    trained = weekly(young(), 100)[:, column("true.trained_police")]
    assert trained == pytest.approx(trained[0])


# trust


def trust_after(weeks=100, plan=None, **levers):
    """Return trust after some weeks with levers set."""
    return weekly(setting(plan, **levers), weeks)[-1, column("true.trust")]


def test_citizen_oversight_and_honest_officials_raise_trust():
    assert trust_after(oversight=3.0) > usual(100)[-1, column("true.trust")] + 0.05
    model = grown()
    before, readiness = society.trust(model, P), model.corruption()
    model.police.corruption[:] = 0.0
    assert society.trust(model, P) == pytest.approx(before + P.trust_memory * P.trust_from_corruption * readiness)


def courts(complaints, convicted):
    """Return a stand-in of a world in which cases end in some way every week."""
    return SimpleNamespace(climate=np.zeros(len(Climate)), flows={"complaints": complaints, "convicted": convicted})


def told(model, p, weeks=1000):
    """Return what convictions are worth for trust after some weeks."""
    for _ in range(weeks):
        society.remember_courts(model, p)
    return society.impunity_broken(model, p)


def test_more_convictions_than_expected_raise_trust_and_fewer_lower_it():
    many, usual, none = (told(courts(20.0, share * 20.0), P) for share in (0.2, P.convictions_expected, 0.0))
    assert many == pytest.approx(0.2 - P.convictions_expected, rel=0.02)
    assert abs(usual) < 1e-9
    assert none < 0
    assert told(courts(0.0, 0.0), P) == 0


def test_convictions_leave_no_trace_where_they_mean_nothing_for_trust():
    model = courts(20.0, 10.0)
    assert told(model, numbers(trust_from_convictions=0.0)) == 0
    assert (model.climate == 0).all()


def test_trust_stays_between_none_and_full():
    for trust in (0.0, 1.0):
        model = grown(baseline(civil_society={"trust_from_oversight": 0.3, "trust_memory": 0.1}))
        model.climate[Climate.TRUST] = trust
        model.levers = replace(model.levers, oversight=100.0 if trust else -100.0)
        assert society.trust(model, model.parameters.civil_society) == trust


def test_media_that_expose_survivors_cost_trust():
    model = grown()
    usual = society.trust(model, P)
    model.climate[Climate.ATTENTION] += 0.5
    assert society.trust(model, P) == pytest.approx(usual - P.trust_memory * P.trust_from_exposure * 0.5)


@pytest.mark.parametrize(
    ("entry", "more"), [(Climate.TRUST, True), (Climate.TOLERANCE, False), (Climate.PROFESSIONALS, True)]
)
def test_trust_and_professionals_raise_complaints_and_tolerance_lowers_them(entry, more):
    model = grown()
    usual = society.readiness_to_report(model)
    model.climate[entry] += 0.2
    assert (society.readiness_to_report(model) > usual) == more
    neutral = baseline(civil_society={"trust_effect": 0.0, "tolerance_effect": 0.0, "professionals_effect": 0.0})
    off = grown(neutral)
    before = society.readiness_to_report(off)
    off.climate[entry] += 0.2
    assert society.readiness_to_report(off) == before


# fear


def complaining(change=None, **values):
    """Return a year of outcomes in a world where many would complain."""
    plan = baseline(exits={"complaint": 0.01}, policing={"raids_per_week": 0.0}, civil_society=values)
    model = grown(plan)
    if change:
        change(model)
    return weekly(model, 20).sum(axis=0)


def angry(model):
    """Let all camps be hostile to the state."""
    model.camps.hostility[:] = 1.0


def test_fear_of_armed_camps_keeps_people_from_complaining():
    named = column("true.exits_by_complaint")
    afraid, fearless = (complaining(angry, fear_effect=effect)[named] for effect in (5.0, 0.0))
    assert afraid < fearless / 2


def test_reprisals_follow_complaints_and_protection_prevents_them():
    plan = baseline(
        exits={"complaint": 0.01}, civil_society={"reprisal": 1.0, "hotline_routine": 0.0, "trust_from_reprisals": 0.0}
    )
    outcomes = weekly(grown(plan), 20).sum(axis=0)
    assert outcomes[column("true.reprisals")] == outcomes[column("true.exits_by_complaint")] > 20
    assert summed(setting(plan, witness_protection=1.0), "true.reprisals", 20) == 0


def test_a_reprisal_costs_trust():
    model = grown()
    usual = society.trust(model, P)
    model.flows["reprisals"] += 3
    assert society.trust(model, P) == pytest.approx(usual - 3 * P.trust_from_reprisals)


# tolerance, the public and professionals


def test_informing_the_public_lowers_tolerance_slowly_and_habit_returns():
    outcomes = weekly(setting(public=1.0, stop=date_of(GROWN + 100)), 200)[:, column("true.tolerance")]
    assert P.tolerance_start > outcomes[10] > outcomes[99]
    assert outcomes[99] < 0.8 * P.tolerance_start
    assert outcomes[99] < outcomes[150] < outcomes[199] < P.tolerance_start


def test_informing_the_public_adds_a_little_awareness_everywhere():
    uninformed, informed = grown(), setting(public=1.0)
    for world in (uninformed, informed):
        world.step()
    assert (informed.campaign > uninformed.campaign).all()
    assert summed(informed, "true.awareness_at_origin", 20) > summed(uninformed, "true.awareness_at_origin", 20)


def test_professionals_who_know_the_signs_report_and_forget_with_turnover():
    taught = setting(professionals=1.0)
    knows = weekly(taught, 104)
    share = knows[:, column("true.trained_professionals")]
    assert 0 < share[5] < share[50] < 1
    assert knows[:, column("true.complaints")].sum() > 1.2 * usual(104)[:, column("true.complaints")].sum()


def test_awareness_at_origin_helps_people_see_what_is_done_to_them():
    few = weekly(setting(exits_more(), awareness=0.0), 52)[:, column("true.exits_by_complaint")].sum()
    many = weekly(setting(exits_more(), awareness=1.0), 52)[:, column("true.exits_by_complaint")].sum()
    assert many > 1.2 * few
    off = exits_more(recognition_effect=0.0)
    assert exits.reporting(grown(off)).recognition == 0.0


def exits_more(**values):
    """Return the baseline with more complaints, so that counts are large enough to compare."""
    return baseline(exits={"complaint": 0.005}, civil_society=values)


# hotline and adverts


def test_a_hotline_raises_calls_complaints_and_recorded_complaints():
    plan = baseline(civil_society={"hotline_acted": 0.2})
    routine, better = weekly(grown(plan), 52).sum(axis=0), weekly(setting(plan, hotline=1.0), 52).sum(axis=0)
    for name in ("true.hotline_calls", "true.complaints", "recorded.reta_complaints"):
        assert better[column(name)] > 1.5 * routine[column(name)], name


def test_no_hotline_no_calls():
    assert summed(setting(hotline=0.0), "true.hotline_calls") == 0


def test_a_call_that_nobody_acts_on_brings_nobody_out():
    plan = baseline(civil_society={"hotline_acted": 0.0})
    with_calls, without = setting(plan, hotline=1.0), setting(plan, hotline=0.0)
    outcomes = weekly(with_calls, 20), weekly(without, 20)
    assert outcomes[0][:, column("true.hotline_calls")].sum() > 50
    left = column("true.exits_by_complaint")
    assert outcomes[0][:5, left].tolist() == outcomes[1][:5, left].tolist()


def accepted(removed, **values):
    """Return acceptance by method, where control removes a share of adverts."""
    model = grown(baseline(civil_society=values))
    p = model.old_numbers
    chances = acceptance.acceptance(model.campaign, model.need, False, removed, p.recruitment, p.civil_society)
    return chances.mean(axis=(1, 2))


def test_control_takes_from_adverts_what_acquaintances_do_not_make_up_for():
    before = accepted(0.0)
    for substitution, left in ((0.0, 0.5), (0.5, 0.75), (1.0, 1.0)):
        after = accepted(0.5, advert_substitution=substitution)
        assert after[Method.JOB_OFFER] == pytest.approx(left * before[Method.JOB_OFFER])
    others = [Method.ACQUAINTANCE, Method.FAMILY, Method.ABDUCTION]
    np.testing.assert_array_equal(after[others], before[others])


def test_advert_control_lowers_recruitment_less_where_acquaintances_step_in():
    def achieved(substitution, **levers):
        steady = {"switching": 0.0, "choice_scale": 1000.0}
        plan = baseline(civil_society={"advert_substitution": substitution}, adaptation=steady)
        outcomes = weekly(setting(plan, **levers), 52).sum(axis=0)
        return outcomes[column("true.recruited_sexual")] / outcomes[column("true.offers")]

    assert achieved(0.0, advert_control=1.0) < achieved(0.6, advert_control=1.0) < achieved(0.0)


# media


def test_attention_rises_with_events_saturates_and_fades():
    quiet, loud, louder = (society.attention(0.2, told, P) for told in (0.0, 50.0, 5000.0))
    assert quiet == pytest.approx(0.2 * (1 - P.attention_fade))
    assert quiet < loud < louder < 0.2 + P.attention_gain


def test_events_are_people_identified_complaints_and_occupied_camps():
    model = grown()
    model.flows |= {"raid_identified": 7.0, "complaints": 2.0, "convicted": 99.0, "charged": 99.0}
    assert society.news(model, P) == 9.0
    model.levers = replace(model.levers, force=(1e12, 0.0, 1e12, 0.0))
    assert society.news(model, P) == pytest.approx(9.0 + 0.5 * P.attention_interdiction)


def test_attention_makes_police_plan_more_raids():
    assert policies.political_will(P.attention_usual, P) == 1.0
    assert policies.political_will(1.0, P) > 1.0 > policies.political_will(0.0, P)
    assert policies.political_will(1.0, numbers(attention_raids=0.0)) == 1.0


# training


def test_training_builds_up_and_wears_off_at_the_rate_of_turnover():
    outcomes = weekly(setting(police_training=1.0, prosecutor_training=1.0, stop=date_of(GROWN + 50)), 50)
    assert outcomes[-1, column("true.trained_police")] > 0.35
    share, left = 0.5, P.police_turnover / WEEKS_PER_YEAR
    assert society.taught(share, 0.0, P.police_turnover) == pytest.approx(share * (1 - left))
    for _ in range(52):
        share = society.taught(share, 0.0, P.police_turnover)
    assert share == pytest.approx(0.5 * (1 - left) ** 52)


def test_training_that_ends_leaves_and_rotation_wears_it_off_faster():
    stop = date_of(GROWN + 50)
    plan = baseline(civil_society={"training_reach": 0.0})
    ended = weekly(setting(plan, police_training=1.0, stop=stop), 100)[:, column("true.trained_police")]
    factor = 1 - P.police_turnover / WEEKS_PER_YEAR
    assert ended[-1] == pytest.approx(ended[49] * factor**50)
    rotated = weekly(setting(police_training=1.0, rotation=1.0), 50)[-1, column("true.trained_police")]
    assert rotated < ended[49]


# organisations


def work(week, handover=0.0):
    """Return what NGOs put into training in a week, with one project from week 100 to 200."""
    ngos = grown().ngos
    ngos.since[:], ngos.until[:], ngos.training[:] = 0, 2**30, 0.0
    ngos.since[3], ngos.until[3], ngos.training[3] = 100, 200, 0.5
    return policies.efforts(ngos.table, week, handover).training


def test_a_project_ends_and_leaves_what_was_handed_over():
    assert work(99) == 0
    assert work(100) == work(199) == 0.5
    assert work(200) == 0
    assert work(200, handover=0.4) == pytest.approx(0.2)
    assert work(200, handover=1.0) == 0.5


def test_what_an_outside_project_taught_leaves_with_it():
    begins, ends, after = 5, 75, 189

    def trained(handover):
        model = grown(baseline(civil_society={"handover": handover}))
        model.ngos.since[3], model.ngos.until[3] = GROWN + begins, GROWN + ends
        return weekly(model, after + 1)[:, column("true.trained_police")]

    gone, kept = trained(0.0), trained(1.0)
    during = slice(begins, ends)
    assert (gone[during] == kept[during]).all()
    assert gone[during].max() > gone[0] + 0.04
    assert gone[after] < gone[0] + 0.02 < kept[after]


def test_oversight_grows_with_residence():
    def oversight(since, **values):
        model = grown(baseline(civil_society=values))
        model.miners.since[:] = since
        return policies.carried_out(model, replace(model.levers, oversight=2.0)).oversight

    assert oversight(0) > 2.0 > oversight(GROWN)
    assert oversight(GROWN) == pytest.approx(2.0 * (1 - P.residence_effect))
    assert oversight(0, residence_effect=0.0) == oversight(GROWN, residence_effect=0.0) == 2.0


def test_outreach_reaches_fewer_in_a_mobile_population():
    def outreach(since, **values):
        model = grown(baseline(civil_society=values))
        model.miners.since[:] = since
        return policies.carried_out(model, replace(model.levers, outreach=1.0, coordination=1.0)).outreach

    assert outreach(GROWN) == pytest.approx(1.0 - P.mobility_loss * P.residence_usual)
    assert outreach(GROWN) < outreach(0)
    assert outreach(GROWN, mobility_loss=0.0) == outreach(0, mobility_loss=0.0) == 1.0


def test_round_tables_cost_time_until_one_body_coordinates():
    model = grown()
    meeting, coordinated = (policies.working_time(model, share) for share in (0.0, 1.0))
    assert meeting == pytest.approx(1.0 / (1.0 + P.meeting_cost * P.round_tables))
    assert coordinated == 1.0
    assert policies.working_time(grown(baseline(civil_society={"meeting_cost": 0.0})), 0.0) == 1.0


def test_coordination_frees_time_for_outreach_and_raids():
    usual, coordinated = grown(), setting(coordination=1.0)
    for world in (usual, coordinated):
        world.step()
    assert coordinated.levers.outreach > usual.levers.outreach
    assert coordinated.levers.raids_per_week > usual.levers.raids_per_week


def test_advocacy_brings_joint_control_of_the_roads():
    more = setting(advocacy=3.0)
    assert journeys.road_control(grown()) == 1.0
    assert summed(more, "true.stopped_on_the_way", 104) > usual(104)[:, column("true.stopped_on_the_way")].sum()
    assert journeys.road_control(setting(baseline(civil_society={"advocacy_roads": 0.0}))) == 1.0


def test_more_than_routine_oversight_raises_complaints():
    watched = setting(oversight=3.0)
    assert summed(watched, "true.complaints", 104) > 1.1 * usual(104)[:, column("true.complaints")].sum()


def test_people_brought_out_by_an_ngo_complain_with_its_help():
    def complaints(share):
        plan = baseline(exits={"outreach": 5.0}, justice={"complaint_by_outreach": share})
        return weekly(grown(plan), 30)[:, [column("true.complaints"), column("true.exits_by_outreach")]].sum(axis=0)

    none, half = complaints(0.0), complaints(0.5)
    assert half[0] - none[0] > 0.2 * half[1]


def test_people_in_exploitation_complain_from_camps_only(plan=None):
    model = grown(plan)
    held = np.count_nonzero(model.persons.stage == Stage.EXPLOITED)
    rows, kinds, sources, _, _ = exits.decide(
        model.clock, model.persons.table, model.bars.table, model.camps.table, 0.1, exits.reporting(model),
        model.numbers,
    )  # fmt: skip
    assert 0 < rows.size < held
    assert (model.persons.stage[rows] == Stage.EXPLOITED).all()
    assert kinds.size == sources.size == rows.size
