"""Tables, file and page of signs: disagreements first, with their explanation."""

import csv
import io
import math
from copy import replace

import pytest
from rich.console import Console

from analysis.base.provenance import Provenance
from analysis.base.statistics import Interval
from analysis.base.words import words_in
from analysis.measures.expected_directions import matrix
from analysis.tables.expected_directions import (
    direction_tables,
    directions_csv,
    directions_page,
    percent_of_baseline,
    percents,
)
from tests.analysis.made_up.expected_directions import MANIFEST, TABLE, WHY, pair, two_levers


@pytest.fixture
def found():
    return two_levers()


def shown(found, width=160):
    console = Console(width=width, file=io.StringIO())
    console.print(direction_tables(found, words_in()), highlight=False)
    return " ".join(console.file.getvalue().split())


def test_what_the_model_does_not_declare_or_has_not_run_is_named(found):
    assert found.left_out == ["true.deaths_in_clashes"]
    assert found.missing == ["savings"]
    assert "true.deaths_in_clashes" in shown(found) and "without a run: savings" in shown(found)


def test_disagreements_come_first_with_their_explanation_or_the_lack_of_one(found):
    text = shown(found)
    assert "Disagreements: 2" in text
    assert text.index("Disagreements") < text.index(WHY) < text.index("Signs found")
    assert "not explained yet" in text


def test_an_expectation_changed_later_is_listed_with_its_reason(found):
    assert "a source was misread" in shown(found)
    assert "No expectation has been changed" in shown(replace(found, edited=()))


def test_levers_that_move_nothing_but_cost_are_named():
    idle = matrix([pair("courts", cost_to_state=1e6)], MANIFEST, TABLE)
    assert idle.idle == ["courts"]
    assert "these levers move nothing here but cost: courts" in shown(idle)


def test_the_file_has_a_row_a_cell(found):
    rows = list(csv.DictReader(io.StringIO(directions_csv(found).decode())))
    assert len(rows) == 2 * 4
    first = rows[0]
    assert (first["expected"], first["sign_90"], first["sign_99"], first["verdict"]) == ("+", "-", "-", "disagrees")
    assert first["explained"] == WHY


def test_the_page_begins_with_what_it_is_and_lists_disagreements_before_signs(found):
    page = directions_page(found, Provenance(3, 1, 20), words_in())
    assert page.startswith("# Signs")
    assert page.index("## Disagreements") < page.index("## Signs found")


def test_one_replicate_gives_no_sign():
    alone = pair("raids", recruited_sexual=5.0)
    alone = replace(alone, policy=alone.policy[:1], against=alone.against[:1])
    found = matrix([alone], MANIFEST, TABLE)
    assert {cell.sign for cell in found.cells} == {""}
    assert "Disagreements: 0" in shown(found)


@pytest.mark.parametrize(
    ("unit", "reference", "shown"),
    [
        ("person-years", 900.0, "\N{MINUS SIGN}4.2 % (\N{MINUS SIGN}4.8 to \N{MINUS SIGN}3.7)"),
        ("persons", 19.0, "\N{EN DASH}"),
    ],
)
def test_a_difference_stands_in_per_cent_of_the_baseline_unless_that_is_a_small_count(found, unit, reference, shown):
    cell = replace(found.cells[0], unit=unit, reference=reference, percent=Interval(-4.2, -4.8, -3.7))
    assert percent_of_baseline(cell, words_in()) == shown


def test_what_is_worked_out_from_several_outcomes_has_no_per_cent(found):
    assert all(math.isnan(value) for cell in found.cells if not cell.column.outcome for value in percents(cell))
