"""Screening, goals, sampling and weights, on problems whose answers are known."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import ndtr

from analysis.calibration.coordinates import Coordinates
from analysis.calibration.emulators import fit_emulators
from analysis.calibration.goals import Goals, counting, luck_of
from analysis.calibration.importance import fresh, pooled
from analysis.calibration.population import Population, accepted, between, proposed, raised
from analysis.calibration.recovery import records_of, recovery
from analysis.calibration.sampling import posterior, space_left, weighted_quantiles
from analysis.calibration.selection import normal_scores, select, terms_of
from analysis.calibration.summary import Sets


def goals(**changes):
    ends = SimpleNamespace(lowest=100.0, highest=400.0)
    share = SimpleNamespace(lowest=0.4, highest=0.6)
    flat = SimpleNamespace(id="flat", errors="factor", reading="contradiction", discrepancy=0.1, pattern=ends)
    point = SimpleNamespace(id="point", errors="difference", reading="interval", discrepancy=0.05, pattern=share)
    return replace(Goals.of([flat, point]), **changes)


def test_any_value_between_sources_that_contradict_each_other_is_as_good_as_any_other():
    mean = goals().scaled(np.array([[105.0, 0.5], [250.0, 0.5], [380.0, 0.5]]))
    found = goals().implausibility(mean, np.full_like(mean, 0.01))
    assert (found == 0).all()
    loglik = goals(discrepancy=np.array([1e-3, 0.05])).log_likelihood(mean, np.zeros_like(mean))
    assert np.ptp(loglik) < 1e-6


def test_the_likelihood_of_a_flat_target_adds_up_to_one_over_records():
    ranges = np.linspace(-3.0, 3.0, 4001)
    wide = [
        goals(low=np.array([low, 0.5]), high=np.array([low + 0.7, 0.5])).log_likelihood(
            np.array([[0.0, 0.5]]), np.array([[0.04, 0.0]])
        )[0]
        for low in ranges
    ]
    alone = goals().log_likelihood(np.array([[np.log(200.0), 0.5]]), np.zeros((1, 2)))[0] + np.log(np.log(4.0))
    assert np.trapezoid(np.exp(np.array(wide) - alone), ranges) == pytest.approx(1.0, abs=0.02)


def test_a_miss_is_counted_in_standard_deviations_of_all_errors_together():
    mean = np.array([[np.log(800.0), 0.9]])
    found = goals().implausibility(mean, np.array([[0.03, 0.0]]))[0]
    error = 0.1 / 1.6449
    assert found == pytest.approx([np.log(2) / 0.2, 0.4 / np.hypot(error, 0.05)], rel=1e-3)


def test_what_no_run_has_a_value_of_is_ruled_out():
    mean = np.array([[np.nan, 0.5]])
    assert goals().implausibility(mean, np.zeros((1, 2)))[0, 0] == np.inf
    assert goals().log_likelihood(mean, np.zeros((1, 2)))[0] == -np.inf


def test_a_simulated_zero_is_far_off_but_finite():
    assert np.isfinite(goals().scaled(np.array([[0.0, 0.5]]))).all()


def test_one_target_may_be_missed_where_there_are_many():
    implausibility = np.full((1, 20), 1.0)
    implausibility[0, :2] = 9.0
    assert counting(implausibility, 3)[0] == 1.0 and counting(implausibility, 2)[0] == 9.0
    assert counting(implausibility[:, :3], 3)[0] == 9.0


def test_luck_is_the_variance_of_single_runs():
    rng = np.random.default_rng(0)
    runs = rng.normal(size=(500, 1, 1)) + rng.normal(0, 0.3, (500, 4, 1))
    assert luck_of(runs)[0] == pytest.approx(0.09, rel=0.1)
    assert np.isnan(luck_of(runs[:, :1])[0])


def test_the_few_of_many_parameters_that_matter_are_found_from_fewer_runs_than_parameters():
    rng = np.random.default_rng(1)
    x = rng.uniform(size=(150, 400))
    y = 3 * x[:, 7] + 2 * x[:, 100] + 6 * (x[:, 200] - 0.5) ** 2 + rng.normal(0, 0.3, 150)
    found = select(terms_of(x), normal_scores(y))
    assert set(found.parameters) == {7, 100, 200}
    assert found.shares[0] > 0.4 and found.unseen < 0.05


def test_noise_moves_nothing():
    rng = np.random.default_rng(2)
    found = [select(terms_of(rng.uniform(size=(150, 400))), rng.normal(size=150)) for _ in range(20)]
    assert sum(len(one.parameters) for one in found) <= 1


def test_emulators_know_many_small_effects_and_say_how_far_off_they_are():
    rng = np.random.default_rng(6)
    effects = rng.normal(size=120) * np.exp(-np.arange(120) / 20)
    latent = rng.normal(size=(450, 120))
    y = (2 * ndtr(latent) - 1) @ effects + rng.normal(0, 0.2, 450)
    found = fit_emulators(latent[:250], y[:250, None], Coordinates((0,) * 120))
    mean, variance = found.predict(latent[250:])
    missed = y[250:] - mean[:, 0]
    assert missed.var() < 0.25 * y.var()
    assert (np.abs(missed) < 1.645 * np.sqrt(variance[:, 0])).mean() > 0.84


def test_a_switch_of_theory_is_one_coordinate_for_each_further_option():
    coordinates = Coordinates((0, 0, 4, 2))
    latent = np.array([[0.0, 1.0, coordinates.middle(2, n % 4), coordinates.middle(3, n % 2)] for n in range(4)])
    found = coordinates(latent)
    assert coordinates.origins == [0, 1, 2, 2, 2, 3] and coordinates.named("abcd") == list("abcccd")
    assert found[:, 0].tolist() == [0.5] * 4 and found[:, 5].tolist() == [0, 1, 0, 1]
    assert found[:, 2:5].tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_emulators_know_what_a_theory_changes():
    rng = np.random.default_rng(7)
    latent = rng.normal(size=(200, 10))
    coordinates = Coordinates((*(0,) * 9, 4))
    y = ndtr(latent[:, 0]) + 2 * coordinates(latent)[:, 10] + rng.normal(0, 0.1, 200)
    found = fit_emulators(latent[:150], y[:150, None], coordinates)
    assert found.active() == [0, 9]
    assert (y[150:] - found.predict(latent[150:])[0][:, 0]).var() < 0.03 * y.var()


def test_the_share_of_the_prior_that_is_left_is_right():
    rng = np.random.default_rng(3)
    left = space_left(lambda z: 3.0 - z[:, 0] + 0.0 * z[:, 1], 0.5, rng.normal(size=(2000, 20)), rng)
    assert left.reached and left.share == pytest.approx(0.00621, rel=0.25)
    assert (left.points[:, 0] >= 2.5).all()
    assert left.points[:, 5].std() == pytest.approx(1.0, abs=0.1)


def test_draws_are_from_the_posterior():
    rng = np.random.default_rng(4)
    found = posterior(lambda z: -0.5 * ((z[:, 0] - 2.0) / 0.5) ** 2, rng.normal(size=(2000, 30)), rng)
    assert found[:, 0].mean() == pytest.approx(2 / 1.25, abs=0.08)
    assert found[:, 0].std() == pytest.approx(np.sqrt(0.2), rel=0.12)
    assert abs(found[:, 1].mean()) < 0.1


def test_generations_end_at_the_posterior_of_real_runs_although_emulators_are_wrong():
    """The real likelihood lies at 1.5 +- 0.5, the emulated one at 1 +- 1; a second number is seen by neither."""
    rng = np.random.default_rng(8)

    def real(z):
        return -0.5 * ((z[:, 0] - 1.5) / 0.5) ** 2

    def emulated(z):
        return -0.5 * (z[:, 0] - 1.0) ** 2

    def population(z):
        return Population(z, z[:, :1], np.array(["a", "b"] * (len(z) // 2)), real(z), emulated(z))

    found = population(posterior(emulated, rng.normal(size=(1000, 6)), rng))
    powers = []
    for _ in range(8):
        found = raised(found, 1000, rng)
        by_now = partial(lambda power, z: between(emulated(z), 0.8 * real(z), power), found.power)
        found = accepted(found, population(proposed(found, by_now, np.arange(6) < 5, rng)), by_now, rng)
        powers.append(found.power)
    assert powers == sorted(powers) and powers[-1] == 1.0
    assert found.latent[:, 0].mean() == pytest.approx(1.5 / 1.25, abs=0.06)
    assert found.latent[:, 0].std() == pytest.approx(np.sqrt(0.2), rel=0.1)
    assert abs(found.latent[:, 1].mean()) < 0.12 and found.latent[:, 1].std() == pytest.approx(1.0, abs=0.08)
    assert found.distinct > 700 and (found.groups == "a").sum() == 500


def test_what_has_no_share_in_a_mixture_does_not_matter():
    assert between(np.array([-np.inf]), np.array([2.0]), 1.0).tolist() == [2.0]
    assert between(np.array([3.0]), np.array([-np.inf]), 0.0).tolist() == [3.0]


def test_weights_move_quantiles():
    values, weights = np.arange(5.0)[:, None], np.array([0.0, 0.0, 0.0, 0.5, 0.5])
    assert weighted_quantiles(values, weights, np.array([0.5]))[0, 0] == pytest.approx(3.5)


def test_intervals_hold_known_truths_as_often_as_they_say():
    """One target, the sum of a parameter and luck, whose posterior is known exactly."""
    rng = np.random.default_rng(5)
    truths, error, off = rng.normal(size=(300, 2)), 0.4, 0.3
    about = Goals(("t",), *(np.array([v]) for v in (False, [0.0, 1.0], 0.0, 0.0, error, off, 0.2**2)))
    spread = np.sqrt(error**2 + off**2 + 0.2**2)

    def posteriors(n):
        seen = records_of(about, truths[n, :1] + rng.normal(0, 0.2, 1), rng).low[0]
        draws = rng.normal(size=(400, 2))
        draws[:, 0] = seen / (1 + spread**2) + draws[:, 0] * np.sqrt(spread**2 / (1 + spread**2))
        return draws

    found = recovery(["a", "b"], truths, posteriors)
    assert list(found.informed) == [True, False]
    low, high = found.band
    assert low - 0.03 <= found.coverage <= high + 0.03


def test_sets_that_descend_from_few_are_worth_few():
    rng = np.random.default_rng(9)
    parents = rng.normal(size=(8, 500))
    sets = parents.repeat(25, axis=0)
    weights = np.full(200, 1 / 200)
    assert Sets(sets, sets, weights).independent(range(500)) == pytest.approx(8, rel=0.15)
    apart = rng.normal(size=(200, 500))
    assert Sets(apart, apart, weights).independent(range(500)) == pytest.approx(200, rel=0.15)


def test_rounds_end_at_the_posterior_of_real_runs_and_sets_do_not_descend_from_one_another():
    def real(z):
        return -0.5 * ((z[:, 0] - 1.0) / 0.5) ** 2

    rng, gains, points = np.random.default_rng(5), [], []
    for guess in (0.3, 0.8):
        proposed_by = partial(_off, guess)
        points.append(fresh(proposed_by, 400, 30, rng))
        gains.append(real(points[-1]) - proposed_by(points[-1]))
    gains[0][:20] = -np.inf
    first, second = pooled(gains)
    weights, sets = np.concatenate([first, second]), np.concatenate(points)
    assert weights.sum() == pytest.approx(1) and (first[:20] == 0).all()
    assert second.sum() > first.sum()
    assert weights @ sets[:, 0] == pytest.approx(0.8, abs=0.1)
    assert np.sqrt(weights @ (sets[:, 0] - weights @ sets[:, 0]) ** 2) == pytest.approx(np.sqrt(0.2), abs=0.1)
    drift = ((weights @ sets[:, 1:]) ** 2).mean()
    assert 1 / drift > 0.5 / (weights**2).sum()
    assert len(np.unique(sets, axis=0)) == 800


def _off(guess, z):
    return -0.5 * ((z[:, 0] - guess) / 0.8) ** 2


def test_the_heaviest_weight_is_cut_and_a_round_without_any_run_weighs_nothing():
    one, two = pooled([np.log([1.0, 1.0, 1.0, 997.0]), np.array([-np.inf, -np.inf])])
    assert one[3] / one[0] == pytest.approx(2 * 250) and one.sum() == pytest.approx(1) and two.sum() == 0
