"""Recruiters and checkpoints answer what is done against them."""

from copy import replace

import numpy as np
import pytest

from model.codes import METHODS, ORGANISED, Exit, Method, Rule
from model.interventions import AdvertControl, RoadChecks
from model.parameters import kernel_numbers
from model.parameters.origins import REGIONS
from model.people.home import go_home
from model.people.leaving import catch_recruiters
from model.processes.recruitment import acceptance, adaptation, journeys, networks, refilling
from model.scenario.theories import Theory, apply_theory
from tests.model.invariants import broken
from tests.model.worlds import baseline, column, grown, policy, under, weekly

NEVER_SWITCHING, NO_DETOURS = {"switching": 0.0}, {"detour_hours": 1e6}
INSIDE = REGIONS.index("inside")


def lived(*policies, weeks=104, **adaptation_values):
    """Return a grown world after some weeks under policies."""
    model = grown(under(*policies, plan=baseline(adaptation=adaptation_values)))
    return model, weekly(model, weeks)


def shares(model):
    """Return the shares of methods among recruiters."""
    return np.bincount(model.recruiters.method, minlength=METHODS) / model.recruiters.n


def success(model):
    """Return what an offer achieves, mean over recruiters."""
    chance = networks.acceptance_in_term(model.world, model.levers.advert_control)
    mean = acceptance.mean_acceptance(chance, model.numbers)
    return mean[model.recruiters.origin, model.recruiters.method].mean()


@pytest.fixture(scope="module")
def control():
    """Return worlds under control of adverts, where recruiters adapt and where they do what is usual."""
    strict = policy(AdvertControl, inspectors=200.0, half_inspectors=1.0)
    return lived(strict)[0], lived(strict, choice_scale=1e9, **NEVER_SWITCHING)[0]


def test_control_of_adverts_moves_recruiters_to_other_methods(control):
    adapting, fixed = control
    assert shares(adapting)[Method.JOB_OFFER] < 0.5 * shares(fixed)[Method.JOB_OFFER]


def test_control_of_adverts_achieves_less_where_recruiters_adapt(control):
    adapting, fixed = control
    assert success(adapting) > 1.05 * success(fixed)


def test_without_switching_nobody_changes_origin_or_method():
    model, outcomes = lived(weeks=20, **NEVER_SWITCHING)
    assert outcomes[:, column("true.recruiters_who_switched")].sum() == 0
    assert model.recruiters.n > 20


def test_in_usual_weeks_the_usual_shares_are_kept():
    usual, fixed = lived()[0], lived(**NEVER_SWITCHING)[0]
    np.testing.assert_allclose(shares(usual), shares(fixed), atol=0.12)


def test_recruiters_leave_an_origin_whose_people_are_warned():
    cusco = REGIONS.index("cusco")
    warned, unwarned = grown(), grown()
    for _ in range(80):
        for model in (warned, unwarned):
            model.campaign[cusco] = float(model is warned)
            model.step()
    there = [np.mean(model.recruiters.origin == cusco) for model in (warned, unwarned)]
    assert there[0] < 0.7 * there[1]


def test_longer_hours_at_checkpoints_lead_to_ways_round_them():
    (checked, often), (_, seldom) = lived(policy(RoadChecks, hours=128.0)), lived()
    detours, debt = column("true.journeys_round_control"), checked.persons.debt
    assert often[-52:, detours].sum() > 2 * seldom[-52:, detours].sum()
    assert debt.max() > 0


NOTHING_CHARGED = {"debt_repaid": 0.0, "board": 0.0, "drink_charges": 0.0, "illness": 0.0, "debt_interest": 0.0}


def test_a_way_round_is_longer_and_so_dearer():
    model = grown(baseline(adaptation={"detour_hours": 50.0, "detour_scale": 1e9}, exits=NOTHING_CHARGED))
    known = model.persons.identity.copy()
    model.route_risk[:] = 0.1
    model.step()
    p, persons = model.parameters.recruitment, model.persons
    new = ~np.isin(persons.identity, known) & (persons.method != Method.BAR_WORK)
    beyond = persons.debt[new] - p.advance - p.fare * model.travel_hours[persons.origin[new]]
    assert set(np.rint(np.unique(beyond)).tolist()) == {0.0, 50.0 * p.fare}


