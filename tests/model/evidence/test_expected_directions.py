"""The table of expected signs: whole, sourced, and about what the model has."""

import re

import pytest

from model.evidence.expected_directions import BASES, EXPECTED, WORKED_OUT, Explanation, signs
from model.evidence.facts import facts
from model.interventions import INTERVENTIONS
from model.outcomes import OUTCOMES

TABLE = signs()
NAMES = [column.name for column in TABLE.columns]
NO_POLICY = ["register_outage", "crisis", "epidemic", "removal"]
"""Kinds that are no lever: money that is missing, a crisis elsewhere, an epidemic, a thought experiment."""
EXPECTATIONS = (*TABLE.levers, *TABLE.probes)
LEVERS = pytest.mark.parametrize("lever", EXPECTATIONS, ids=lambda one: getattr(one, "kind", getattr(one, "name", "")))


def test_every_lever_has_a_row_and_every_row_a_lever():
    rows = {lever.kind for lever in TABLE.levers}
    assert INTERVENTIONS.keys() - rows - set(NO_POLICY) == set()
    assert rows - INTERVENTIONS.keys() == set()


def test_every_column_is_an_outcome_or_worked_out():
    assert [c.name for c in TABLE.columns if (c.outcome == "") != (c.name in WORKED_OUT)] == []
    assert {column.outcome for column in TABLE.columns} - {""} <= OUTCOMES.keys()


@LEVERS
def test_a_lever_says_why_the_rest_is_open(lever):
    claimed = [name for claim in lever.claims for name in claim.columns]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= set(NAMES)
    assert lever.open.endswith(".") or set(claimed) == set(NAMES)


@LEVERS
def test_a_claim_has_a_sign_a_basis_and_sources_that_exist(lever):
    for claim in lever.claims:
        assert claim.expected in EXPECTED and claim.basis in BASES
        mechanisms = [source for source in claim.source if re.fullmatch(r"M([1-9]|[1-7]\d|8[0-5])", source)]
        assert mechanisms
        assert set(claim.source) - set(mechanisms) <= facts().keys()


def test_a_lever_returns_the_claim_about_a_column():
    raids = next(lever for lever in TABLE.levers if lever.kind == "raids")
    assert raids.claim("misidentified").expected == "+"
    assert raids.claim("recruited_sexual") is None


def test_explanations_and_edits_are_about_cells_of_the_table():
    kinds = {lever.kind for lever in TABLE.levers}
    assert {one.kind for one in (*TABLE.explained, *TABLE.edited)} <= kinds
    assert {name for one in TABLE.explained for name in one.columns} <= set(NAMES)
    assert {edit.column for edit in TABLE.edited} <= set(NAMES)
    assert all(edit.reason for edit in TABLE.edited)


def test_an_explanation_is_found_by_lever_and_column(tmp_path):
    file = tmp_path / "signs.toml"
    text = 'column = []\nlever = []\n[[explained]]\nkind = "raids"\ncolumns = ["cost"]\ntext = "Because."\n'
    file.write_text(text, encoding="utf-8")
    table = signs(file)
    assert table.explained == (Explanation(kind="raids", columns=("cost",), text="Because."),)
    assert (table.explanation("raids", "cost"), table.explanation("raids", "deaths")) == ("Because.", "")
