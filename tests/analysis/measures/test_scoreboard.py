"""The scoreboard and the null model, on patterns whose answers are plain."""

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.base.words import words_in
from analysis.measures.null_model import fit_null
from analysis.measures.patterns import Scored
from analysis.measures.scoreboard import ZERO, Part, interval_score, lines, total, total_of_part
from analysis.tables.scoreboard import About, scoreboard, scoreboard_json
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


def board(*checks, values=None):
    """Return lines of one passing calibration pattern and of checks, by values for each or 100."""
    scored = [Scored(CASES, np.full(5, 100.0))]
    scored += [Scored(each, np.full(5, 100.0 if values is None else values)) for each in checks]
    return lines(scored, lambda pattern: np.full(5, np.nan))


CHECK = replace(CASES, id="check", role="check")


@pytest.mark.parametrize(
    ("about", "values", "mark"),
    [
        ({}, 100.0, ""),
        ({"identity": "migration.under_18_share"}, 100.0, "identity"),
        ({"derived_from": ("cases",)}, 100.0, "derived"),
        ({"facts": ("child-miners-share",)}, 100.0, "prior"),
        ({"facts": ("leaked-raid-found",)}, 100.0, ""),
        ({"low": None}, 0.0, ZERO),
        ({}, 0.0, ""),
    ],
)
def test_only_what_can_fail_and_is_not_told_already_is_scored(about, values, mark):
    found = board(replace(CHECK, **about), values=values)
    assert found[1].mark == mark
    assert total(found).checks[1] == (0 if mark else 1)
    assert total(found).unscored == ({mark: 1} if mark else {})


def test_a_check_that_shares_a_fact_with_a_calibration_pattern_is_not_scored():
    found = board(replace(CHECK, facts=("awareness-mdd",)), replace(CHECK, id="other", facts=("migrants-five-years",)))
    assert found[2].mark in ("prior", "fitted") and found[2].pattern.fitted


def test_the_total_counts_passes_of_scored_checks_and_of_calibration_apart():
    found = total(board(CHECK, replace(CHECK, id="far", low=1.0, high=2.0), replace(CHECK, derived_from=("cases",))))
    assert (found.checks, found.fitted, found.fitted_alone) == ((1, 2), (1, 1), (1, 1))
    assert np.isfinite(found.score)


def test_each_rule_of_decision_is_scored_on_the_patterns_that_count_for_the_whole():
    zero = replace(CHECK, id="none", low=None)
    whole = [*board(CHECK), *board(zero, values=0.0)[1:]]
    own = [*board(CHECK), *board(zero)[1:]]
    found = total_of_part(own, whole)
    assert (found.checks, found.unscored) == ((1, 1), {})


def test_the_table_ends_with_what_counts_and_a_line_for_each_rule():
    found = board(CHECK, replace(CHECK, identity="migration.under_18_share"))
    parts, about = [Part("imitation", 3, 60, 41.6, total(found))], About(3, 2, 20, 4, "abc")
    shown = scoreboard(found, parts, about, words_in()).renderables
    said = [str(each) for each in shown]
    assert "Scored checks: 1 of 1 pass." in said[-3] and "not scored: 1 (1 return a parameter)" in said[-3]
    written = json.loads(scoreboard_json(found, parts, about))
    assert written["total"]["checks"] == {"passed": 1, "n": 1} and written["rules"]["imitation"]["sets"] == 3
    assert written["rules"]["imitation"]["ensemble_has"] == 60 and written["rules"]["imitation"]["worth"] == 41.6
    assert [each["mark"] for each in written["patterns"]] == ["", "", "identity"]
