"""Families place children in the school holidays, where a bar has room."""

import numpy as np
import pytest

from model.codes import ORGANISED, UNDER_18, Form, Method, Stage
from model.processes.recruitment import placements
from tests.model.invariants import broken
from tests.model.worlds import baseline, column, grown, weekly

MANY = {"placing": 1e-3}
PLACED = column("true.placed_by_families")


def in_month(month, plan=None):
    """Return a grown world whose week lies in a month."""
    model = grown(plan or baseline(recruitment=MANY))
    model.scalars["month"][0] = month
    return model


def test_children_are_placed_in_holidays_and_in_no_other_month():
    placed = [weekly(in_month(month), 1)[0, PLACED] for month in range(1, 13)]
    assert min(placed[:3]) > 20
    assert placed[3:] == [0.0] * 9


def test_those_placed_are_under_18_in_exploitation_in_debt_and_sent_by_their_families():
    model = in_month(2)
    known = set(model.persons.identity.tolist())
    placed = weekly(model, 1)[0, PLACED]
    p = model.persons
    streams = set((placements.CHILDREN >> np.uint64(48)).tolist())
    rows = [i for i in range(p.n) if int(p.identity[i]) >> 48 in streams and int(p.identity[i]) not in known]
    held = [i for i in rows if p.stage[i] == Stage.EXPLOITED]
    assert 0.9 * placed < len(held) <= placed  # some leave in the same week
    assert placed > 20
    for i in held:
        assert (p.form[i], p.method[i]) == (Form.SEXUAL, Method.FAMILY)
        assert p.age[i] < UNDER_18
        assert p.debt[i] > 0
    assert broken(model) == []


def test_nobody_comes_where_no_bar_has_room():
    model = in_month(2, baseline(recruitment=MANY, bars={"adjustment": 0.0}))  # a new bar would have room
    model.bars.size[:] = 0.0
    before = model.candidates.sum()
    assert weekly(model, 1)[0, PLACED] == 0
    assert before - model.candidates.sum() < 200


def test_bars_of_families_come_first_and_networks_when_those_are_full():
    model = grown()
    b, key = model.bars, (np.uint32(1), np.uint32(2))
    room = np.ones(b.n)
    assert (b.owner == ORGANISED).any()
    who = placements.CHILDREN[:5]
    assert all(b.owner[placements.taken_in(key, child, b.table, room)] == ORGANISED for child in who)
    room[b.owner == ORGANISED] = 0.0
    assert all(b.owner[placements.taken_in(key, child, b.table, room)] != ORGANISED for child in who)
    assert placements.taken_in(key, who[0], b.table, np.zeros(b.n)) == -1


def test_room_is_what_is_left_when_all_posts_are_filled():
    model = grown()
    model.step()
    b = model.bars
    room = placements.room_in_bars(b.table)
    assert (room <= b.size - b.held - b.workers - b.vacancies - b.posts).all()
    assert room.max() >= 1


def test_fewer_are_placed_where_families_were_told_and_where_there_is_less_need():
    def sent(**changes):
        model = grown(baseline(recruitment=MANY))
        for name, value in changes.items():
            getattr(model, name)[:] = value
        return placements.sent(model.world).sum()

    assert sent(campaign=1.0) < sent(campaign=0.0)
    assert sent(need=0.5) < sent(need=1.0)
    assert sent(within_reach=0.0) == 0


def test_another_bar_changes_nothing_for_children_whom_others_take_in():
    """Which bar takes a child in does not depend on the rows of bars (pairing of runs)."""
    model = grown()
    key, room = (np.uint32(1), np.uint32(2)), np.ones(model.bars.n)
    chosen = [placements.taken_in(key, child, model.bars.table, room) for child in placements.CHILDREN]
    spare = next(i for i in range(model.bars.n) if i not in chosen)
    room[spare] = 0.0
    assert chosen == [placements.taken_in(key, child, model.bars.table, room) for child in placements.CHILDREN]


def test_without_an_inclination_nobody_is_placed():
    quiet = in_month(2, baseline(recruitment={"placing": 0.0}))
    assert weekly(quiet, 1)[0, PLACED] == 0
    assert quiet.flows["recruited_sexual"] > 0


@pytest.mark.parametrize("month", [2, 7])
def test_nobody_is_paid_for_children_whom_families_place(month):
    model = in_month(month)
    model.step()
    f = model.flows
    fees = f["fees_from_funds"] + f["fees_from_owners"]
    unpaid = f["entered_exploitation_by_debt"] + f["placed_by_families"]
    brought = f["recruited_sexual"] + f["recruited_labour"] - unpaid
    assert fees == pytest.approx(brought * model.parameters.recruitment.fee)
