"""The window: who applies, who is decided on and granted, and what a permit costs."""

from copy import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.codes import Age, Climate, Zone
from model.interventions import Formalisation, Interdiction
from model.kernels.randomness import arrivals
from model.parameters import Parameters
from model.people.leaving import stop_mining
from model.processes.mining import price
from model.processes.state import formalisation
from tests.model.worlds import GROWN, baseline, column, differing, grown, policy, under, weekly

P = Parameters().formalisation
SHORT = 52
"""Weeks in which a window shows what it does."""


def windowed(*others, plan=None, **settings):
    """Return a grown world with a window."""
    return grown(under(policy(Formalisation, **settings), *others, plan=plan))


def lived(model, name, weeks=SHORT):
    """Return an outcome in each of some weeks."""
    return weekly(model, weeks)[:, column(name)]


def today(plan=None, **levers):
    """Return a grown world in the week to come, its price known and levers set, before anybody acts."""
    model = grown(plan)
    price.step(model)
    model.levers = replace(model.levers, **levers)
    return model


def queueing(staff=0.0, requirements=1.0, protected=0.0, plan=None):
    """Return a grown world in which everybody has filed, the first in rows last, and levers are set."""
    model = today(
        plan, formalisation_staff=staff, formalisation_requirements=requirements, formalisation_protected=protected
    )
    model.miners.formal[:] = False
    model.miners.filed[:] = model.week - 1 - np.arange(model.miners.n) // 10
    model.files_waiting = model.miners.n * model.scale
    return model


def eligible(model):
    """Return who meets the requirements on land that is open."""
    able = model.luck.uniform(formalisation.ABLE, model.miners.identity, formalisation.ALWAYS)
    land = model.luck.uniform(formalisation.ABLE, model.miners.identity, formalisation.ALWAYS, word=1)
    open_land = np.array(formalisation.open_land(model.world))[model.camps.zone[model.miners.camp]]
    return (able < P.meets_2012**model.levers.formalisation_requirements) & (land < open_land)


# clerks and eligibility


@settings(max_examples=30, deadline=None)
@given(
    staff=st.floats(0.0, 40_000.0), requirements=st.floats(0.0, 3.0), protected=st.floats(0.0, 1.0),
    left_over=st.floats(0.0, 49.0),
)  # fmt: skip
def test_decisions_are_bounded_by_clerks_and_grants_by_eligibility(staff, requirements, protected, left_over):
    model = queueing(staff, requirements, protected)
    model.desk_work = left_over
    formalisation.decide_files(model.world)
    granted, refused = (model.flows[f"applications_{how}"] for how in ("granted", "refused"))
    assert granted + refused <= staff * P.files_per_clerk + left_over
    assert granted + refused + model.scale > min(staff * P.files_per_clerk, model.miners.n * model.scale)
    assert not (model.miners.formal & ~eligible(model)).any()
    assert granted == np.count_nonzero(model.miners.formal) * model.scale
    assert not (model.miners.refused & eligible(model)).any()


@pytest.mark.parametrize("staff", [0.0, 3.0, 60.0, 1_000.0])
def test_in_every_week_of_a_window_no_more_is_decided_than_clerks_can_do(staff):
    model = windowed(staff=staff, requirements=0.2)
    seen = weekly(model, SHORT)
    decided = seen[:, [column("true.formalisations_granted"), column("true.formalisations_refused")]].sum(1)
    assert (np.cumsum(decided) <= staff * P.files_per_clerk * np.arange(1, SHORT + 1)).all()
    assert (decided.sum() > 0) == (staff > 0)


def test_without_clerks_nobody_applies_and_nothing_is_granted():
    model = windowed(staff=0.0)
    assert lived(model, "true.formalisation_applications").sum() == 0
    assert queued_and_granted(staff=0.0) == 0


def queued_and_granted(**window):
    """Return how many permits are granted where everybody has filed."""
    model = queueing(**window)
    formalisation.decide_files(model.world)
    return model.flows["applications_granted"]


def test_easier_rules_let_the_same_men_in_and_more():
    ready = [eligible(queueing(requirements=level)) for level in (2.0, 1.0, 0.5, 0.0)]
    assert all((strict <= easy).all() for strict, easy in pairwise(ready))
    assert ready[-1].sum() > 100


def test_first_in_first_out():
    model = queueing(staff=1_000.0)
    before = model.miners.filed.copy()
    formalisation.decide_files(model.world)
    decided = model.miners.filed < 0
    assert decided.sum() == 20
    assert before[decided].max() <= before[~decided].min()


def test_of_one_week_files_are_decided_by_identity_whatever_the_rows():
    model = queueing(staff=1_000.0)
    model.miners.filed[:] = model.week - 1
    rows = formalisation.first_in_line(model.miners.table, 20)
    assert sorted(model.miners.identity[rows]) == sorted(model.miners.identity)[:20]


def test_small_capacity_adds_up_to_whole_rows():
    model = queueing(staff=3.0)
    for _ in range(100):
        formalisation.decide_files(model.world)
    assert model.flows["applications_granted"] + model.flows["applications_refused"] == 300


