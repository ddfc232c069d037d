"""Trust in police and courts: what raises it and what costs it."""

from copy import replace

import pytest

from model.codes import Climate
from model.processes.state import society
from tests.model.processes.society_worlds import SOCIETY, setting
from tests.model.worlds import baseline, column, grown, usual, weekly


def trust_after(weeks=100, plan=None, **levers):
    """Return trust after some weeks with levers set."""
    return weekly(setting(plan, **levers), weeks)[-1, column("true.trust")]


def test_citizen_oversight_and_honest_officials_raise_trust():
    assert trust_after(oversight=3.0) > usual(100)[-1, column("true.trust")] + 0.05
    model = grown()
    before, readiness = society.trust(model.world), model.corruption()
    model.police.corruption[:] = 0.0
    assert society.trust(model.world) == pytest.approx(
        before + SOCIETY.trust_memory * SOCIETY.trust_from_corruption * readiness
    )


def courts(complaints, convicted, plan=None):
    """Return a world that remembers nothing and in which cases end in some way every week."""
    model = grown(plan)
    model.climate[:] = 0.0
    model.flows.update({"complaints": complaints, "convicted": convicted})
    return model


def told(model, weeks=1000):
    """Return what convictions are worth for trust after some weeks."""
    for _ in range(weeks):
        society.remember_courts(model.world)
    return society.impunity_broken(model.world)


def test_more_convictions_than_expected_raise_trust_and_fewer_lower_it():
    expected = SOCIETY.convictions_expected
    many, usual, none = (told(courts(20.0, share * 20.0)) for share in (0.2, expected, 0.0))
    assert many == pytest.approx(0.2 - expected, rel=0.02)
    assert abs(usual) < 1e-9
    assert none < 0
    assert told(courts(0.0, 0.0)) == 0


def test_convictions_leave_no_trace_where_they_mean_nothing_for_trust():
    model = courts(20.0, 10.0, baseline(civil_society={"trust_from_convictions": 0.0}))
    assert told(model) == 0
    assert (model.climate == 0).all()


def test_trust_stays_between_none_and_full():
    for trust in (0.0, 1.0):
        model = grown(baseline(civil_society={"trust_from_oversight": 0.3, "trust_memory": 0.1}))
        model.climate[Climate.TRUST] = trust
        model.levers = replace(model.levers, oversight=100.0 if trust else -100.0)
        assert society.trust(model.world) == trust


def test_media_that_expose_survivors_cost_trust():
    model = grown()
    usual = society.trust(model.world)
    model.climate[Climate.ATTENTION] += 0.5
    assert society.trust(model.world) == pytest.approx(usual - SOCIETY.trust_memory * SOCIETY.trust_from_exposure * 0.5)


def test_a_reprisal_costs_trust():
    model = grown()
    usual = society.trust(model.world)
    model.flows["reprisals"] += 3
    assert society.trust(model.world) == pytest.approx(usual - 3 * SOCIETY.trust_from_reprisals)
