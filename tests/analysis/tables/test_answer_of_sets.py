"""The answer over runs of many parameter sets: bands, parts, shares of runs, and what cannot be told."""

import json

import numpy as np
import pytest

from analysis.base.words import MINUS, words_in
from analysis.measures.answer import best, between
from analysis.measures.theories import NO_POLICY
from analysis.tables.answer_json import answer_json
from analysis.tables.comparison import comparison_csv
from analysis.tables.harm import harm_csv
from tests.analysis.made_up import harm
from tests.analysis.made_up.sets import drawn, sets_of, spread
from tests.analysis.tables.test_answer import SEXUAL, THREE, shown

SETS = sets_of()
SPREADS = [(1.0, 3.0, 2.0), (1.0, 3.0, 2.0), (2.0, 4.0, 4.0)]
OUTCOME = harm.NAMES.index(SEXUAL)


def packages(sets=SETS):
    """Return three packages; the change of the third in sexual exploitation has a band that holds zero."""
    return [
        spread(pair, sets, drawn(sets, *by, seed=n), OUTCOME, first=0)
        for n, (pair, by) in enumerate(zip(THREE, SPREADS, strict=True))
    ]


def said(pairs):
    return " ".join(shown(pairs).split())


def test_the_answer_says_band_parts_and_shares_on_about_one_screen():
    lines = shown(packages()).splitlines()
    assert len(lines) <= 50 and max(map(len, lines)) <= 100
    text = said(packages())
    for words in ("runs: 48, of 24 parameter sets", "person-years, 90 % band", "% of doubt", "cannot tell"):
        assert words in text
    assert "It is lowest with protection, in" in text and "chance between" not in text


def test_nothing_is_told_while_the_band_of_all_holds_zero():
    wide = spread(THREE[0], SETS, drawn(SETS, 1.0, 60.0, 0.0), OUTCOME, first=0)
    text = said([wide])
    assert "cannot be told from the reference with protection led 20 outlook" in text
    alone = shown([THREE[0]])
    assert "lower" in alone and "90 % band" not in alone


def test_shares_are_of_runs_paired_by_set_and_luck():
    one, two, three = packages()
    changes = np.stack([(p.policy - p.against)[:, :, OUTCOME].sum(1) for p in (one, two, three)])
    found = next(each for each in best([one, two, three], harm.MANIFEST) if each.form == "sexual")
    expected = [(changes[n] == np.minimum(changes.min(0), 0)).mean() for n in range(3)]
    assert [found.shares[pair.name] for pair in (one, two, three)] == pytest.approx(expected)
    assert found.shares[NO_POLICY] == pytest.approx((changes.min(0) >= 0).mean())
    pair = next(e for e in between([two, three], harm.MANIFEST) if e.form == "sexual")
    levels = [p.policy[:, :, OUTCOME].sum(1) for p in (two, three)]
    assert pair.share_lower == (levels[1] < levels[0]).mean()


def test_few_sets_and_single_replicates_say_why_no_parts_are_shown():
    for sets in (sets_of(4, 2), sets_of(24, 1)):
        text = said(packages(sets))
        assert "The parts of the doubt are not shown" in text and "% of doubt" not in text
    assert "holds less than 90 %" in said(packages(sets_of(4, 2)))


def test_files_name_the_kind_of_range_and_never_fill_both():
    of_sets = comparison_csv(packages(), harm.MANIFEST, words_in()).decode().splitlines()
    alone = comparison_csv(THREE, harm.MANIFEST, words_in()).decode().splitlines()
    columns = of_sets[0].split(",")
    low, band, kind = (columns.index(name) for name in ("low_90", "band_low_90", "range_holds"))
    assert not any("," in row.split('"')[0] and row.split(",")[low] for row in of_sets[1:])
    assert all(row.split(",")[low] and not row.split(",")[band] for row in alone[1:])
    assert "parameters and theories together" in of_sets[1] and "chance alone" in alone[1]
    assert kind > band and b"parameters and theories" in harm_csv(packages(), harm.MANIFEST, words_in())


def test_the_json_holds_shares_and_parts():
    about = {"experiment": "x", "model_version": 3, "seed": 1, "persons_per_agent": 1}
    found = json.loads(answer_json(packages(), harm.MANIFEST | about, words_in()))
    sexual = found["packages"][0]["exploitation"]["sexual"]
    assert sum(sexual["parts"].values()) == pytest.approx(1.0, abs=0.01) and sexual["share_lower"] > 0.9
    assert found["range"].startswith("90 % of runs") and MINUS not in found["range"]
