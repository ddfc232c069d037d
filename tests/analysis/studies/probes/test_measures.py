"""What a probe changes, on made-up months: per cent of what it is compared with, beside what was expected."""

from datetime import date

import numpy as np
import pytest

from analysis.base.provenance import Provenance
from analysis.base.words import words_in
from analysis.measures.expected_directions import Verdict
from analysis.measures.summarise import Pair
from analysis.studies.probes.measures import COLUMNS, probed
from analysis.studies.probes.table import percent, probe_tables, probes_csv
from experiments.base.outcomes import declared_outcomes
from experiments.design.probes import Probe, Probes
from model.evidence.expected_directions import Claim, Signs
from model.evidence.expected_directions import Probe as Expected

CONVICTIONS = "recorded.convictions"
OUTCOMES = [*COLUMNS, CONVICTIONS]
MANIFEST = {"outcomes": {name: vars(declared_outcomes()[name]) for name in OUTCOMES}}
DATES = [date(2008, month, 1) for month in range(1, 13)]
CLAIM = Claim(expected="-", basis="derived", columns=("years_sexual",), source=("M30",))
TABLE = Signs(columns=(), levers=(), probes=(Expected(name="p", open="o.", claims=(CLAIM,)),))


def found(*factors):
    """Return a probe whose months are so many times those of the reference, a factor a replicate."""
    against = np.broadcast_to([100.0, 50.0, 1.0], (len(factors), len(DATES), len(OUTCOMES)))
    policy = against * np.array(factors)[:, None, None]
    pair = Pair("p", "history", DATES[0], DATES, OUTCOMES, policy, against, len(factors))
    probes = Probes((CONVICTIONS,), (Probe(name="p", changes="a number"),))
    (one,) = probed([pair], MANIFEST, probes, TABLE)
    return one


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
