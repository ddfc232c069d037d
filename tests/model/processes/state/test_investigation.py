"""Files at the police: evidence that steps bring and officials and time take, witnesses who speak and withdraw."""

import numpy as np
import pytest

from model.codes import Desk, Stage
from model.people.home import go_home
from model.processes.state import justice
from model.processes.state.investigation import withdrawal
from tests.model.justice import named, quiet, total
from tests.model.worlds import waiting

AT_ONCE = {"police_steps": 1.0, "officers": 100.0, "steps_per_officer": 8.0, "handover_loss": 0.0, "fear": 0.0}
"""Officers take every case up in the week after it is lodged, and hand it over."""


def test_officers_work_on_the_oldest_cases_as_many_as_they_can_and_hand_over_complete_files():
    model = quiet(officers=10.0, steps_per_officer=2.0, police_steps=2.0, fear=0.0, handover_loss=0.0)
    waiting(model, 100, Desk.POLICE)
    total(model, 1)
    assert model.cases.steps.tolist() == [1] * 20 + [0] * 80
    total(model, 1)
    assert (model.cases.desk == Desk.PROSECUTOR).tolist() == [True] * 20 + [False] * 80


def evidence(n=300, weeks=1, **settings):
    """Return the mean evidence of act and purpose after some weeks at the police."""
    model = quiet(**(AT_ONCE | {"evidence_lost": 0.0, "evidence_fading": 0.0} | settings))
    waiting(model, n, Desk.POLICE)
    total(model, weeks)
    return model.cases.evidence.mean(), model.cases.purpose.mean()


def test_a_step_finds_a_piece_of_evidence_by_chance_and_more_steps_find_more():
    chances = {"evidence_found": 0.5, "purpose_found": 0.2, "piece": 0.4}
    found = evidence(**chances)
    assert found == pytest.approx((0.5 * 0.4, 0.2 * 0.4), abs=0.03)
    assert np.greater(evidence(**chances, police_steps=3.0, weeks=3), found).all()
    assert evidence(evidence_found=1.0, piece=1.0)[0] == 1.0


@pytest.mark.parametrize("corruption", [0.0, 1.0])
def test_what_a_file_holds_disappears_only_at_units_that_take_money(corruption):
    model = quiet(corruption=corruption, officers=0.0, evidence_lost=0.2, evidence_fading=0.0)
    waiting(model, 200, Desk.POLICE, **named(unit=0))
    (lost,) = total(model, 10, "evidence_lost")
    assert np.count_nonzero(model.cases.evidence == 0.0) == lost
    assert (lost > 100) == (corruption == 1.0)
    assert lost > 100 or lost == 0


def test_evidence_fades_at_every_desk():
    model = quiet(prosecutors=0.0, evidence_fading=0.01)
    waiting(model, 5, Desk.PROSECUTOR, **named(0.8, 0.5))
    total(model, 10)
    np.testing.assert_allclose(model.cases.evidence, 0.8 * 0.99**10)
    np.testing.assert_allclose(model.cases.purpose, 0.5 * 0.99**10)


def test_fear_and_hand_over_lose_cases():
    for settings in ({"fear": 1.0}, {"handover_loss": 0.5}, {}):
        model = quiet(**(AT_ONCE | settings))
        model.camps.hostility[:] = 0.5
        waiting(model, 400, Desk.POLICE, camp=0)
        assert total(model, 1, "cases_lost")[0] == pytest.approx(200 if settings else 0, abs=40)


def ready(hostility=0.0, **settings):
    """Return the share of cases in which somebody testifies when asked."""
    model = quiet(**(AT_ONCE | {"testimony": 0.8, "restriction": 0.0, "withdrawal": 0.0} | settings))
    model.camps.hostility[:] = hostility
    waiting(model, 400, Desk.POLICE, camp=0)
    return total(model, 1, "testimonies")[0] / 400


def test_fear_and_protection_that_restricts_keep_people_from_testifying():
    free = ready()
    assert free == pytest.approx(0.8, abs=0.1)  # and a little more for awareness of rights
    assert ready(hostility=1.0, witness_fear=1.0) == pytest.approx(free * np.exp(-1.0), abs=0.06)
    assert ready(restriction=1.0) == 0.0


def hazard(model, debt=0.0, stage=Stage.HOME, hostility=0.0):
    """Return the weekly chance that somebody of a case withdraws."""
    model.make_room()
    go_home(model.world, np.array([0]), 0)
    model.persons.debt[0], model.persons.stage[0] = debt, stage
    model.camps.hostility[0] = hostility
    waiting(model, 1, Desk.PROSECUTOR, **named(camp=0, witness=model.persons.unique_id[0]))
    return withdrawal(model.world, model.cases.n - 1)


def test_fear_and_debt_make_witnesses_withdraw_care_keeps_them_and_return_to_exploitation_ends_it():
    numbers = quiet().parameters.justice
    usual = hazard(quiet())
    assert usual == pytest.approx(numbers.withdrawal)
    assert hazard(quiet(), hostility=0.5) == pytest.approx(usual * (1.0 + 0.5 * numbers.fear_withdraws))
    assert hazard(quiet(), debt=1e6) == pytest.approx(usual * (1.0 + numbers.debt_withdraws))
    assert hazard(quiet(), stage=Stage.SHELTER) == pytest.approx(usual * numbers.care_keeps)
    assert hazard(quiet(), stage=Stage.EXPLOITED) == 1.0


def test_the_longer_a_case_takes_the_more_witnesses_have_withdrawn():
    model = quiet(prosecutors=0.0, withdrawal=0.05)
    waiting(model, 300, Desk.PROSECUTOR, **named(testimony=True))
    early, late = total(model, 10, "testimonies_withdrawn")[0], total(model, 20, "testimonies_withdrawn")[0]
    assert early == pytest.approx(300 * (1 - 0.95**10), abs=30)
    assert np.count_nonzero(model.cases.testimony) == 300 - early - late


def test_accused_who_are_free_may_flee_before_trial():
    fled = []
    for detained in (False, True):
        model = quiet(absconding=0.05, trial_wait=100.0)
        waiting(model, 100, Desk.COURT, charged=True, **named(detained=detained))
        fled += total(model, 10, "accused_fled")
    assert fled[0] > 20
    assert fled[1] == 0


def test_protected_witnesses_lose_freedom_for_a_fixed_time_unless_protection_leaves_it():
    model = quiet(testimony=1.0, restriction=0.0, witness_weeks=5.0, withdrawal=0.0, **AT_ONCE)
    waiting(model, 100, Desk.POLICE)
    (weeks,) = total(model, 10, "witness_weeks")
    witnesses = np.count_nonzero(model.cases.testimony)
    assert witnesses > 50
    assert weeks == 5 * witnesses


def test_an_investigation_may_lead_to_the_owner_of_a_bar():
    followed = {}
    for share in (0.0, 1.0):
        settings = {"traced_owner": share, "evidence_found": 1.0, "piece": 1.0, "identified": 0.0}
        model = quiet(**(AT_ONCE | settings))
        waiting(model, 20, Desk.POLICE, **named(bar=model.bars.unique_id[0]))
        justice.step(model)
        followed[share] = np.count_nonzero(model.cases.role == 0)
    assert followed == {0.0: 0, 1.0: 20}
