"""The indicator audit, on made-up policies whose effects are known."""

from copy import replace

import numpy as np
import pytest

from analysis.base.statistics import Interval
from analysis.measures.audit import FORMS, OUTCOMES, Effect, Finding, Summary, Verdict, audit, shows, summaries, verdict
from tests.analysis.made_up.audit import (
    CASES,
    COMPLAINTS,
    CONVICTIONS,
    EFFECTS,
    MANIFEST,
    RESCUED,
    SEXUAL,
    findings,
    found,
    made,
)

RISES, FALLS, STILL = Interval(4.0, 2.0, 6.0), Interval(-4.0, -6.0, -2.0), Interval(1.0, -1.0, 3.0)


@pytest.mark.parametrize(
    ("indicator", "truth", "expected"),
    [
        (RISES, RISES, Verdict.WITH),
        (FALLS, FALLS, Verdict.WITH),
        (RISES, FALLS, Verdict.AGAINST),
        (FALLS, RISES, Verdict.AGAINST),
        (RISES, STILL, Verdict.ALONE),
        (STILL, FALLS, Verdict.MISSES),
        (STILL, STILL, Verdict.NOTHING),
        (Interval(0.0, 0.0, 0.0), RISES, Verdict.MISSES),
        (Interval(1.0, np.nan, np.nan), RISES, Verdict.UNKNOWN),
    ],
)
def test_a_verdict_follows_from_two_ranges(indicator, truth, expected):
    assert verdict(indicator, truth) is expected


def test_what_chance_may_explain_leads_to_no_conclusion():
    barely, plainly = np.array([1.0, 2.0, 3.0, 0.0, 1.0, 2.0]), np.array([5.0, 6.0, 5.0, 6.0, 5.0, 6.0])
    finding = Finding(made("raids", {}), "sexual", Effect(SEXUAL, 12, barely), Effect(CASES, 12, plainly))
    assert finding.verdict is Verdict.WITH
    assert finding.sure_verdict is Verdict.ALONE
    assert Summary(CASES, "sexual", [finding]).conclusion == "silent"


def test_policies_are_counted_by_verdict():
    counts = found(COMPLAINTS).counts
    assert [counts[each] for each in Verdict] == [0, 2, 1, 0, 1, 0]
    assert found(COMPLAINTS).surely(Verdict.AGAINST) == ["raids", "hotline"]
    assert found(CONVICTIONS).counts[Verdict.MISSES] == 2
    assert shows(findings(), "sexual") == 2 and shows(findings(), "labour") == 0


def test_forms_are_judged_apart():
    assert found(COMPLAINTS, "labour").conclusion == "silent"
    assert found(COMPLAINTS, "labour").counts[Verdict.ALONE] == 3


def test_rank_agreement_tells_the_order_of_policies():
    pairs = [made("p" * i, {SEXUAL: -1.0 * i, COMPLAINTS: 2.0 * i, RESCUED: -3.0 * i}) for i in range(1, 6)]
    by_name = {each.indicator: each.agreement for each in summaries(audit(pairs, MANIFEST)) if each.form == "sexual"}
    assert by_name[COMPLAINTS].high == -1.0 and by_name[RESCUED].low == 1.0


def test_a_model_without_an_indicator_is_audited_by_the_others():
    pair = made("raids", EFFECTS["raids"])
    kept = [OUTCOMES.index(name) for name in (*FORMS.values(), COMPLAINTS)]
    few = replace(pair, outcomes=[OUTCOMES[i] for i in kept], policy=pair.policy[..., kept])
    few = replace(few, against=pair.against[..., kept])
    assert {finding.indicator.outcome for finding in audit([few], MANIFEST)} == {COMPLAINTS}
