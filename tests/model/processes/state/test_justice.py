"""The complaint route: case files that wait for staff, and what prosecutors and courts make of them."""

import numpy as np
import pytest

from model.codes import Climate, Desk, Fate, Role, Source
from model.interventions import SpecialisedProsecutors
from model.processes.state import justice
from model.processes.state.complaints import lodge
from model.text.dates import WEEKS_PER_YEAR
from tests.model.justice import named, quiet, total
from tests.model.worlds import baseline, column, columns, grown, policy, under, waiting, weekly


def test_who_complains_twice_has_two_cases_of_different_luck():
    model = quiet()
    model.make_room()
    who = np.array([model.persons.identity[0]])
    lodge(model.world, int(Source.SURVIVOR), who)
    model.week += 1
    lodge(model.world, int(Source.SURVIVOR), who)
    assert np.unique(model.cases.identity).size == 2


def test_prosecutors_decide_what_their_number_allows():
    for staff in (2.0, 8.0):
        model = quiet(prosecutors=staff, cases_per_prosecutor=0.6)
        waiting(model, 1000, Desk.PROSECUTOR)
        assert total(model, 52, "cases_decided")[0] == pytest.approx(staff * 0.6 * 52, abs=2)


def decided(*policies, evidence=0.6, purpose=0.6, testimony=False, role=Role.RECEIVER):
    """Return the shares of 1,000 cases that are charged, and charged with trafficking."""
    model = quiet(*policies, prosecutors=20.0, cases_per_prosecutor=100.0)
    waiting(model, 1000, Desk.PROSECUTOR, **named(evidence, purpose, testimony, role=role))
    model.step()
    n, charged, lesser = (model.flows[k] for k in ("cases_decided", "charged", "charged_lesser"))
    assert n == 1000
    return charged / n, (charged - lesser) / n


def test_what_is_in_a_file_decides_whether_and_with_what_somebody_is_charged():
    declared, trained = baseline().parameters.justice, quiet().climate[Climate.PROSECUTOR_TRAINING]
    skill = 1.0 + declared.prosecutor_training_effect * trained
    even = skill / (1.0 + skill)  # at the threshold
    charged, trafficking = decided(evidence=declared.charge_threshold, purpose=0.0)
    assert charged == pytest.approx(even, abs=0.04)
    assert trafficking < 0.05  # without a purpose shown
    assert decided(evidence=declared.charge_threshold, purpose=1.0)[1] == pytest.approx(even**2, abs=0.04)


def test_nobody_is_charged_where_nobody_is_accused():
    assert decided(evidence=1.0, purpose=1.0, testimony=True, role=-1) == (0.0, 0.0)


@pytest.mark.parametrize("better", [{"evidence": 0.9, "purpose": 0.9}, {"testimony": True}, {"skilled": True}])
def test_evidence_testimony_and_skill_raise_charges_and_charges_of_trafficking(better):
    skilled = better.pop("skilled", False)
    policies = (policy(SpecialisedProsecutors, staff=0.0, skill=1.0),) if skilled else ()
    assert np.greater(decided(*policies, **better), decided()).all()


def test_what_nobody_takes_up_lapses_so_that_queues_end():
    model = quiet(prosecutors=0.0, lapse=10.0)
    waiting(model, 50, Desk.PROSECUTOR)
    assert total(model, 9, "cases_lapsed") == [0]
    assert total(model, 1, "cases_lapsed") == [50]
    assert (model.cases.fate == Fate.LOST).all()


def test_no_officers_no_charges_and_no_trials():
    model = quiet(officers=0.0)
    waiting(model, 100, Desk.POLICE, **named())
    assert total(model, 60, "cases_decided", "charged", "tried") == [0, 0, 0]


def tried(corruption=None, funds=1e9, testimony=False, lesser=False, purpose=0.8, **settings):
    """Return a world whose court has just tried 1,000 cases against an organised network."""
    model = quiet(corruption=corruption, trials_per_week=1000.0, trial_wait=1.0, **settings)
    model.networks.funds[:] = funds
    if corruption is not None:
        model.courts.corruption[:] = corruption
    file = named(0.8, purpose, testimony, network=0)
    waiting(model, 1000, Desk.COURT, charged=True, lesser=lesser, **file)
    model.flows = dict.fromkeys(model.flows, 0.0)
    justice.step(model)
    return model


