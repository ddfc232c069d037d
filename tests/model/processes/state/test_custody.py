"""Custody: who is held, for how long, what becomes of the post left, and what only owners lose."""

import numpy as np
import pytest

from model.codes import Desk, Fate, Role
from model.processes.recruitment import roles
from model.processes.state.accused import accuse
from model.processes.state.custody import detain, let_go, release
from model.processes.state.sentences import expected_sanction, impose
from model.text.dates import WEEKS_PER_YEAR
from tests.model.invariants import broken
from tests.model.justice import named, quiet, total
from tests.model.worlds import column, waiting, weekly


def case(model, role, *, desk=Desk.COURT, network=0, **columns):
    """Add a case against somebody in a role; return its row."""
    model.make_room()
    row = waiting(model, 1, desk, network=network, **columns).start
    model.cases.identity[row] += np.uint64(row << 16)  # a person of its own
    accuse(model.world, row, int(role))
    return row


def convict(model, role, years=5.0, **columns):
    """Convict somebody in a role; return the row of the case."""
    row = case(model, role, desk=Desk.CLOSED, fate=Fate.CONVICTED, years=years, **columns)
    impose(model.world, np.array([row]))
    return row


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_recruiters_serve_their_sentence_and_a_share_takes_up_the_post_again(share):
    model = quiet(resumes=share)
    before, who = model.recruiters.n, set(model.recruiters.identity.tolist())
    convict(model, Role.RECRUITER, years=1.0)
    assert (model.prisoners.n, model.recruiters.n) == (1, before - 1)
    assert model.prisoners.identity[0] in who
    model.week += int(WEEKS_PER_YEAR) - 1
    release(model.world)
    assert model.prisoners.n == 1
    model.week += 1
    release(model.world)
    assert (model.prisoners.n, model.recruiters.n) == (0, before - 1 + share)
    assert (set(model.recruiters.identity.tolist()) == who) == bool(share)
    assert broken(model) == []


@pytest.mark.parametrize(("role", "posts"), [(Role.TRANSPORTER, "transporters"), (Role.RECEIVER, "receivers")])
def test_transporters_and_receivers_leave_a_post_in_their_network(role, posts):
    model = quiet(resumes=1.0)
    getattr(model.networks, posts)[0] = 1
    convict(model, role)
    assert getattr(model.networks, posts)[0] == 0
    convict(model, role)  # one more, of whose post nothing is known
    assert model.prisoners.post.tolist() == [True, False]
    model.prisoners.until[:] = model.week
    release(model.world)
    assert getattr(model.networks, posts)[0] == 1


def test_nobody_is_held_twice_and_a_sentence_follows_on_detention():
    model = quiet(remand_released=0.0)
    row = case(model, Role.RECRUITER)
    detain(model.world, row)
    other = waiting(model, 1, Desk.COURT, **named(role=Role.RECRUITER, accused=model.cases.accused[row])).start
    detain(model.world, other)
    assert model.prisoners.n == model.flows["detained"] == 1
    model.cases.desk[row], model.cases.fate[row], model.cases.years[row] = Desk.CLOSED, Fate.CONVICTED, 5.0
    impose(model.world, np.array([row]))
    assert model.prisoners.n == 1
    assert model.prisoners.sentenced[0]
    assert model.prisoners.until[0] == model.week + round(5.0 * WEEKS_PER_YEAR)
    let_go(model.world, other)
    release(model.world)
    assert model.prisoners.n == 1


def test_detention_ends_with_the_case_or_after_the_longest_time_and_some_are_released_before():
    model = quiet(remand_released=0.0, detention_weeks=20.0)
    row = case(model, Role.RECEIVER)
    detain(model.world, row)
    model.week += 20
    release(model.world)
    assert model.cases.detained[row]
    model.week += 1
    release(model.world)
    assert not model.cases.detained[row]
    detain(model.world, row)
    let_go(model.world, row)
    release(model.world)
    assert model.prisoners.n == 0
    early = quiet(remand_released=1.0, detention_weeks=1000.0)
    for _ in range(30):
        detain(early.world, case(early, Role.RECEIVER))
    early.week += 500
    release(early.world)
    assert 5 < early.prisoners.n < 25


def test_without_incapacitation_nobody_is_held_and_no_bar_is_lost():
    model = quiet(incapacitation=0.0, heads=1.0)
    before, funds = model.recruiters.n, model.networks.funds.copy()
    for role in Role:
        convict(model, role, bar=model.bars.unique_id[0])
        detain(model.world, case(model, role, bar=model.bars.unique_id[0]))
    assert model.prisoners.n == 0
    assert model.recruiters.n == before
    assert not model.bars.ordered.any()
    np.testing.assert_array_equal(model.networks.funds, funds)


