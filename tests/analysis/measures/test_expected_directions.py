"""Signs found beside signs expected, on made-up differences."""

from copy import replace

import numpy as np
import pytest

from analysis.base.statistics import Interval
from analysis.measures.expected_directions import Verdict, outcomes_of, sign, verdict
from experiments.base.errors import ExperimentError
from model.evidence.expected_directions import Column
from tests.analysis.made_up.expected_directions import TABLE, two_levers


@pytest.fixture
def found():
    return two_levers()


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
    assert found.of["courts", "cost"].interval.mean == pytest.approx(36e6)


def test_replacement_is_recruitments_caused_per_exit_caused(found):
    assert found.of["raids", "replacement"].interval.mean == pytest.approx(-0.5)
    assert found.of["courts", "replacement"].sign == ""


def test_expectations_of_no_movement_are_those_that_chance_breaks(found):
    at_90, at_99 = found.by_chance
    assert (at_90, at_99) == (pytest.approx(0.1), pytest.approx(0.01))


def test_a_column_of_an_outcome_with_another_name_now_is_refused():
    old = Column(name="old", part="harm", outcome="true.slid_into_exploitation")
    with pytest.raises(ExperimentError, match=r"it is now called 'true\.entered_exploitation_by_debt'"):
        outcomes_of(replace(TABLE, columns=(old,)))