def test_trials_are_bought_from_the_networks_funds_only_where_corruption_fear_and_funds_allow():
    model = tried(corruption=1.0, bought=0.5)
    bought, paid = model.flows["trials_bought"], model.flows["court_bribes"]
    assert bought == pytest.approx(500, abs=60)
    assert paid == bought * model.parameters.justice.court_bribe
    assert model.networks.funds[0] == pytest.approx(1e9 - paid)
    for settings in ({"corruption": 0.0}, {"corruption": 1.0, "deterrence": 0.0}, {"corruption": 1.0, "funds": 10.0}):
        assert tried(bought=0.5, **settings).flows["trials_bought"] == 0
    poor = tried(corruption=1.0, bought=0.5, funds=50_000.0)
    assert poor.flows["trials_bought"] == 2
    assert poor.networks.funds[0] == 10_000.0


def test_purpose_testimony_and_decent_treatment_convict():
    usual = tried().flows["convicted"]
    assert tried(purpose=0.3).flows["convicted"] < usual
    assert tried(purpose=0.3, lesser=True).flows["convicted"] == usual  # the act is enough
    heard = tried(testimony=True, treatment=1.0).flows["convicted"]
    assert heard > tried(testimony=True, treatment=0.3).flows["convicted"] > usual


def test_a_trial_is_held_so_many_weeks_after_the_charge():
    model = quiet(trials_per_week=1000.0, trial_wait=10.0, absconding=0.0)
    waiting(model, 20, Desk.COURT, charged=True, **named())
    assert total(model, 9, "tried") == [0]
    assert total(model, 1, "tried") == [20]


@pytest.mark.parametrize(("lesser", "low", "high"), [(False, 8, 15), (True, 4, 8)])
def test_sentences_lie_in_the_legal_range_or_in_that_of_the_lesser_offence(lesser, low, high):
    model = tried(lesser=lesser, conviction_threshold=0.0)
    years = model.cases.years[model.cases.fate == Fate.CONVICTED]
    assert years.size > 0
    assert ((years >= low) & (years <= high)).all()
    assert model.flows["sentence_years"] == pytest.approx(years.sum())
    assert model.flows["convicted_below_minimum"] == (years.size if lesser else 0)


def test_a_cohort_is_counted_four_years_later_and_closed_cases_are_put_away():
    model = quiet(prosecutors=0.0, lapse=1e6)
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
MANY_CASES = {"exits": {"complaint": 0.01}}
"""More complaints than routine prosecutors can decide on, so that staff is what cases wait for."""
MANY_TRIALS = {"trials_per_week": 2.0, "conviction_threshold": 0.3, "charge_threshold": 0.4, "trial_wait": 10.0}
"""Convictions enough to compare."""
MORE_AND_BETTER = {"staff": 10.0, "skill": 0.5}


def lived(*policies, justice=(), **changes):
    """Return a grown world after 100 weeks of many cases and trials, and its outcomes; nobody is in custody before."""
    plan = baseline(**MANY_CASES, justice=MANY_TRIALS | dict(justice), **changes)
    model = grown(under(*policies, plan=plan))
    model.prisoners.remove_rows(np.arange(model.prisoners.n))
    model.cases.detained[:] = False
    return model, weekly(model, 100)


def test_without_deterrence_and_custody_prosecutors_raise_recorded_cases_and_leave_the_truth_untouched_bit_for_bit():
    changes = {
        "justice": {"deterrence": 0.0, "incapacitation": 0.0}, "civil_society": {"trust_from_convictions": 0.0}
    }  # fmt: skip
    (model, more), (usual, before) = (
        lived(policy(SpecialisedProsecutors, **MORE_AND_BETTER), **changes),
        lived(**changes),
    )
    for name, ratio in (("recorded.charges", 1.3), ("recorded.sistra_cases", 1.3)):
        assert more[:, column(name)].sum() > ratio * before[:, column(name)].sum()
    of_files = ("true.witness_weeks_restricted", PAID_FOR)
    true = [i for i in columns("true.") if i not in map(column, of_files)]
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
