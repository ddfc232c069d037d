"""The complaint route: case files that wait for staff, what becomes of them, and what sentences do."""

import numpy as np
import pytest

from model.codes import Climate, Desk, Fate, Source
from model.interventions import SpecialisedProsecutors
from model.processes.state import justice
from model.processes.state.complaints import lodge
from model.processes.state.sentences import impose, release
from model.text.dates import WEEKS_PER_YEAR
from tests.model.worlds import baseline, column, columns, grown, policy, under, waiting, weekly

NOBODY_BRINGS_A_CASE = {
    "exits": {"complaint": 0.0},
    "policing": {"raids_per_week": 0.0},
}
QUIET = {
    "complaint_by_family": 0.0, "complaint_by_survivor": 0.0, "complaint_by_outreach": 0.0,
    "complaint_by_checkpoint": 0.0,
}  # fmt: skip
"""No new cases."""
STAFF = {"prosecutors": "prosecutors", "officers": "police"}
"""Parameters that founding writes into columns."""


def world(*policies, corruption=None, **settings):
    """Return a grown world where nobody brings a case, none waits and nobody is in prison, with parameters changed."""
    model = grown(under(*policies, plan=baseline(justice=QUIET | settings, **NOBODY_BRINGS_A_CASE)))
    for population in (model.cases, model.convicts):
        population.remove_rows(np.arange(population.n))
    for name, population in STAFF.items():
        if name in settings:
            agents = getattr(model, population)
            agents.staff = settings[name] / agents.n
    if corruption is not None:
        model.police.corruption[:] = corruption
    return model


def total(model, weeks, *names):
    """Live some weeks; return the sums of counters of the complaint route."""
    sums = dict.fromkeys(names, 0.0)
    for _ in range(weeks):
        model.flows = dict.fromkeys(model.flows, 0.0)
        justice.step(model)
        model.week += 1
        for name in names:
            sums[name] += model.flows[name]
    return [sums[name] for name in names]


def test_who_complains_twice_has_two_cases_of_different_luck():
    model = world()
    model.make_room()
    who = np.array([model.persons.identity[0]])
    lodge(model.world, int(Source.SURVIVOR), who)
    model.week += 1
    lodge(model.world, int(Source.SURVIVOR), who)
    assert np.unique(model.cases.identity).size == 2


def test_officers_take_up_the_oldest_cases_as_many_as_they_can():
    model = world(officers=10.0, cases_per_officer=2.0, fear=0.0, handover_loss=0.0)
    waiting(model, 100, Desk.POLICE)
    total(model, 2)
    assert np.count_nonzero(model.cases.desk != Desk.POLICE) == 40
    assert (model.cases.desk[:40] != Desk.POLICE).all()


def test_prosecutors_decide_what_their_number_allows():
    for staff in (2.0, 8.0):
        model = world(prosecutors=staff, cases_per_prosecutor=0.6)
        waiting(model, 1000, Desk.PROSECUTOR)
        assert total(model, 52, "cases_decided")[0] == pytest.approx(staff * 0.6 * 52, abs=2)


def decided(*policies, evidence=0.5, testimony=False, **settings):
    """Return the shares of 1,000 cases that are shelved, and of those charged that are charged with less."""
    model = world(*policies, prosecutors=20.0, cases_per_prosecutor=100.0, **settings)
    waiting(model, 1000, Desk.PROSECUTOR, evidence=evidence, testimony=testimony)
    model.step()
    n, shelved, charged, lesser = (model.flows[k] for k in ("cases_decided", "shelved", "charged", "charged_lesser"))
    assert n == 1000
    return shelved / n, lesser / charged


def test_shares_are_the_declared_ones_for_middling_evidence():
    declared = baseline().parameters.justice
    shelved, lesser = decided()
    assert shelved == pytest.approx(declared.shelved, abs=0.04)
    assert lesser == pytest.approx(declared.lesser_offence, abs=0.06)


