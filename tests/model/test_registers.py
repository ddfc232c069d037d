"""What registers show of what happens."""

import numpy as np
import pytest

from model import registers
from model.interventions import Raids, RegisterOutage
from tests.model.worlds import baseline, column, columns, grown, policy, under, weekly

RETA = ["recorded.reta_complaints", "recorded.reta_victims", "recorded.reta_suspects"]
BUSY = policy(Raids, frequency=6.0)


def test_a_register_that_enters_all_at_once_shows_what_happened():
    perfect = {"police_records": 1.0, "police_lag": 0.0, "prosecutors_record": 1.0, "prosecutors_lag": 0.0}
    model = grown(under(BUSY, plan=baseline(registers=perfect)))
    model.pending[:] = 0
    outcomes = weekly(model, 40)
    identified = outcomes[:, column("true.survivors_identified")] + outcomes[:, column("true.people_misidentified")]
    lodged = outcomes[:, column("true.complaints")]
    np.testing.assert_array_equal(outcomes[:, column("recorded.reta_complaints")], lodged)
    np.testing.assert_array_equal(outcomes[:, column("recorded.reta_victims")], identified)
    decided = outcomes[:, column("recorded.shelved")] + outcomes[:, column("recorded.charges")]
    np.testing.assert_array_equal(outcomes[:, column("recorded.sistra_cases")], decided)
    assert identified.sum() > 50


def test_a_register_shows_the_declared_share_in_the_end():
    model = grown(under(BUSY))
    model.pending[:] = 0
    outcomes = weekly(model, 150)
    p = model.numbers.registers
    identified = outcomes[:, column("true.survivors_identified")] + outcomes[:, column("true.people_misidentified")]
    entered = outcomes[:, column("recorded.reta_victims")].sum() + model.pending[registers.POLICE.index("reta_victims")]
    assert entered / identified.sum() == pytest.approx(p.police_records, abs=0.06)


def test_no_register_shows_more_than_happened():
    model = grown(under(BUSY))
    model.pending[:] = 0
    outcomes = weekly(model, 60).cumsum(axis=0)
    assert (outcomes[:, column("recorded.reta_complaints")] <= outcomes[:, column("true.complaints")]).all()
    assert (outcomes[:, column("recorded.sistra_victims")] <= outcomes[:, column("true.survivors_identified")]).all()


def test_while_a_register_is_out_it_shows_nothing_new_and_the_truth_is_untouched():
    with_outage, without = grown(under(BUSY, policy(RegisterOutage))), grown(under(BUSY))
    with_outage.pending[:], without.pending[:] = 0, 0
    out, usual = weekly(with_outage, 60), weekly(without, 60)
    assert out[:, columns("true.")].tobytes() == usual[:, columns("true.")].tobytes()
    for name in RETA:
        assert out[:, column(name)].sum() == 0 < usual[:, column(name)].sum()
    others = [i for i in columns("recorded.") if i not in map(column, RETA)]
    assert out[:, others].tobytes() == usual[:, others].tobytes()


def test_an_ngo_counts_fewer_people_than_there_are():
    outcomes = weekly(grown(), 10)
    counted = outcomes[:, column("recorded.ngo_people_counted")]
    there = outcomes[:, column("true.people_in_sexual_exploitation")]
    assert (counted > 0).all()
    assert (counted < there).all()
