"""The complaint route: queues with staff."""

import pytest

from tests.model.worlds import baseline, column, grown, weekly


def decisions(**justice):
    """Return the sums over a year of what prosecutors and the court do with many cases waiting."""
    model = grown(baseline(justice=justice))
    for name in ("prosecutors", "trials_per_week"):
        if name in justice:
            office, staff = (model.prosecutors, "staff") if name == "prosecutors" else (model.courts, "trials_per_week")
            office.column(staff)[:] = justice[name]
    model.prosecutors.backlog[:] = model.courts.backlog[:] = 10_000
    outcomes = weekly(model, 52).sum(axis=0)
    names = ("shelved", "charges", "charges_lesser", "trials", "convictions")
    return {name: outcomes[column(f"recorded.{name}")] for name in names}


def test_prosecutors_decide_what_their_number_allows():
    few, many = decisions(prosecutors=2.0), decisions(prosecutors=8.0)
    for done, staff in ((few, 2.0), (many, 8.0)):
        assert done["shelved"] + done["charges"] == pytest.approx(staff * 0.6 * 52, abs=8)


def test_shares_of_decisions_are_the_declared_ones():
    done = decisions(prosecutors=20.0, cases_per_prosecutor=3.0)
    decided = done["shelved"] + done["charges"]
    p = baseline().parameters.justice
    assert done["shelved"] / decided == pytest.approx(p.shelved, abs=0.03)
    assert done["charges_lesser"] / done["charges"] == pytest.approx(p.lesser_offence, abs=0.05)


def test_the_court_holds_the_trials_it_can():
    assert decisions(trials_per_week=3.0)["trials"] == pytest.approx(3.0 * 52, abs=2)


def test_bought_trials_do_not_convict():
    honest, bought = (decisions(trials_per_week=50.0, convicted=0.5, bought=share) for share in (0.0, 0.9))
    assert bought["convictions"] < honest["convictions"]


def test_nothing_is_decided_where_nothing_waits():
    model = grown(baseline(exits={"complaint": 0.0}, policing={"raids_per_week": 0.0}))
    model.prosecutors.backlog[:] = model.courts.backlog[:] = 0
    outcomes = weekly(model, 1)[0]
    assert outcomes[column("recorded.trials")] <= outcomes[column("recorded.charges")]
    assert outcomes[column("recorded.charges")] <= outcomes[column("true.complaints")]