@pytest.mark.parametrize("better", [{"evidence": 0.9}, {"testimony": True}, {"trained": True}])
def test_evidence_testimony_and_skill_lower_shelving_and_lesser_charges(better):
    trained = better.pop("trained", False)
    policies = (policy(SpecialisedProsecutors, staff=0.0, skill=1.0),) if trained else ()
    assert np.less(decided(*policies, **better), decided()).all()


def test_evidence_that_disappears_weakens_a_case_and_needs_corruption():
    lost = {}
    for corruption in (0.0, 1.0):
        model = world(corruption=corruption, officers=4.0, evidence_lost=0.2)
        waiting(model, 200, Desk.POLICE)
        (lost[corruption],) = total(model, 20, "evidence_lost")
        assert np.count_nonzero(model.cases.evidence == 0.0) == lost[corruption]
    assert lost[0.0] == 0
    assert lost[1.0] > 100


def test_evidence_secured_on_the_spot_is_not_lost_to_want_of_skill():
    found = {}
    for secured in (0.0, 0.5, 1.0):
        model = world(cases_per_officer=3.0, officers=40.0, evidence_lost=0.0, fear=0.0, handover_loss=0.0)
        model.police.staff[:] = 1000.0
        waiting(model, 300, Desk.POLICE, secured=secured)
        justice.step(model)
        found[secured] = model.cases.evidence[-300:].mean()
    assert found[0.0] < found[0.5] < found[1.0] == 1.0


def test_fear_and_hand_over_lose_cases():
    kept = {"fear": 0.0, "handover_loss": 0.0}
    for settings in ({"fear": 1.0}, {"handover_loss": 0.5}):
        model = world(officers=100.0, cases_per_officer=10.0, **(kept | settings))
        model.camps.hostility[:] = 0.5
        waiting(model, 400, Desk.POLICE)
        assert total(model, 1, "cases_lost")[0] == pytest.approx(200, abs=40)
    model = world(officers=100.0, cases_per_officer=10.0, **kept)
    waiting(model, 400, Desk.POLICE)
    assert total(model, 1, "cases_lost") == [0]


def test_what_nobody_takes_up_lapses_so_that_queues_end():
    model = world(prosecutors=0.0, lapse=10.0)
    waiting(model, 50, Desk.PROSECUTOR)
    assert total(model, 9, "cases_lapsed") == [0]
    assert total(model, 1, "cases_lapsed") == [50]
    assert (model.cases.fate == Fate.LOST).all()


def tried(corruption=None, funds=1e9, evidence=0.5, testimony=False, **settings):
    """Return a world whose court has just tried 1,000 cases against an organised network."""
    model = world(corruption=corruption, trials_per_week=1000.0, **settings)
    model.networks.funds[:] = funds
    if corruption is not None:
        model.courts.corruption[:] = corruption
    waiting(model, 1000, Desk.COURT, network=0, charged=True, evidence=evidence, testimony=testimony)
    model.flows = dict.fromkeys(model.flows, 0.0)
    justice.step(model)
    return model


def test_trials_are_bought_from_the_networks_funds_only_where_corruption_fear_and_funds_allow():
    model = tried(corruption=1.0, bought=0.5, heads=0.0)
    bought, paid = model.flows["trials_bought"], model.flows["court_bribes"]
    assert bought == pytest.approx(500, abs=60)
    assert paid == bought * model.parameters.justice.court_bribe
    assert model.networks.funds[0] == pytest.approx(1e9 - paid)
    for settings in ({"corruption": 0.0}, {"corruption": 1.0, "deterrence": 0.0}, {"corruption": 1.0, "funds": 10.0}):
        assert tried(bought=0.5, **settings).flows["trials_bought"] == 0
    poor = tried(corruption=1.0, bought=0.5, funds=50_000.0, heads=0.0)
    assert poor.flows["trials_bought"] == 2
    assert poor.networks.funds[0] == 10_000.0


def test_evidence_testimony_and_decent_treatment_convict():
    usual = tried().flows["convicted"]
    assert tried(evidence=1.0).flows["convicted"] > usual
    heard = tried(testimony=True, treatment=1.0).flows["convicted"]
    assert heard > tried(testimony=True, treatment=0.3).flows["convicted"] > usual


