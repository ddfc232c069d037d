"""Tables, file and page of signs: disagreements first, with their explanation."""

import csv
import io
from copy import replace

import pytest
from rich.console import Console

from analysis.base.words import words_in
from analysis.measures.expected_directions import matrix
from analysis.tables.expected_directions import direction_tables, directions_csv, directions_page
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
    page = directions_page(found, words_in())
    assert page.startswith("# Signs")
    assert page.index("## Disagreements") < page.index("## Signs found")


def test_one_replicate_gives_no_sign():
    alone = pair("raids", recruited_sexual=5.0)
    alone = replace(alone, policy=alone.policy[:1], against=alone.against[:1])
    found = matrix([alone], MANIFEST, TABLE)
    assert {cell.sign for cell in found.cells} == {""}
    assert "Disagreements: 0" in shown(found)
