"""Tables and files of the audit: truth and indicator apart, verdicts in words."""

import csv

import pytest

from analysis.base.words import words_in
from analysis.measures.audit import ACTIVITY, FORMS, RECORDED, summaries
from analysis.tables.audit import audit_csv, conclusion, summary_csv
from tests.analysis.made_up.audit import (
    CASES,
    COMPLAINTS,
    CONVICTIONS,
    EFFECTS,
    MANIFEST,
    RESCUED,
    findings,
    found,
    printed,
)


@pytest.mark.parametrize(
    ("indicator", "conclusion", "misleads"),
    [
        (COMPLAINTS, "against", True),
        (CASES, "either", True),
        (RESCUED, "follows", False),
        (CONVICTIONS, "silent", False),
        (ACTIVITY[0], "against", True),
    ],
)
def test_an_indicator_misleads_by_its_signs_over_policies(indicator, conclusion, misleads):
    assert (found(indicator).conclusion, found(indicator).misleads) == (conclusion, misleads)


def test_the_tables_say_numbers_verdicts_and_what_follows():
    text = printed(findings())
    assert text.index("Sexual exploitation:") < text.index("Labour exploitation:")
    for word in ("AGAINST the truth", "RECORDED", "ACTIVITY", "MISLEADS", "n = 6; in the model", "rank agreement"):
        assert word in text
    assert "never goes with the truth and goes against it under 2 of 4 policies (raids and hotline)" in text
    assert "the truth of this form moves under 2 policies" in text


def test_the_csv_keeps_truth_and_indicator_in_columns_of_their_own():
    rows = list(csv.DictReader(audit_csv(findings(), MANIFEST, words_in()).decode().splitlines()))
    assert len(rows) == len(EFFECTS) * len(FORMS) * (len(RECORDED) + len(ACTIVITY))
    assert {row["truth"] for row in rows} == set(FORMS.values())
    assert {row["heading"] for row in rows if row["indicator"].startswith("true.")} == {"activity"}
    (row,) = [r for r in rows if (r["policy"], r["form"], r["indicator"]) == ("raids", "sexual", COMPLAINTS)]
    assert (row["truth_difference"], row["indicator_difference"], row["verdict"]) == ("-90", "60", "against")
    assert float(row["truth_low_90"]) <= -90 <= float(row["truth_high_90"])


def test_the_summary_says_what_misleads_with_numbers():
    rows = list(csv.DictReader(summary_csv(findings(), words_in()).decode().splitlines()))
    (row,) = [r for r in rows if (r["form"], r["indicator"]) == ("sexual", CASES)]
    assert (row["with"], row["against"], row["misleads"]) == ("1", "1", "yes")
    assert "sign differs between policies" in row["conclusion"]


def test_every_conclusion_is_a_sentence():
    for summary in summaries(findings() + findings(replicates=1)):
        assert conclusion(summary, words_in()).endswith(".")