def test_sentences_lie_in_the_legal_range_or_in_that_of_the_lesser_offence():
    model = tried(convicted=0.6)
    years = model.cases.years[model.cases.fate == Fate.CONVICTED]
    assert ((years >= 8) & (years <= 15)).all()
    assert model.flows["sentence_years"] == pytest.approx(years.sum())
    model = world(trials_per_week=100.0, convicted=0.6)
    waiting(model, 100, Desk.COURT, lesser=True)
    n, below = total(model, 1, "convicted", "convicted_below_minimum")
    assert n == below > 0
    years = model.cases.years[model.cases.fate == Fate.CONVICTED]
    assert ((years >= 4) & (years < 8)).all()


def convict(model, n, years=1.0):
    """Convict in ``n`` cases against the first network."""
    rows = waiting(model, n, Desk.CLOSED, network=0, fate=Fate.CONVICTED, years=years)
    model.make_room()
    impose(model.world, np.arange(rows.start, rows.stop))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_recruiters_serve_their_sentence_and_a_share_recruits_again(share):
    model = world(heads=0.0, recruits_again=share)
    before, who = model.recruiters.n, set(model.recruiters.identity.tolist())
    convict(model, 2)
    assert model.convicts.n == 2
    assert model.recruiters.n == before - 2
    model.week += int(WEEKS_PER_YEAR) - 1
    release(model.world)
    assert model.convicts.n == 2
    model.week += 1
    release(model.world)
    assert model.convicts.n == 0
    assert model.recruiters.n == before - 2 + 2 * share
    assert (set(model.recruiters.identity.tolist()) == who) == bool(share)
    counted = np.bincount(model.recruiters.network, minlength=model.networks.n)
    np.testing.assert_array_equal(counted, model.networks.recruiters)


def test_without_incapacitation_nobody_serves():
    model = world(incapacitation=0.0, heads=0.5)
    before, funds = model.recruiters.n, model.networks.funds.copy()
    convict(model, 20)
    assert model.convicts.n == 0
    assert model.recruiters.n == before
    np.testing.assert_array_equal(model.networks.funds, funds)


def test_a_network_without_its_head_has_no_funds_and_takes_on_nobody_for_a_while():
    model = world(heads=1.0, leaderless_weeks=20.0)
    model.networks.funds[:] = 1000.0
    model.recruiters.remove_rows(model.recruiters.network == 0)
    model.networks.recruiters[0] = 0
    convict(model, 1)
    assert model.flows["funds_confiscated"] == 1000.0
    assert model.convicts.n == 0
    model.networks.funds[:] = 1e6
    weekly(model, 20)
    assert taken_on(model) == 0
    weekly(model, 20)
    assert taken_on(model) > 0


def taken_on(model):
    """Count the recruiters of the first network who did not come to it as survivors."""
    return np.count_nonzero((model.recruiters.network == 0) & ~model.recruiters.survivor)


def test_the_sanction_that_others_expect_follows_sentences_and_fades():
    model = world(trials_per_week=50.0)
    waiting(model, 50, Desk.COURT, evidence=1.0, testimony=True)
    before = model.climate[Climate.SANCTION]
    weekly(model, 1)
    reached = model.climate[Climate.SANCTION]
    assert reached > before
    weekly(model, 20)
    assert model.climate[Climate.SANCTION] < reached


def test_fear_of_sentences_means_fewer_bars_and_recruiters_who_give_up():
    left = []
    for deterrence in (1.0, 0.0):
        model = world(deterrence=deterrence, sanction_memory=0.0)
        model.climate[Climate.SANCTION] = 2.0
        weekly(model, 30)
        left.append((model.bars.n, model.recruiters.n))
    assert np.less(*left).all()


