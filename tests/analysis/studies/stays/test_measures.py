"""Distributions of the study of stays, on made-up months."""

import numpy as np
import pytest

from analysis.base.words import words_in
from analysis.studies.stays.measures import NAMES, OUTCOMES, stays
from analysis.studies.stays.table import class_words, stays_csv, stays_table
from experiments.base.outcomes import declared_outcomes
from model.people.classes import CARE_CLASSES, DEBT_CLASSES, STAY_CLASSES
from tests.analysis.made_up.stays import DATES, MANIFEST, found


def test_the_classes_are_those_that_the_model_counts():
    sizes = {key: len(names) for key, names in NAMES.items()}
    assert sizes["sexual"] == sizes["labour"] == STAY_CLASSES
    assert sizes["debt"] == DEBT_CLASSES
    assert sizes["recovery"] == CARE_CLASSES + 1
    assert set(OUTCOMES) <= set(declared_outcomes())


def test_shares_add_up_and_follow_the_counts():
    one = found().found["sexual"]
    assert sum(share.mean for share in one.shares) == pytest.approx(1.0)
    assert [share.mean for share in one.shares] == pytest.approx(np.arange(8) / 28)
    assert one.counts[3].mean == 3 * len(DATES)


def test_where_no_recovery_ends_there_are_no_shares():
    assert np.isnan([share.mean for share in found().found["recovery"].shares]).all()
    assert "recovery,true.recovery_completed,0,,,,3" in stays_csv(found()).decode()


def test_classes_are_named_in_words():
    words = words_in()
    assert class_words("sexual", words)[:2] == ["< 13", "13 to 26"]
    assert class_words("debt", words)[0] == "nothing"
    assert class_words("recovery", words)[-1] == "completed"
    assert "no range" in str(stays_table(found(1), words).renderables[-1])


def test_nothing_stored_is_nothing_found():
    assert stays([], MANIFEST) is None