def test_checkpoints_stop_fewer_where_there_are_ways_round():
    checks = policy(RoadChecks, hours=128.0)
    (_, round_them), (_, no_way) = lived(checks), lived(checks, **NO_DETOURS)
    stopped = column("true.stopped_on_the_way")
    assert round_them[-52:, stopped].sum() < 0.8 * no_way[-52:, stopped].sum()


def test_nobody_goes_round_where_nothing_is_feared():
    numbers = kernel_numbers(baseline(recruitment={"fare": 8.0}).parameters)
    assert (journeys.detouring(np.zeros(len(REGIONS)), numbers) == 0).all()
    rising = journeys.detouring(np.linspace(0.0, 1.0, len(REGIONS)), numbers)
    assert (np.diff(rising) > 0).all()
    assert rising.max() <= 1


def test_a_checkpoint_is_manned_for_no_more_hours_than_a_week_has():
    model = grown(under(policy(RoadChecks, intensity=100.0)))
    model.step()
    hours = journeys.hours_manned(model.world)
    assert (hours[~model.checkpoints.river] == 168.0).all()
    np.testing.assert_array_equal(hours[model.checkpoints.river], model.checkpoints.hours[model.checkpoints.river])


def test_hours_move_to_where_people_were_stopped_and_their_sum_stays():
    posts, numbers = grown().checkpoints, kernel_numbers(baseline().parameters)
    before, stopped = posts.hours.sum(), np.zeros(len(REGIONS))
    stopped[REGIONS.index("loreto")] = 5.0
    for _ in range(100):
        adaptation.move_hours(posts.table, posts.hours.copy(), stopped, numbers)
    assert posts.hours.sum() == pytest.approx(before)
    assert posts.hours[posts.river].min() > posts.hours[~posts.river].max()


def test_danger_is_remembered_and_forgotten_fast_or_slowly():
    risk, numbers = np.zeros((2, 1)), kernel_numbers(baseline().parameters)
    few = numbers[0].adaptation.few_journeys
    adaptation.remember(risk, np.array([1.0]), np.array([10.0]), few, numbers)
    (usual,), (fresh,) = risk
    assert 0 < usual < fresh <= 0.1
    for _ in range(200):
        adaptation.remember(risk, np.array([1.0]), np.array([10.0]), few, numbers)
    np.testing.assert_allclose(risk, 0.1, rtol=0.1)
    for _ in range(200):
        adaptation.remember(risk, np.array([0.0]), np.array([10.0]), few, numbers)
    assert risk[1, 0] < risk[0, 0] < 0.05


def test_arrests_are_feared_by_the_method_of_those_arrested():
    model = grown()
    model.method_risk[:] = 0.0
    rows = np.flatnonzero(model.recruiters.method == Method.FAMILY)[:3]
    catch_recruiters(model.world, rows)
    adaptation.step(model)
    assert (model.method_risk[:, Method.FAMILY] > 0).all()
    assert (np.delete(model.method_risk, Method.FAMILY, axis=1) == 0).all()
    assert (model.caught == 0).all()


def ways(model, rule):
    """Return weights of origins and methods under a decision rule."""
    numbers = kernel_numbers(model.parameters, int(rule))
    return networks.weights_of(model.pull, model.unwarned, model.unwarned, networks.dangers(model.world), numbers)


