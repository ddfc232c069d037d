"""Each statistic of a pattern, on a series whose answer is plain."""

import json
from datetime import date

import numpy as np
import pytest

from analysis.base.words import words_in
from analysis.measures.patterns import independent, joint, outcomes_of, passed, score
from analysis.measures.summarise import Levels
from analysis.tables.patterns import pattern_tables, patterns_csv, patterns_json
from experiments.base.errors import ExperimentError
from model.evidence.patterns import Compared, Frozen, Pattern, checksum, patterns

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(36)]
VALUES = np.stack([np.arange(36.0), np.full(36, 2.0)], axis=1)[None].repeat(3, axis=0)
LEVELS = Levels("history", DATES, ["a", "b"], VALUES, planned=3)
YEAR = {"start": date(2009, 1, 1), "stop": date(2010, 1, 1)}


def pattern(**about):
    head = {"id": "p", "facts": (), "statement": "", "scope": "region", "role": "check", "outcome": "a"}
    return Pattern(**{**head, **YEAR, **about})


def value(**about):
    (found,) = score([pattern(**about)], LEVELS)
    return found.median


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"statistic": "mean"}, 17.5),
        ({"statistic": "sum"}, 210.0),
        ({"statistic": "sum", "scale": 0.1}, 21.0),
        ({"statistic": "ratio", "denominator": "b"}, 210 / 24),
        ({"statistic": "change", "base_start": date(2008, 1, 1), "base_stop": date(2009, 1, 1)}, 17.5 / 5.5),
        ({"statistic": "share_of_months", "months": (1, 2)}, 25 / 210),
    ],
)
def test_a_statistic_is_what_it_says(about, expected):
    assert value(**about) == pytest.approx(expected)


@pytest.mark.parametrize("about", [{"stop": date(2012, 1, 1)}, {"outcome": "missing"}])
def test_what_the_run_does_not_cover_is_not_measured_and_never_passes(about):
    (found,) = score([pattern(statistic="mean", **about)], LEVELS)
    assert np.isnan(found.median) and found.agrees is None
    assert passed([found], "check") == (0, 1)


def test_patterns_pass_by_their_range():
    found = score([pattern(statistic="mean", low=17.0, high=18.0), pattern(statistic="mean", low=18.0)], LEVELS)
    assert [each.agrees for each in found] == [True, False]
    assert passed(found, "check") == (1, 2)


@pytest.mark.parametrize(
    "about",
    [{"outcome": "true.hiding_seen_through"}, {"outcome": "true.bars", "denominator": "true.hiding_seen_through"}],
)
def test_a_pattern_of_an_outcome_with_another_name_now_is_refused(about):
    with pytest.raises(ExperimentError, match=r"it is now called 'true\.hidden_bars_detected'"):
        outcomes_of([pattern(**about)])


def test_hidden_patterns_need_no_outcome():
    assert "" not in outcomes_of(patterns())


def test_patterns_as_json_hold_numbers_and_null_where_there_is_none():
    scored = score(
        [pattern(statistic="mean", low=1.0, high=2.0, unit="1"), pattern(statistic="mean", outcome="none")], LEVELS
    )
    measured, missing = json.loads(patterns_json(scored, []))
    assert (measured["simulated_median"], measured["low"], measured["unit"]) == (17.5, 1.0, "1")
    assert missing["simulated_median"] is None and missing["result"] == "unmeasured"


def spread_out(**about):
    """Return a pattern of a mean that is 0, 1 and 2 in the three replicates."""
    values = np.arange(3.0)[:, None, None].repeat(36, axis=1)
    return score([pattern(statistic="mean", **about)], Levels("history", DATES, ["a"], values, planned=3))


def test_patterns_that_pass_one_by_one_may_never_agree_in_the_same_run():
    both = spread_out(low=0.0, high=1.0) + spread_out(low=1.0, high=2.0)
    assert passed(both, "check") == (2, 2)
    assert (joint(both).n, joint(both).met.tolist()) == (2, [1, 2, 1])
    assert joint(both).share_of_all == pytest.approx(1 / 3)


def test_a_run_without_a_value_agrees_with_nothing():
    (found,) = score([pattern(statistic="mean", outcome="missing")], LEVELS)
    assert not found.met.any()


@pytest.mark.parametrize(
    ("about", "alone"),
    [
        ({}, True),
        ({"identity": "migration.under_18_share"}, False),
        ({"derived_from": ("other",)}, False),
        ({"facts": ("child-miners-share",)}, False),
        ({"facts": ("child-miners-share",), "role": "calibration"}, True),
    ],
)
def test_only_a_pattern_that_nothing_tells_already_is_independent(about, alone):
    assert bool(independent(spread_out(**about))) == alone


def test_the_file_says_on_what_a_pattern_depends():
    line = patterns_csv(spread_out(facts=("child-miners-share",), low=1.0), []).decode().splitlines()[1]
    assert line.endswith(",3,2,pass,no,,,migration.under_18_share recruitment.labour_age_14,")


@pytest.mark.parametrize(("changed", "said"), [(False, "are frozen since"), (True, "do not trust this table")])
def test_checks_that_are_not_those_frozen_are_noticed(changed, said):
    checks = (pattern(statistic="mean", low=1.0),)
    mark = "0" if changed else checksum(checks)
    compared = Compared(patterns=checks, frozen=Frozen(on=date(2026, 11, 29), checks=mark))
    assert said in str(pattern_tables(score(checks, LEVELS), compared, words_in()).renderables[-1])
