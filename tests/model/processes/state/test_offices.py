"""Where complaints are lodged: with police, with prosecutors, or where families and survivors live."""

import numpy as np
import pytest

from model.codes import LodgedWith, Source, Stage
from model.parameters.origins import REGIONS
from model.processes.state.complaints import complain
from tests.model.worlds import baseline, column, differing, grown, weekly

INSIDE, CUSCO = REGIONS.index("inside"), REGIONS.index("cusco")
EVERYBODY_ELSEWHERE = {"elsewhere": 1.0, "transferred": 0.0, "to_prosecutors": 0.0}


def complaining(source, origin=CUSCO, **registers):
    """Let a source complain about everybody in exploitation; return the world, its new cases and their number."""
    model = grown(baseline(registers=EVERYBODY_ELSEWHERE | registers))
    model.flows.clear()
    model.make_room()
    rows = np.flatnonzero(model.persons.stage == Stage.EXPLOITED)
    model.persons.origin[rows] = origin
    before = model.cases.n
    complain(model.world, rows, int(source), True)
    return model, slice(before, model.cases.n), rows.size


@pytest.mark.parametrize("source", [Source.AT_HOME, Source.FAMILY, Source.CONTACT_POINT])
def test_who_lives_in_another_region_complains_there_and_no_case_comes_of_it_here(source):
    model, new, n = complaining(source)
    assert new.stop == new.start
    assert (model.flows["complaints_elsewhere"], model.flows["complaints"]) == (n, 0) and n > 10


@pytest.mark.parametrize(
    ("source", "origin"), [(Source.AT_HOME, INSIDE), (Source.SURVIVOR, CUSCO), (Source.RAID, CUSCO)]
)
def test_others_complain_here(source, origin):
    model, new, n = complaining(source, origin)
    assert new.stop - new.start == n == model.flows["complaints"]
    assert model.flows["complaints_elsewhere"] == 0


def test_what_is_sent_on_reaches_a_desk_later():
    model, new, n = complaining(Source.FAMILY, transferred=1.0, transfer_weeks=10.0)
    assert (model.cases.office[new] == LodgedWith.ELSEWHERE).all()
    waits = model.cases.since[new] - model.cases.lodged[new]
    assert waits.size == n == model.flows["complaints_transferred"]
    assert waits.min() >= 0 and waits.mean() == pytest.approx(10.0, rel=0.5)


def test_shares_lodged_with_prosecutors_follow_who_complains():
    shares = {"to_prosecutors": 0.2, "ngos_to_prosecutors": 0.8}
    for source, share in ((Source.SURVIVOR, 0.2), (Source.OUTREACH, 0.8), (Source.RAID, 0.0)):
        model, new, n = complaining(source, INSIDE, **shares)
        direct = np.count_nonzero(model.cases.office[new] == LodgedWith.PROSECUTORS)
        assert direct == model.flows["complaints_to_prosecutors"]
        assert direct / n == pytest.approx(share, abs=0.15)


def test_where_complaints_are_lodged_changes_no_truth_but_the_cases():
    near, far = (weekly(grown(baseline(registers={"to_prosecutors": share})), 1) for share in (0.0, 0.8))
    true = [i for i in (column("true.exits"), column("true.complaints"), column("true.people_in_exploitation"))]
    assert near[:, true].tobytes() == far[:, true].tobytes()


def test_the_same_luck_lodges_the_same_complaints():
    one, other = grown(), grown()
    weekly(one, 10), weekly(other, 10)
    assert differing(one.snapshot(), other.snapshot()) == []
