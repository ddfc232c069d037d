"""Table and figure of a comparison: true and recorded apart, ranges said, no label on another."""

from dataclasses import replace
from datetime import date
from io import StringIO

import numpy as np
import pytest
from matplotlib.text import Text
from rich.console import Console

from analysis.base import headlines
from analysis.base.style import as_png, as_svg
from analysis.base.words import words
from analysis.figures.captions import About
from analysis.figures.comparison import alt_text, comparison_figure
from analysis.measures.summarise import Pair
from analysis.tables.comparison import comparison_csv, comparison_table
from model.outcomes import OUTCOMES
from tests.analysis.drawn import check_that_all_can_be_read, said

NAMES = [*headlines.TRUE, *headlines.RECORDED]
DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]
ABOUT = ("unit", "over_time", "better", "definition")
MANIFEST = {"outcomes": {name: {key: getattr(OUTCOMES[name], key) for key in ABOUT} for name in NAMES}}
CAPTION = About(model_version=1, seed=1, scale=20)


def made(name="raids", replicates=5, effect=0.1, planned=5):
    rng = np.random.default_rng(len(name))
    against = rng.gamma(50, 20, (replicates, len(DATES), len(NAMES)))
    policy = against.copy()
    policy[:, 18:] *= 1 - effect + rng.normal(0, effect / 4, policy[:, 18:].shape)
    return Pair(name, "baseline", date(2009, 7, 6), DATES, NAMES, policy, against, planned)


def printed(pair):
    console = Console(width=160, file=StringIO())
    console.print(comparison_table(pair, MANIFEST, words()))
    return console.file.getvalue()


def test_the_table_keeps_what_happens_apart_from_what_registers_show():
    above, below = printed(made()).split("What registers would show")
    labels = {name: words().outcome(name).split(",")[0].strip() for name in NAMES}
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
    assert "range = chance between replicates, 90 %, n = 5; in the model" in printed(made())
    alone = printed(made(replicates=1, planned=1))
    assert "One replicate: no range is possible" in alone and "n = 1" not in alone


def test_the_csv_holds_rounded_counts():
    text = comparison_csv([made()], MANIFEST, words()).decode()
    rows = [line.split(",") for line in text.splitlines()]
    columns = rows[0]
    people = [row for row in rows[1:] if row[columns.index("unit")] == "persons"]
    small = [float(row[columns.index("difference")]) for row in people]
    assert small and all(value % 5 == 0 for value in small if abs(value) < 100)


@pytest.mark.parametrize(
    "names", [["raids"], ["raids", "shelters"], ["raids", "shelters", "prevention_professionals", "price_crash"]]
)
def test_no_label_covers_another_or_leaves_the_figure(names):
    check_that_all_can_be_read(comparison_figure([made(name) for name in names], CAPTION, words()))


def test_no_axes_mix_true_and_recorded():
    figure = comparison_figure([made()], CAPTION, words())
    figure.draw_without_rendering()
    recorded = [part for part in figure.subfigs if any("RECORDED" in str(t.get_text()) for t in part.texts)]
    others = [axes for part in figure.subfigs if part not in recorded for axes in part.axes]
    assert len(recorded) == 1 and len(recorded[0].axes) == 2 and len(others) == 4
    shown = [text.get_text() for axes in others for text in axes.findobj(Text)]
    assert not any("omplaint" in text for text in shown)


def test_the_same_numbers_give_the_same_bytes_and_an_alternative_text():
    described = {"title": "t", "description": alt_text([made()], words())}
    for write in (as_png, as_svg):
        first, second = (write(comparison_figure([made()], CAPTION, words()), **described) for _ in range(2))
        assert first == second
    assert b"90 % interval" in first and b"in the model" in first


def test_a_partial_result_and_a_missing_interval_are_said_in_the_figure():
    partial = said(comparison_figure([made(planned=9)], CAPTION, words()))
    assert "PARTIAL: 5 of 9 replicates" in partial
    pair = made(replicates=1, planned=1)
    alone = said(comparison_figure([pair], CAPTION, words()))
    assert "no interval is possible" in alone and "not a forecast" in alone