def test_the_bar_of_an_owner_convicted_closes_or_is_shut_until_somebody_takes_it_over():
    model = quiet(conviction_closes=1.0)
    bar = model.bars.unique_id[3]
    convict(model, Role.OWNER, bar=bar)
    assert model.bars.ordered.tolist() == [i == 3 for i in range(model.bars.n)]
    weekly(model, 1)
    assert model.bars.row_of[bar] < 0
    assert broken(model) == []
    model = quiet(conviction_closes=0.0, transfer_weeks=6.0, to_network=1.0)
    convict(model, Role.OWNER, bar=model.bars.unique_id[3])
    assert not model.bars.ordered.any()
    assert model.bars.shut_until[3] == model.week + 7
    there = model.persons.bar == model.bars.unique_id[3]
    assert (model.persons.network[there] == model.bars.owner[3]).all()


def after_convictions(role):
    """Return person-weeks of sexual exploitation in the weeks after ten convictions in a role, and bars closed."""
    model = quiet(deterrence=0.0, heads=0.0, conviction_closes=1.0)
    fullest = np.argsort(-model.bars.held, kind="stable")[:10]
    for bar in model.bars.unique_id[fullest]:
        convict(model, role, bar=bar, network=model.bars.owner[model.bars.row_of[bar]])
    outcomes = weekly(model, 6)
    names = ("people_in_sexual_exploitation", "exits_by_bar_closed")
    return [outcomes[:, column(f"true.{name}")].sum() for name in names]


def test_an_owners_conviction_closes_more_exploitation_than_an_intermediarys():
    (left, freed), *others = [after_convictions(role) for role in Role]
    assert left < min(person_weeks for person_weeks, _ in others) - 50
    assert freed > max(closed for _, closed in others) + 10


def test_a_network_without_its_head_has_no_funds_and_takes_on_nobody_for_a_while():
    model = quiet(heads=1.0, leaderless_weeks=20.0)
    model.networks.funds[:] = 1000.0
    model.recruiters.remove_rows(model.recruiters.network == 0)
    model.networks.recruiters[0] = 0
    convict(model, Role.OWNER)
    assert model.flows["funds_confiscated"] == 1000.0
    model.networks.funds[:] = 1e6
    weekly(model, 20)
    assert taken_on(model) == 0
    weekly(model, 20)
    assert taken_on(model) > 0


def taken_on(model):
    """Count the recruiters of the first network who did not come to it as survivors."""
    return np.count_nonzero((model.recruiters.network == 0) & ~model.recruiters.survivor)


def test_the_sanction_that_others_expect_is_that_of_their_role_and_fades():
    model = quiet(trials_per_week=50.0, trial_wait=1.0, conviction_threshold=0.0, named=0.0)
    waiting(model, 50, Desk.COURT, charged=True, **named(role=Role.OWNER))
    total(model, 1)
    owners, others = model.sanctions[Role.OWNER], model.sanctions[1:]
    assert expected_sanction(model.world, int(Role.OWNER)) == owners > others.max()
    total(model, 20)
    assert model.sanctions[Role.OWNER] < owners


def test_fear_of_sentences_means_fewer_bars_and_intermediaries_who_give_up():
    left = []
    for deterrence in (1.0, 0.0):
        model = quiet(deterrence=deterrence, sanction_memory=0.0)
        model.sanctions[:] = 2.0
        weekly(model, 30)
        networks = model.networks
        left.append((model.bars.n, model.recruiters.n, networks.transporters.sum(), networks.receivers.sum()))
    feared, ignored = left
    assert np.less(feared, ignored).all()


def test_a_charge_of_grave_facts_on_good_evidence_brings_detention():
    held = {}
    for evidence, under_18 in ((0.9, 1), (0.9, 0), (0.1, 1)):
        model = quiet(prosecutors=20.0, cases_per_prosecutor=100.0, charge_threshold=-2.0, detention_lesser=0.2)
        identities = np.arange(1, 201)
        waiting(model, 200, Desk.PROSECUTOR, under_18=under_18, **named(evidence, evidence) | {"accused": identities})
        (held[evidence, under_18],) = total(model, 1, "detained")
        assert broken(model) == []
    assert held[0.9, 1] > 2 * held[0.9, 0]
    assert held[0.9, 1] > 2 * held[0.1, 1]


def test_a_network_short_of_transporters_or_receivers_brings_nobody_until_they_are_replaced():
    model = quiet()
    model.networks.transporters[:], model.networks.carried[:] = 0, 5.0
    for weeks, replaced in ((1, 0.0), (1, 1.0)):
        numbers = model.numbers.copy()
        numbers["roles"]["transporter_hiring"] = replaced
        model.numbers = numbers
        roles.staff_roles(model.world)
        organised = model.networks.organised
        assert (model.networks.room[organised] == 0).all() == (replaced == 0.0), weeks
    assert model.networks.room[~organised][0] == roles.NO_LIMIT
