"""Signs found beside signs expected, on made-up differences."""

import csv
import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from rich.console import Console

from analysis.base.statistics import Interval
from analysis.base.words import words
from analysis.figures.captions import About
from analysis.figures.expected_directions import alt_text, signs_figure
from analysis.measures.expected_directions import Verdict, matrix, sign, verdict, wanted
from analysis.measures.summarise import Pair
from analysis.tables.expected_directions import signs_csv, signs_page, signs_tables
from experiments.base.errors import ExperimentError
from model.evidence.expected_directions import Claim, Column, Edit, Explanation, Lever, Signs
from tests.analysis.drawn import check_that_all_can_be_read, said

SEXUAL, CASES = "true.recruited_sexual", "recorded.sistra_cases"
COLUMNS = (
    Column(name="recruited_sexual", part="recruitment", outcome=SEXUAL),
    Column(name="replacement", part="replacement"),
    Column(name="sistra_cases", part="recorded", outcome=CASES),
    Column(name="deaths", part="harm", outcome="true.deaths_in_clashes"),
    Column(name="cost", part="cost"),
)
WHY = "Recruiters go elsewhere."


def claim(expected, *columns):
    return Claim(expected=expected, basis="settled", columns=columns, source=("M16",))


TABLE = Signs(
    columns=COLUMNS,
    levers=(
        Lever(kind="raids", open="Nobody knows.", claims=(claim("+", "recruited_sexual"), claim("0", "sistra_cases"))),
        Lever(kind="courts", open="Nobody knows.", claims=(claim("-", "recruited_sexual"), claim("+", "cost"))),
        Lever(kind="savings", open="Not run.", claims=()),
    ),
    explained=(Explanation(kind="raids", columns=("recruited_sexual",), text=WHY),),
    edited=(
        Edit(kind="courts", column="cost", before="0", after="+", on=date(2026, 1, 2), reason="a source was misread."),
    ),
)
NAMES = [*(name for name in wanted(TABLE) if name != "true.deaths_in_clashes")]
MANIFEST = {
    "outcomes": {name: {"unit": "soles" if "cost" in name else "persons", "over_time": "sum"} for name in NAMES}
}
LUCK = np.array([-1.0, 2.0, 0.0, 1.0, -2.0])


def pair(kind, **changes):
    """Return a pair whose outcomes differ by given amounts a month, more or less by chance, in a year."""
    dates = [date(2012, month, 1) for month in range(1, 13)]
    against = np.zeros((len(LUCK), 12, len(NAMES)))
    difference = np.array([changes.get(name.partition(".")[2], 0.0) for name in NAMES])
    moved = difference * (10.0 + LUCK[:, None, None]) / 10.0 + against
    return Pair(kind, "baseline", dates[0], dates, NAMES, moved, against, len(LUCK))


@pytest.fixture
def found():
    """Return a matrix of two levers: one against what was expected, one as expected."""
    raids = pair("raids", recruited_sexual=-10.0, recruited=-10.0, exits=20.0, cost_to_state=1e6, sistra_cases=3.0)
    courts = pair("courts", recruited_sexual=-5.0, cost_to_state=2e6, cost_to_ngos=1e6)
    return matrix([raids, courts], MANIFEST, TABLE)


def shown(found, width=160):
    console = Console(width=width, file=io.StringIO())
    console.print(signs_tables(found, words()), highlight=False)
    return " ".join(console.file.getvalue().split())


@pytest.mark.parametrize(
    ("limits", "expected"), [((2, 1, 3), "+"), ((-2, -3, -1), "-"), ((1, -1, 3), "0"), ((1, np.nan, np.nan), "")]
)
def test_a_sign_is_told_only_from_an_interval_that_leaves_out_zero(limits, expected):
    assert sign(Interval(*limits)) == expected


@pytest.mark.parametrize(
    ("expected", "found", "said"),
    [
        ("+", "+", Verdict.AGREES), ("-", "+", Verdict.DISAGREES), ("0", "-", Verdict.DISAGREES),
        ("0", "0", Verdict.AGREES), ("+", "0", Verdict.UNCLEAR), ("open", "-", Verdict.OPEN),
        ("open", "", Verdict.OPEN), ("+", "", Verdict.UNKNOWN),
    ],
)  # fmt: skip
def test_what_cannot_be_told_neither_agrees_nor_disagrees(expected, found, said):
    assert verdict(expected, found) is said


def test_cells_are_judged_by_their_differences(found):
    verdicts = {key: cell.verdict for key, cell in found.of.items()}
    assert verdicts["raids", "recruited_sexual"] is verdicts["raids", "sistra_cases"] is Verdict.DISAGREES
    assert verdicts["courts", "recruited_sexual"] is verdicts["courts", "cost"] is Verdict.AGREES
    assert verdicts["courts", "sistra_cases"] is Verdict.OPEN
    assert found.of["courts", "cost"].found.mean == pytest.approx(36e6)


def test_replacement_is_recruitments_caused_per_exit_caused(found):
    assert found.of["raids", "replacement"].found.mean == pytest.approx(-0.5)
    assert found.of["courts", "replacement"].sign == ""


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


def test_expectations_of_no_movement_are_those_that_chance_breaks(found):
    at_90, at_99 = found.by_chance
    assert (at_90, at_99) == (pytest.approx(0.1), pytest.approx(0.01))


def test_the_file_has_a_row_a_cell(found):
    rows = list(csv.DictReader(io.StringIO(signs_csv(found).decode())))
    assert len(rows) == 2 * 4
    first = rows[0]
    assert (first["expected"], first["sign_90"], first["sign_99"], first["verdict"]) == ("+", "-", "-", "disagrees")
    assert first["explained"] == WHY


def test_the_page_begins_with_what_it_is_and_lists_disagreements_before_signs(found):
    page = signs_page(found, words())
    assert page.startswith("# Signs")
    assert page.index("## Disagreements") < page.index("## Signs found")


def test_one_replicate_gives_no_sign():
    alone = pair("raids", recruited_sexual=5.0)
    alone = replace(alone, policy=alone.policy[:1], against=alone.against[:1])
    found = matrix([alone], MANIFEST, TABLE)
    assert {cell.sign for cell in found.cells} == {""}
    assert "Disagreements: 0" in shown(found)


def test_everything_in_the_figure_can_be_read(found):
    figure = signs_figure(found, About(2, 1, 20), words())
    check_that_all_can_be_read(figure)
    assert "courts" in said(figure) and "in the model" in said(figure).lower()
    assert "2 disagree" in alt_text(found, words())


def test_a_column_of_an_outcome_with_another_name_now_is_refused():
    old = Column(name="old", part="harm", outcome="true.slid_into_exploitation")
    with pytest.raises(ExperimentError, match=r"it is now called 'true\.entered_exploitation_by_debt'"):
        wanted(replace(TABLE, columns=(old,)))