def test_protected_witnesses_lose_freedom_for_a_fixed_time_unless_protection_leaves_it():
    model = world(officers=100.0, cases_per_officer=10.0, testimony=1.0, restriction=0.0, witness_weeks=5.0, fear=0.0)
    waiting(model, 100, Desk.POLICE)
    (weeks,) = total(model, 10, "witness_weeks")
    witnesses = np.count_nonzero(model.cases.testimony)
    assert witnesses > 50
    assert weeks == 5 * witnesses


def test_protection_that_restricts_keeps_people_from_testifying():
    ready = []
    for restriction in (0.0, 1.0):
        model = world(officers=100.0, cases_per_officer=10.0, testimony=1.0, restriction=restriction)
        waiting(model, 100, Desk.POLICE)
        total(model, 1)
        ready.append(np.count_nonzero(model.cases.testimony))
    assert ready[0] > 50
    assert ready[1] == 0


def test_a_cohort_is_counted_four_years_later_and_closed_cases_are_put_away():
    model = world(prosecutors=0.0, lapse=1e6)
    waiting(model, 30, Desk.CLOSED, fate=Fate.SHELVED)
    waiting(model, 20, Desk.CLOSED, fate=Fate.CONVICTED, charged=True, tried=True)
    waiting(model, 10, Desk.PROSECUTOR)
    names = (
        "cohort_complaints", "cohort_lost", "cohort_shelved", "cohort_charged", "cohort_tried", "cohort_convicted",
        "cohort_open",
    )  # fmt: skip
    age = int(4 * WEEKS_PER_YEAR)
    assert total(model, age, *names) == [0] * 7
    assert total(model, 1, *names) == [60, 0, 30, 20, 20, 20, 10]
    assert model.cases.n == 10
    assert total(model, 5, *names) == [0] * 7


PAID_FOR = "true.cost_to_state"


def without_deterrence():
    """Return changes of parameters under which convictions change nobody's behaviour."""
    return {
        "justice": {"deterrence": 0.0, "incapacitation": 0.0}, "civil_society": {"trust_from_convictions": 0.0}
    }  # fmt: skip


MANY_CASES = {"exits": {"complaint": 0.01}}
"""More complaints than routine prosecutors can decide on, so that staff is what cases wait for."""
MANY_TRIALS = {"trials_per_week": 2.0, "convicted": 0.6}
"""Convictions enough to compare."""


def lived(*policies, justice=(), **changes):
    """Return a grown world after 100 weeks of many cases and trials, and its outcomes."""
    plan = baseline(**MANY_CASES, justice=MANY_TRIALS | dict(justice), **changes)
    model = grown(under(*policies, plan=plan))
    return model, weekly(model, 100)


MORE_AND_BETTER = {"staff": 10.0, "skill": 0.5}


def test_without_deterrence_prosecutors_raise_recorded_cases_and_leave_the_truth_untouched_bit_for_bit():
    changes = without_deterrence()
    (model, more), (usual, before) = (
        lived(policy(SpecialisedProsecutors, **MORE_AND_BETTER), **changes),
        lived(**changes),
    )
    for name, ratio in (("recorded.charges", 1.3), ("recorded.sistra_cases", 1.3)):
        assert more[:, column(name)].sum() > ratio * before[:, column(name)].sum()
    true = [i for i in columns("true.") if i != column(PAID_FOR)]
    np.testing.assert_array_equal(more[:, true], before[:, true])
    for one, other in zip(followed(model), followed(usual), strict=True):
        assert [name for name in one if one[name].tobytes() != other[name].tobytes()] == []


def followed(model):
    """Return all columns of people, bars, recruiters and networks."""
    populations = (model.persons, model.bars, model.miners, model.recruiters, model.networks)
    return [population.state() for population in populations]


def test_with_deterrence_prosecutors_change_the_truth():
    (_, more), (_, before) = lived(policy(SpecialisedProsecutors, **MORE_AND_BETTER)), lived()
    true = [i for i in columns("true.") if i != column(PAID_FOR)]
    assert (more[:, true] != before[:, true]).any()
    assert more[:, column("recorded.convictions")].sum() > 1.2 * before[:, column("recorded.convictions")].sum()
