"""Tables of sensitivity: families apart, and no index that says more than its interval."""

import csv
from io import StringIO

from rich.console import Console

from analysis.base.statistics import Interval
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Check, Discovery
from analysis.sensitivity.subject import Subject
from analysis.tables.sensitivity import (
    BOX_COLUMNS,
    COLUMNS,
    Measure,
    boxes_csv,
    boxes_text,
    pairs_table,
    sensitivity_csv,
    sensitivity_tables,
)
from tests.analysis.made_up.estimates import FACTORS, TOTAL, W, estimates

SUBJECT = Subject(
    *("factors", "true.person_years_sexual_exploitation", "person-years", 2010, 2020, "difference", 512, 4),
    *("Sobol (2001)", "raids", "baseline"),
)
FIRST = Measure("first", estimates([0.3, 0.1, -0.02, 0.05, 0.0], 0.04))
MU = Measure("mu_star", estimates([300, 120, 20, 45, 8], 5), "Morris (1991)")
SECOND = Measure("second", estimates([0.06, -0.01, 0.02], 0.02, (("wage", "raids"), "debt x raids", "wage x dummy")))
BOX = Box(
    (Limit("wage", low=312.5, quasi_p=0.004), Limit("behaviour", options=("families", "inertia"), quasi_p=1e-7)),
    *(0.71, 0.83, 0.2, 102),
)


def printed(table):
    console = Console(width=160, record=True, file=StringIO())
    console.print(table)
    return console.export_text()


def rows(content):
    return list(csv.DictReader(StringIO(content.decode())))


def test_the_file_holds_every_factor_and_order_with_limits():
    content = sensitivity_csv([FIRST, TOTAL, MU, SECOND], SUBJECT, FACTORS)
    found = rows(content)
    assert tuple(found[0]) == COLUMNS and len(found) == 18
    wage = found[0]
    assert (wage["study"], wage["target"], wage["span"], wage["policy"]) == (
        "factors",
        "difference",
        "2010-2020",
        "raids",
    )
    assert (wage["value"], wage["low_90"], wage["high_90"], wage["unit"]) == ("0.3000", "0.2600", "0.3400", "1")
    assert (wage["n"], wage["replicates"], wage["method"], wage["noise_floor"]) == (
        "512",
        "4",
        "Sobol (2001)",
        "0.0400",
    )
    assert all(row["low_90"] and row["high_90"] for row in found)


def test_the_file_names_families_units_and_pairs():
    found = rows(sensitivity_csv([MU, SECOND], SUBJECT, FACTORS))
    assert [row["family"] for row in found[:5]] == ["uncertainty", "lever", "uncertainty", "theory", "dummy"]
    assert found[0]["unit"] == "person-years" and found[0]["method"] == "Morris (1991)"
    assert [row["factor"] for row in found[5:]] == ["wage x raids", "debt x raids", "wage x dummy"]
    assert [row["family"] for row in found[5:]] == ["uncertainty+lever", "uncertainty+lever", "uncertainty+dummy"]
    assert {row["noise_floor"] for row in found[5:]} == {"0.0400"}


def test_told_from_zero_needs_the_interval_and_the_noise_floor():
    found = {row["factor"]: row["told_from_zero"] for row in rows(sensitivity_csv([TOTAL], SUBJECT, FACTORS))}
    # behaviour's interval, 0.03 to 0.09, leaves out zero, but the dummy reaches 0.065
    assert found == {"wage": "yes", "raids": "yes", "debt": "no", "behaviour": "no", "dummy": "no"}


def test_the_table_never_prints_a_bare_negative_index():
    text = printed(sensitivity_tables([FIRST, TOTAL], SUBJECT, FACTORS, W))
    (debt,) = (line for line in text.splitlines() if line.strip().startswith("debt"))
    assert "not told from zero (\N{MINUS SIGN}0.06 to 0.02)" in debt
    assert "\N{MINUS SIGN}0.02 (" not in text
    (behaviour,) = (line for line in text.splitlines() if line.strip().startswith("behaviour"))
    assert "within noise (0.03 to 0.09)" in behaviour


def test_the_table_keeps_families_apart_and_sorts_within_them():
    text = printed(sensitivity_tables([FIRST, TOTAL], SUBJECT, FACTORS, W))
    order = ["LEVERS", "raids  ", "UNCERTAINTIES", "wage of a bar worker", "debt", "THEORIES", "behaviour", "DUMMY"]
    places = [text.index(each, text.index("LEVERS")) for each in order]
    assert places == sorted(places)
    assert "WHAT HAPPENS in the model" in text and "0.40 (0.37 to 0.43)" in text
    assert "Noise floor, Total: 0.07" in text and "not theories beyond those tried" in text


def test_measures_in_the_outcomes_unit_keep_their_size():
    text = printed(sensitivity_tables([MU], SUBJECT, FACTORS, W))
    assert "300 (295 to 305)" in text and "do not add up" not in text


def test_a_study_without_a_dummy_says_that_there_is_no_noise_floor():
    some = Measure("total", estimates([0.4, 0.1], 0.02, ("wage", "raids")))
    assert "no noise floor" in printed(sensitivity_tables([some], SUBJECT, FACTORS, W))
    assert rows(sensitivity_csv([some], SUBJECT, FACTORS))[0]["noise_floor"] == ""


def test_pairs_that_cannot_be_told_are_counted_not_printed():
    text = printed(pairs_table(SECOND, SUBJECT, FACTORS, W))
    assert "0.06 (0.04 to 0.08)" in text and "debt" not in text
    assert "2 of 3 pairs cannot be told from zero" in text


def test_the_file_of_boxes_holds_a_row_a_limit():
    found = rows(boxes_csv(Discovery([BOX], "raids fail", {}), SUBJECT, FACTORS))
    assert tuple(found[0]) == BOX_COLUMNS and len(found) == 2
    assert (found[0]["low"], found[0]["high"], found[0]["quasi_p"]) == ("312.5", "", "0.004")
    assert (found[1]["options"], found[1]["family"], found[1]["low"]) == ("families|inertia", "theory", "")
    assert (found[0]["coverage"], found[0]["density"], found[0]["runs_in_box"]) == ("0.7100", "0.8300", "102")


def test_boxes_are_sentences_with_what_they_are_worth_elsewhere():
    check = Check(Interval(0.66, 0.58, 0.73), Interval(0.8, 0.74, 0.86), 1.0, {})
    text = printed(boxes_text(Discovery([BOX], "raids fail", {}, check), SUBJECT, FACTORS, W)).replace("\n", " ")
    assert "raids fail in 83 % of the runs where wage of a bar worker is above 312 and behaviour is families or" in text
    assert "coverage 66 (58 to 73) %" in text
    assert "No interval" in printed(boxes_text(Discovery([BOX], "raids fail", {}), SUBJECT, FACTORS, W))
    assert "Failures gather nowhere" in printed(boxes_text(Discovery([], "raids fail", {}), SUBJECT, FACTORS, W))
