"""Tables and files of rival theories: the span over theories apart from chance."""

import csv
from io import StringIO

import numpy as np
from rich.console import Console

from analysis.base.words import words_in
from analysis.measures.theories import rankings
from analysis.tables.theories import conclusion, ranking_csv, theories_csv, theory_tables
from tests.analysis.made_up.theories import EFFECTS, HOW, LABELS, MANIFEST, NAMES, held, made, pairs_of


def test_what_the_reference_cannot_tell_holds_under_none_and_is_said_to_be_open():
    found = held(pairs_of(EFFECTS))["open"]
    assert found.same == found.opposite == []
    assert conclusion(found, words_in()) == "open: lower under 1, higher under 1, not told under 5 of 7"


def test_few_replicates_give_an_order_but_no_chance_of_being_best():
    one = [made("steady", theory, -20, replicates=1) for theory in LABELS[:2]]
    found = rankings(one, HOW)[0]
    assert found.order[0] == "steady" and np.isnan(found.chance_of_best["steady"])
    assert conclusion(held(one)["steady"], words_in()) == "one replicate: no range"


def test_tables_keep_the_span_over_theories_apart_from_chance():
    console = Console(width=260, file=StringIO())
    console.print(theory_tables(pairs_of(EFFECTS), MANIFEST, words_in()))
    text = console.file.getvalue()
    for said in ("lower under 7 of 7", "OPPOSITE under 2: imitation and some miners forced", "means over theories"):
        assert said in text
    assert "holds their means and no chance" in text and "n = 5; in the model" in text


def test_the_files_hold_every_theory_with_its_counts():
    pairs = pairs_of(EFFECTS)
    rows = list(csv.DictReader(theories_csv(pairs, MANIFEST, words_in()).decode().splitlines()))
    assert len(rows) == len(pairs) * len(NAMES) and {row["theory"] for row in rows} == set(LABELS)
    turning = [row for row in rows if row["policy"] == "turning"]
    assert {(row["theories_same_sign"], row["theories_opposite_sign"]) for row in turning} == {("4", "2")}
    ranks = list(csv.DictReader(ranking_csv(pairs, MANIFEST).decode().splitlines()))
    assert len(ranks) == (len(EFFECTS) + 1) * len(LABELS) * len(NAMES)