def test_who_imitates_does_not_look_at_danger_and_who_fears_losses_looks_most():
    model = grown()
    model.step()
    model.method_risk[:] = model.route_risk[:] = 0.0
    model.method_risk[:, Method.JOB_OFFER] = 100.0
    adverts = {}
    for rule in Rule:
        weights = ways(model, rule)[networks.MEMBER]
        adverts[rule] = weights[:, Method.JOB_OFFER].sum() / weights.sum()
    declared = model.parameters.recruitment.method_job
    assert adverts[Rule.IMITATION] == pytest.approx(declared)
    assert adverts[Rule.LOSS_AVERSE] < adverts[Rule.EXPECTED_PROFIT] < declared
    assert adverts[Rule.INERTIA] == adverts[Rule.EXPECTED_PROFIT]


def switches(rule, weeks=26):
    """Return how many recruiters change under a decision rule."""
    model = grown()
    model.numbers = kernel_numbers(model.parameters, int(rule))
    return weekly(model, weeks)[:, column("true.recruiters_who_switched")].sum()


def test_the_inert_change_less_often_and_imitators_change_too():
    reckoning = switches(Rule.EXPECTED_PROFIT)
    assert 0 < switches(Rule.INERTIA) < 0.5 * reckoning
    assert switches(Rule.IMITATION) > 0


def test_imitators_take_over_what_succeeds():
    model = grown()
    r, numbers = model.recruiters, kernel_numbers(model.parameters, int(Rule.IMITATION))
    numbers[0].adaptation.switching = numbers[0].theories.imitation = 1.0
    r.fared[:], r.survivor[:] = 0.0, False
    informal = np.flatnonzero(r.network == ORGANISED)
    r.fared[informal[0]], r.origin[informal[0]] = 1.0, INSIDE
    networks.reconsider(model.clock, r.table, networks.ways(model.world), numbers)
    assert informal.size > 5
    assert (r.origin[informal] == INSIDE).all()


def test_posts_are_given_up_as_the_cost_of_filling_them_nears_their_worth():
    power = baseline().parameters.adaptation.worth_power
    given_up = [refilling.unprofitable_share(cost, 10_000.0, power) for cost in (1000.0, 5000.0, 10_000.0, 1e6)]
    assert given_up[0] < 0.01
    assert given_up[2] == pytest.approx(0.5)
    assert given_up == sorted(given_up)
    assert given_up[3] > 0.99


def test_nearly_all_posts_are_sought_in_usual_weeks_and_few_where_offers_cost_too_much():
    usual, dear = grown(), grown(baseline(adaptation={"offer_effort": 50_000.0}))
    few, many = weekly(usual, 8).sum(axis=0), weekly(dear, 8).sum(axis=0)
    unsought, sought = column("true.posts_given_up"), column("true.vacancies")
    assert few[unsought] < 0.02 * few[sought]
    assert many[unsought] > 5 * many[sought]


def test_a_post_emptied_by_others_is_not_sought_again_without_refilling():
    emptied = {}
    for share in (1.0, 0.0):
        model = grown(baseline(recruitment={"refilling": share}))
        held = np.flatnonzero((model.persons.bar >= 0) & (model.persons.stage == 0))[:100]
        bars = model.bars.row_of[model.persons.bar[held]]
        go_home(model.world, held[:50], int(Exit.RAID))
        go_home(model.world, held[50:], int(Exit.ESCAPE))
        emptied[share] = model.bars.forgone.copy()
        np.testing.assert_array_equal(np.bincount(bars[:50], minlength=model.bars.n) * (1.0 - share), emptied[share])
    assert emptied[1.0].sum() == 0
    assert emptied[0.0].sum() == 50


def test_without_refilling_bars_seek_fewer():
    with_it, without = (grown(baseline(recruitment={"refilling": share})) for share in (1.0, 0.0))
    vacancies = column("true.vacancies")
    assert weekly(without, 104)[-52:, vacancies].sum() < weekly(with_it, 104)[-52:, vacancies].sum()


