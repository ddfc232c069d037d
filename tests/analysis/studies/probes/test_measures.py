"""What a probe changes, on made-up months: per cent of what it is compared with, beside what was expected."""

import pytest

from analysis.base.provenance import Provenance
from analysis.base.words import words_in
from analysis.measures.expected_directions import Verdict
from analysis.studies.probes.measures import COLUMNS
from analysis.studies.probes.table import percent, probe_tables, probes_csv
from tests.analysis.made_up.probes import CONVICTIONS, found


def test_a_change_is_in_per_cent_of_the_reference_with_a_paired_interval():
    change = found(0.9, 0.9, 0.9).found[next(iter(COLUMNS))]
    assert vars(change.percent) == pytest.approx({"mean": -10.0, "low": -10.0, "high": -10.0})
    wide = found(0.8, 1.0).found[next(iter(COLUMNS))].percent
    assert wide.mean == pytest.approx(-10.0) and wide.low < -10.0 < wide.high


@pytest.mark.parametrize(
    ("factors", "verdict"),
    [((0.9, 0.9), Verdict.AGREES), ((1.1, 1.1), Verdict.DISAGREES), ((0.8, 1.2), Verdict.UNCLEAR)],
)
def test_a_change_is_judged_by_the_sign_expected(factors, verdict):
    sexual, labour = COLUMNS
    assert found(*factors).verdict(sexual) is verdict
    assert found(*factors).verdict(labour) is Verdict.OPEN


def test_few_cases_are_shown_as_levels_and_never_in_per_cent():
    one = found(2.0, 2.0)
    assert "→" in percent(one.found[CONVICTIONS], words_in())
    line = next(line for line in probes_csv([one], Provenance(3, 1, 20)).decode().splitlines() if CONVICTIONS in line)
    assert line.startswith("3,1,20,p,") and ",cases,10,25,,,,,,,,2,2,complete" in line


def test_one_replicate_is_said_to_have_no_interval():
    notes = [str(probe_tables([found(*[0.9] * n)], words_in()).renderables[-1]) for n in (1, 2)]
    assert ["no interval is possible" in note for note in notes] == [True, False]