def test_clerks_do_not_work_ahead():
    model = queueing(staff=3_000.0)
    model.miners.filed[1:] = formalisation.NO_FILE
    model.files_waiting = model.scale
    formalisation.decide_files(model.world)
    assert (model.files_waiting, model.desk_work) == (0, 0.0)


# land and who may apply


def test_protected_land_can_be_applied_for_only_where_it_is_opened():
    numbers = []
    for protected in (0.0, 0.5, 1.0):
        model = today(baseline(formalisation={"apply_rate": 1.0}), formalisation_protected=protected)
        model.miners.camp[:] = np.flatnonzero(model.camps.zone == Zone.PROTECTED)[0]
        formalisation.take_applications(model.world)
        numbers.append(model.files_waiting)
    assert numbers[0] == 0 < numbers[1] < numbers[2]


def test_only_adults_without_permit_file_refusal_or_advance_apply():
    for name, value in (("age", Age.FROM_14), ("formal", True), ("refused", True), ("forced", True)):
        model = today(baseline(formalisation={"apply_rate": 1.0}))
        getattr(model.miners, name)[:] = value
        formalisation.take_applications(model.world)
        assert model.files_waiting == 0, name


def applying(trust=1.0, plan=None, **levers):
    """Return how many apply in a week."""
    model = today(plan, **levers)
    model.climate[Climate.LEGITIMACY] *= trust
    formalisation.take_applications(model.world)
    return model.files_waiting


def test_more_apply_who_trust_or_gain_more_and_fewer_where_rules_cost_more():
    often = baseline(formalisation={"apply_rate": 0.2})
    usual = applying(plan=often)
    assert applying(0.3, often) < usual
    assert applying(plan=often, force=(20_000.0,) * 4) > usual
    assert applying(plan=often, traceability=0.3) > usual
    assert applying(plan=often, formalisation_requirements=0.2) > usual
    assert applying(plan=often, formalisation_requirements=4.0) < usual / 4


# permits


def test_stricter_rules_leave_fewer_miners_with_a_permit():
    holders = [lived(windowed(staff=200.0, requirements=level), "true.miners_formal")[-1] for level in (0.2, 1.0, 4.0)]
    assert holders[0] > 1.2 * holders[1]
    assert holders[2] < 0.95 * holders[1]


def test_permits_lapse_only_where_they_cost_more_than_they_give():
    assert lived(grown(), "true.permits_lapsed").sum() == 0
    assert lived(windowed(staff=0.0, requirements=4.0), "true.permits_lapsed").sum() > 0


def test_permits_are_paid_from_cash_as_far_as_it_goes():
    model = today()
    model.miners.formal[:] = True
    model.miners.cash[:] = 15.0
    model.miners.cash[0] = 1_000.0
    before = model.miners.cash.sum()
    formalisation.keep_permits(model.world)
    assert model.flows["compliance_costs"] == pytest.approx((before - model.miners.cash.sum()) * model.scale)
    assert model.miners.cash[0] == 1_000.0 - P.compliance_cost
    assert (model.miners.cash[1:] == 0).all()


def test_files_of_those_who_leave_leave_with_them():
    model = queueing()
    before = model.files_waiting
    stop_mining(model.world, np.arange(7))
    assert model.flows["applications_withdrawn"] == 7 * model.scale
    assert model.files_waiting == before - 7 * model.scale == model.miners.n * model.scale


# the window of 2012-2014


def test_three_clerks_under_the_rules_of_2012_grant_next_to_nothing_to_thousands():
    model = windowed(staff=3.0)
    seen = weekly(model, 100)
    applied, granted = (seen[:, column(f"true.formalisation{name}")].sum() for name in ("_applications", "s_granted"))
    assert applied > 1_500
    assert granted <= model.scale
    assert seen[-1, column("true.formalisations_waiting")] > 0.4 * applied


# pairing


def test_no_intensity_is_no_window_bit_for_bit():
    usual, idle = grown(), windowed(intensity=0.0, staff=500.0, requirements=0.1, protected=1.0)
    for model in (usual, idle):
        weekly(model, 20)
    assert differing(usual.snapshot(), idle.snapshot()) == []


def test_nothing_differs_before_the_window_opens():
    later = grown(under(policy(Formalisation, start=GROWN + 10, staff=500.0, requirements=0.1)))
    usual = grown()
    for model in (usual, later):
        weekly(model, 10)
    assert differing(usual.snapshot(), later.snapshot()) == []


def test_where_forces_stop_digging_a_permit_is_worth_applying_for():
    stopped = policy(Interdiction, zones=("corridor", "roadside", "river"), force=6000.0)
    assert lived(windowed(stopped, staff=3.0), "true.formalisation_applications", 26).sum() > 1.3 * (
        lived(windowed(staff=3.0), "true.formalisation_applications", 26).sum()
    )


def test_newcomers_have_no_file():
    model = grown()
    rows = model.miners.add(3, identity=arrivals("miner", 4000, model.week, 3))
    assert (model.miners.filed[rows] == formalisation.NO_FILE).all()
    assert not model.miners.refused[rows].any()
