"""Tables and file of a comparison: true and recorded apart, ranges said."""

from copy import replace
from io import StringIO

import numpy as np
from rich.console import Console

from analysis.base import headlines
from analysis.base.words import words_in
from analysis.tables.comparison import comparison_csv, comparison_table
from model.outcomes import OUTCOMES
from tests.analysis.made_up.comparison import NAMES, made

ABOUT = ("unit", "over_time", "better", "definition")
MANIFEST = {"outcomes": {name: {key: getattr(OUTCOMES[name], key) for key in ABOUT} for name in NAMES}}


def printed(pair):
    console = Console(width=160, file=StringIO())
    console.print(comparison_table(pair, MANIFEST, words_in()))
    return console.file.getvalue()


def test_the_table_keeps_what_happens_apart_from_what_registers_show():
    above, below = printed(made()).split("What registers would show")
    labels = {name: words_in().outcome(name).split(",")[0].strip() for name in NAMES}
    assert all(labels[name].split()[0] in above for name in headlines.TRUE)
    assert not any(labels[name] in above for name in headlines.RECORDED)
    assert "Convictions" in below


def test_person_years_are_shown_by_form_and_never_as_a_sum():
    text = printed(made())
    assert "sexual exploitation" in text and "labour exploitation" in text
    assert "true.people_in_exploitation" not in NAMES
    assert "1 y after start" in text and "3 y after start" not in text


def test_an_effect_within_chance_cannot_be_told_from_zero():
    pair = made()
    rng = np.random.default_rng(3)
    still = replace(pair, policy=pair.against + rng.normal(0, 1, pair.against.shape))
    assert "cannot be told from" in printed(still)
    assert "no difference at all" in printed(replace(pair, policy=pair.against))


def test_ranges_say_what_they_are_and_one_replicate_has_none():
    text = " ".join(printed(made()).split())
    assert "chance alone" in text and "90 %, n = 5; in the model" in text
    alone = printed(made(replicates=1, planned=1))
    assert "One replicate: no range is possible" in alone and "n = 1" not in alone


def test_the_csv_holds_rounded_counts():
    text = comparison_csv([made()], MANIFEST, words_in()).decode()
    rows = [line.split(",") for line in text.splitlines()]
    columns = rows[0]
    people = [row for row in rows[1:] if row[columns.index("unit")] == "persons"]
    small = [float(row[columns.index("difference")]) for row in people]
    assert small and all(value % 5 == 0 for value in small if abs(value) < 100)
