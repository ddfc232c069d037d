"""The indicator audit, on made-up policies whose effects are known."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from analysis.base.statistics import Interval
from analysis.base.style import as_png
from analysis.base.words import words
from analysis.figures.audit import alt_text, audit_figure
from analysis.figures.captions import About
from analysis.measures.audit import (
    ACTIVITY,
    FORMS,
    OUTCOMES,
    RECORDED,
    Effect,
    Finding,
    Summary,
    Verdict,
    audit,
    shows,
    summaries,
    verdict,
)
from analysis.measures.summarise import Pair
from analysis.tables.audit import audit_csv, audit_tables, conclusion, summary_csv
from model.outcomes import OUTCOMES as DECLARED
from tests.analysis.drawn import check_that_all_can_be_read, said

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]
MANIFEST = {"outcomes": {name: vars(DECLARED[name]) for name in OUTCOMES}}
CAPTION = About(model_version=1, seed=1, scale=20)
RISES, FALLS, STILL = Interval(4.0, 2.0, 6.0), Interval(-4.0, -6.0, -2.0), Interval(1.0, -1.0, 3.0)
SEXUAL, LABOUR = FORMS.values()
COMPLAINTS, CASES, RESCUED, CONVICTIONS = RECORDED
EFFECTS = {
    "raids": {SEXUAL: -3.0, COMPLAINTS: +2.0, CASES: +2.0, RESCUED: -2.0, ACTIVITY[0]: +5.0},
    "hotline": {SEXUAL: -2.0, COMPLAINTS: +1.0, CASES: -2.0},
    "clean_police": {COMPLAINTS: +3.0, RESCUED: +1.0},
    "shelters": {},
}
"""What each policy adds to a month; nothing where nothing is said."""


def made(name, effects, replicates=6, planned=6):
    rng = np.random.default_rng(len(name))
    against = rng.gamma(50, 1, (replicates, len(DATES), len(OUTCOMES)))
    added = np.array([effects.get(outcome, 0.0) for outcome in OUTCOMES])
    luck = rng.normal(0, 0.3, (replicates, 1, len(OUTCOMES)))
    luck -= luck.mean(0)
    policy = against.copy()
    policy[:, 18:] += added + luck
    return Pair(name, "baseline", date(2009, 7, 6), DATES, list(OUTCOMES), policy, against, planned)


def findings(**about):
    return audit([made(name, effects, **about) for name, effects in EFFECTS.items()], MANIFEST)


def found(indicator, form="sexual"):
    (summary,) = [each for each in summaries(findings()) if (each.indicator, each.form) == (indicator, form)]
    return summary


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


def printed(all_findings):
    console = Console(width=160, file=StringIO())
    console.print(audit_tables(all_findings, MANIFEST, words()))
    return " ".join(console.file.getvalue().split())


def test_the_tables_say_numbers_verdicts_and_what_follows():
    text = printed(findings())
    assert text.index("Sexual exploitation:") < text.index("Labour exploitation:")
    for word in ("AGAINST the truth", "RECORDED", "ACTIVITY", "MISLEADS", "n = 6; in the model", "rank agreement"):
        assert word in text
    assert "never goes with the truth and goes against it under 2 of 4 policies (raids and hotline)" in text
    assert "the truth of this form moves under 2 policies" in text


def test_one_replicate_gives_no_verdict():
    alone = findings(replicates=1, planned=1)
    assert {finding.verdict for finding in alone} == {Verdict.UNKNOWN}
    assert "one replicate: no verdict" in printed(alone) and "One replicate: no range is possible" in printed(alone)
    assert "no verdict" in said(audit_figure(alone, CAPTION, words()))


def test_the_csv_keeps_truth_and_indicator_in_columns_of_their_own():
    rows = list(csv.DictReader(audit_csv(findings(), MANIFEST, words()).decode().splitlines()))
    assert len(rows) == len(EFFECTS) * len(FORMS) * (len(RECORDED) + len(ACTIVITY))
    assert {row["truth"] for row in rows} == set(FORMS.values())
    assert {row["heading"] for row in rows if row["indicator"].startswith("true.")} == {"activity"}
    (row,) = [r for r in rows if (r["policy"], r["form"], r["indicator"]) == ("raids", "sexual", COMPLAINTS)]
    assert (row["truth_difference"], row["indicator_difference"], row["verdict"]) == ("-90", "60", "against")
    assert float(row["truth_low_90"]) <= -90 <= float(row["truth_high_90"])


def test_the_summary_says_what_misleads_with_numbers():
    rows = list(csv.DictReader(summary_csv(findings(), words()).decode().splitlines()))
    (row,) = [r for r in rows if (r["form"], r["indicator"]) == ("sexual", CASES)]
    assert (row["with"], row["against"], row["misleads"]) == ("1", "1", "yes")
    assert "sign differs between policies" in row["conclusion"]


def test_every_conclusion_is_a_sentence():
    for summary in summaries(findings() + findings(replicates=1)):
        assert conclusion(summary, words()).endswith(".")


@pytest.mark.parametrize("n", [1, 4, 30])
def test_no_label_of_the_figure_covers_another(n):
    names = [*EFFECTS, *(f"another_quite_long_policy_{i}" for i in range(n))][:n]
    pairs = [made(name, EFFECTS.get(name, {LABOUR: 1.0})) for name in names]
    check_that_all_can_be_read(audit_figure(audit(pairs, MANIFEST), CAPTION, words()))


def test_the_figure_says_how_it_was_made_and_is_described_in_words():
    figure = audit_figure(findings(planned=9), CAPTION, words())
    for word in ("PARTIAL: 6 of 9", "one agent for 20 miners", "root seed 1", "n the model", "6 paired replicates"):
        assert word in said(figure)
    described = {"title": "t", "description": alt_text(findings(), words())}
    assert b"sign differs between policies" in as_png(figure, **described)


def test_the_same_numbers_give_the_same_figure():
    described = {"title": "t", "description": "d"}
    first, second = (as_png(audit_figure(findings(), CAPTION, words()), **described) for _ in range(2))
    assert first == second
