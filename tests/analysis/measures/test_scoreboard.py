"""The scoreboard and the null model, on patterns whose answers are plain."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.measures.null_model import fit_null
from analysis.measures.patterns import Scored
from analysis.measures.scoreboard import interval_score, lines
from model.evidence.patterns import Pattern

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(36)]
CASES = Pattern(
    id="cases", facts=(), statement="", scope="region", role="calibration", outcome="cases", statistic="sum",
    start=date(2008, 1, 1), stop=date(2009, 1, 1), low=90.0, high=110.0, unit="cases",
)  # fmt: skip
SHARE = replace(CASES, id="share", statistic="ratio", denominator="all", low=0.4, high=0.6, unit="share")


def target(pattern):
    return SimpleNamespace(pattern=pattern, errors="factor", reading="contradiction")


def test_a_narrow_interval_on_the_range_scores_better_than_a_wide_one_and_than_one_beside_it():
    inside, wide, beside = (np.linspace(*ends, 200) for ends in ((95, 105), (50, 200), (200, 210)))
    scores = [interval_score(CASES, values) for values in (inside, wide, beside)]
    assert scores[0] < scores[1] < scores[2]


def test_a_score_is_width_plus_twenty_times_the_miss_in_widths_of_the_range():
    values = np.full(50, 0.5)
    assert interval_score(SHARE, values) == pytest.approx(20 * np.abs(np.linspace(-0.5, 0.5, 21)).mean())
    assert np.isnan(interval_score(replace(SHARE, high=None), values))


def test_the_null_model_returns_its_targets_and_follows_the_price_elsewhere():
    price = np.repeat([100.0, 100.0, 200.0], 12)
    null = fit_null([target(CASES), target(SHARE)], DATES, price, 400, seed=1)
    found = null.values(CASES)
    assert found.min() >= 90 and found.max() <= 110
    later = null.values(replace(CASES, start=date(2010, 1, 1), stop=date(2011, 1, 1)))
    assert (later / found).min() >= 1.0 and (later / found).max() <= 4.0001 and np.median(later / found) > 1.5
    assert np.array_equal(null.values(replace(SHARE, start=date(2010, 1, 1))), null.values(SHARE))
    assert np.isnan(null.values(replace(CASES, outcome="unknown"))).all()


def test_the_ensemble_beats_the_null_model_where_its_interval_is_better():
    scored = [Scored(CASES, np.linspace(95, 105, 50))]
    (line,) = lines(scored, lambda pattern: np.linspace(50, 500, 50))
    assert line.agrees and line.beats_null
    (unknown,) = lines(scored, lambda pattern: np.full(50, np.nan))
    assert unknown.beats_null is None