def fallen(demand=True):
    """Return a world whose first network has lost recruiters, head and funds, with posts sought there or not."""
    model = grown(baseline(adaptation={"network_entry": 0.2}))
    catch_recruiters(model.world, np.flatnonzero(model.recruiters.network == 0))
    model.networks.leaderless[0] = model.week + 2
    model.networks.funds[0] = 0.0
    if not demand:
        model.bars.owner[model.bars.owner == 0] = ORGANISED
        model.numbers[0].recruitment.labour_network = model.numbers[0].bars.network_share = 0.0
    model.networks.funds[0] = 0.0
    networks.end_and_enter(model.clock, model.networks.table, model.numbers)
    return model


def test_a_network_without_recruiters_head_and_funds_ends_and_another_enters_while_posts_are_sought():
    model = fallen()
    assert model.networks.dissolved[0]
    outcomes = weekly(model, 60)
    assert outcomes[:, column("true.networks_entered")].sum() == 1
    assert not model.networks.dissolved[0]
    assert model.networks.recruiters[0] > 0
    assert broken(model) == []


def test_no_network_enters_where_no_posts_are_sought():
    model = fallen(demand=False)
    outcomes = weekly(model, 60)
    assert outcomes[:, column("true.networks_entered")].sum() == 0
    assert model.networks.dissolved[0]
    assert model.networks.funds[0] == 0


def test_a_network_that_has_funds_does_not_end():
    model = grown()
    catch_recruiters(model.world, np.flatnonzero(model.recruiters.network == 0))
    model.networks.leaderless[0] = model.week + 20
    model.networks.funds[0] = 1e6
    assert weekly(model, 10)[:, column("true.networks_dissolved")].sum() == 0


def test_without_division_of_labour_a_network_scatters_when_one_recruiter_is_taken():
    for division, left in ((1.0, -1), (0.0, None)):
        model = grown(baseline(adaptation={"division_of_labour": division}))
        before, informal = model.networks.recruiters.copy(), model.networks.recruiters[ORGANISED]
        catch_recruiters(model.world, np.flatnonzero(model.recruiters.network == 0)[:1])
        catch_recruiters(model.world, np.flatnonzero(model.recruiters.network == ORGANISED)[:1])
        assert model.networks.recruiters[0] == (before[0] + left if left else 0)
        assert model.networks.recruiters[ORGANISED] == informal - 1
        assert broken(model) == []


def test_need_at_origin_raises_what_all_offers_but_force_achieve():
    model = grown()
    need = model.need.copy()
    need[0] *= 1.5
    poorer = acceptance.acceptance(model.campaign, need, model.within_reach, False, 0.0, 0.0, model.numbers)
    usual = networks.acceptance_in_term(model.world, 0.0)
    asked = [Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY]
    np.testing.assert_allclose(poorer[asked, 0], 1.5 * usual[asked, 0])
    np.testing.assert_array_equal(poorer[:, 1:], usual[:, 1:])
    np.testing.assert_array_equal(poorer[Method.ABDUCTION], usual[Method.ABDUCTION])


def test_who_was_in_exploitation_is_trusted_more():
    recruitment = kernel_numbers(baseline().parameters)[0].recruitment
    survivor, other = (acceptance.trust_in_recruiter(was, recruitment) for was in (True, False))
    assert survivor > 1.0 > other
    share = recruitment.survivors_usual
    assert share * survivor + (1 - share) * other == pytest.approx(1.0)


def test_where_families_recruit_more_posts_go_to_them():
    def informal(theory):
        plan = replace(baseline(), theory=theory)
        model = grown(plan)
        weekly(model, 52)
        assert model.parameters == apply_theory(plan.parameters, theory)
        return model.networks.sought[ORGANISED] / model.networks.sought.sum()

    assert informal(Theory(recruiters="families")) > 1.1 * informal(Theory())


def test_recruiters_and_checkpoints_learn_alike_after_going_on_from_a_snapshot():
    model = grown()
    weekly(model, 3)
    again = type(model).from_snapshot(model.snapshot(), model.setup)
    for name in ("method_risk", "route_risk"):
        np.testing.assert_array_equal(getattr(model, name), getattr(again, name))
    assert weekly(model, 5).tobytes() == weekly(again, 5).tobytes()
