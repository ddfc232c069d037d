"""Figures of a calibration: everything can be read, and words say what the figure shows."""

import numpy as np

from analysis.base.provenance import Provenance
from analysis.base.words import words_in
from analysis.calibration.summary import Pair, Predicted, Progress, Told
from analysis.figures.calibration import (
    pairs_alt_text,
    pairs_figure,
    predictive_alt_text,
    predictive_figure,
    priors_alt_text,
    priors_figure,
    progress_alt_text,
    progress_figure,
)
from tests.analysis.drawn import check_that_all_can_be_read, said

WORDS, ABOUT = words_in(), Provenance(4, 1, 50)
NAMES = ["digging.best_yield", "justice.specialised_unit_case_share", "bars.margin", "exits.escape", "a.b"]


def told(name, width):
    places = np.array([0.2, 0.4, 0.4 + width / 2])
    return Told(name, "1/week", np.array([0.0001, 0.002, 0.03]), np.array([0.001, 0.002, 0.004]), places, width, 0.3,
                True, {"gold-2012": 0.3}, {})  # fmt: skip


def predicted(name, low, high, middle, factor=True):
    return Predicted(name, low, high, factor, np.array([0.0, middle / 2, middle * 90]), middle * np.array([0.5, 1, 2]))


def test_prior_against_posterior():
    many = [told(f"{NAMES[n % 5]}_{n}", 0.1 + 0.02 * n) for n in range(40)]
    figure = priors_figure(many, ABOUT, WORDS)
    check_that_all_can_be_read(figure)
    assert "28 of 40" in said(figure) and "digging.best_yield_0" in said(figure)
    assert "0.001 to 0.004" in priors_alt_text(many, WORDS)


def test_targets_beside_the_ensemble():
    targets = [predicted("people-in-sexual-exploitation-2012-2013", 1000.0, 4000.0, 2000.0)]
    targets += [predicted("gold-2012", 16.0, 26.4, 90.0), predicted("share", 0.4, 0.6, 0.5, factor=False)]
    figure = predictive_figure(targets, ABOUT, WORDS)
    check_that_all_can_be_read(figure)
    assert "2 of 3 targets" in said(figure)
    assert "gold-2012: 90" in predictive_alt_text(targets, WORDS)


def test_how_many_targets_a_set_meets():
    names = ["prior", "wave 2", "wave 3", *(f"generation {n}" for n in range(1, 15))]
    stages = [
        Progress(f"{name}", np.array([3, 5 + n / 2, 9 + n / 2]), max(0, n - 2) / 14, 240)
        for n, name in enumerate(names)
    ]
    figure = progress_figure(stages, 22, ABOUT, WORDS)
    check_that_all_can_be_read(figure)
    assert "100 %" in said(figure) and "generation 14: 13" in progress_alt_text(stages, WORDS)


def test_pairs_of_parameters():
    rng = np.random.default_rng(1)
    pairs = [Pair((NAMES[n], NAMES[n + 1]), *rng.uniform(size=(2, 60)), rng.uniform(size=60), -0.4) for n in range(4)]
    figure = pairs_figure(pairs, ABOUT, WORDS)
    check_that_all_can_be_read(figure)
    assert "correlation \N{MINUS SIGN}0.40" in said(figure) and "bars.margin" in pairs_alt_text(pairs, WORDS)
