"""What registers show of what happens."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate, Desk, Fate, Form, LodgedWith, Source
from model.interventions import RegisterOutage
from model.processes.state import registers
from tests.model.registers import (
    ALL_WITH_POLICE,
    BOTH,
    BUSY,
    PERFECT,
    RETA,
    Recording,
    decide,
    enter,
    file,
    office,
    taken,
    world,
)
from tests.model.worlds import baseline, column, columns, grown, policy, under, weekly

# what is entered


def test_a_police_register_that_enters_all_at_once_shows_what_was_lodged_with_police():
    model = world(baseline(registers=PERFECT))
    for _ in range(40):
        model.step()
        new = (model.cases.lodged == model.week - 1) & (model.cases.office == LodgedWith.POLICE)
        named = model.cases.people[new].sum()
        assert model.flows["reta_complaints"] == np.count_nonzero(new)
        assert model.flows["reta_victims"] == named + model.flows["people_misidentified"]


def test_a_prosecutors_register_that_enters_all_at_once_holds_its_own_intake_and_every_decided_case():
    model = world(baseline(registers=PERFECT))
    weekly(model, 40)
    cases, lodged_since = model.cases, model.cases.lodged >= model.week - 40
    decided = cases.charged | ((cases.desk == Desk.CLOSED) & (cases.fate != Fate.LOST))
    own = cases.office == LodgedWith.PROSECUTORS
    np.testing.assert_array_equal(cases.sistra[lodged_since], (decided | own)[lodged_since])


def test_neither_register_contains_the_other():
    model = world()
    weekly(model, 104)
    cases = model.cases
    assert np.count_nonzero(cases.reta & ~cases.sistra & (cases.desk == Desk.CLOSED)) > 3
    assert np.count_nonzero(cases.sistra & ~cases.reta & (cases.office == LodgedWith.PROSECUTORS)) > 3
    assert np.count_nonzero(cases.sistra & cases.reta) > 3


@pytest.mark.parametrize("office_of", [LodgedWith.PROSECUTORS, LodgedWith.ELSEWHERE])
def test_what_is_lodged_elsewhere_or_with_prosecutors_never_reaches_the_police_register(office_of):
    model = office(0, **PERFECT)
    file(model, 50, office=office_of)
    entered = enter(model, 3)
    assert entered["reta_complaints"].sum() == 0
    assert entered["sistra_cases"].tolist() == [50 * (office_of == LodgedWith.PROSECUTORS), 0, 0]


def test_registers_that_enter_nothing_stay_empty():
    nothing = {"police_records": 0.0, "desk_records": 0.0, "prosecutors_record": 0.0}
    trained = {"police_training_effect": 0.0, "prosecutor_training_effect": 0.0}
    entered = weekly(world(baseline(registers=nothing | trained)), 30).sum(axis=0)
    assert not entered[[*map(column, RETA), column("recorded.sistra_cases"), *map(column, BOTH)]].any()


def test_police_miss_more_of_what_is_brought_to_their_desk_than_of_what_they_find():
    model = office(0, **PERFECT | {"desk_records": 0.3})
    file(model, 1000, source=Source.RAID)
    found = enter(model)["reta_complaints"]
    file(model, 1000, source=Source.FAMILY)
    assert found == 1000
    assert enter(model)["reta_complaints"] == pytest.approx(300, abs=60)


@pytest.mark.parametrize(
    ("desk", "fate", "entered"),
    [
        (Desk.POLICE, Fate.OPEN, False),
        (Desk.PROSECUTOR, Fate.OPEN, False),
        (Desk.CLOSED, Fate.LOST, False),
        (Desk.COURT, Fate.OPEN, True),
        (Desk.CLOSED, Fate.SHELVED, True),
        (Desk.CLOSED, Fate.CONVICTED, True),
    ],
)
def test_prosecutors_enter_a_case_once_it_is_decided(desk, fate, entered):
    model = office(20, **PERFECT)
    decide(model, desk, fate)
    assert enter(model, 3)["sistra_cases"].tolist() == [20 * entered, 0, 0]


def test_prosecutors_enter_who_is_named_and_the_form():
    model = office(0, **PERFECT)
    file(model, 10, people=3, under_18=2, female=1, form=np.arange(10) % 2)
    decide(model)
    entered = enter(model)
    names = ("sistra_victims", "sistra_victims_under_18", "sistra_victims_female", "sistra_cases_sexual")
    assert [entered[name].item() for name in names] == [30, 20, 10, np.count_nonzero(model.cases.form == Form.SEXUAL)]


def test_registers_show_the_declared_shares():
    model = office()
    decide(model)
    enter(model)
    assert taken(model) == pytest.approx((0.6, 0.6), abs=0.04)


def test_registers_hold_nothing_from_before_their_first_year():
    model = office(police_since=2010.0, prosecutors_since=2010.0)
    decide(model)
    enter(model)
    assert taken(model) == (0.0, 0.0)


def test_entries_are_completed_after_the_declared_mean_delay():
    model = office(4000, desk_records=1.0, police_lag=4.0)
    enter(model)
    delays = model.cases.reta_due - model.cases.lodged
    assert delays.min() == 0
    assert delays.mean() == pytest.approx(4.0, abs=0.3)


def test_some_complaints_are_entered_twice_and_their_people_with_them():
    model = office(2000, **PERFECT | {"duplicates": 0.2})
    entered = enter(model)
    assert entered["reta_duplicates"] == pytest.approx(400, abs=60)
    assert entered["reta_complaints"] == entered["reta_victims"] == 2000 + entered["reta_duplicates"]


def test_results_of_the_court_reach_the_prosecutors_register():
    model = office(0, prosecutors_record=1.0, prosecutors_lag=0.0)
    model.flows.update({"charged": 7.0, "tried": 5.0, "convicted": 2.0})
    registers.step(model)
    assert [model.flows[f"sistra_{name}"] for name in ("charges", "trials", "convictions")] == [7, 5, 2]


def test_no_register_shows_more_than_happened():
    outcomes = weekly(world(), 60).cumsum(axis=0)
    once = outcomes[:, column("recorded.reta_complaints")] - outcomes[:, column("recorded.reta_duplicates")]
    assert (once <= outcomes[:, column("true.complaints")]).all()
    assert (once[-1] > 0).all()


# what is missed


def test_while_a_register_is_out_it_shows_nothing_new_and_the_truth_is_untouched():
    with_outage, without = world(), world()
    with_outage.setup = replace(with_outage.setup, interventions=(BUSY, policy(RegisterOutage)))
    out, usual = weekly(with_outage, 60), weekly(without, 60)
    assert out[:, columns("true.")].tobytes() == usual[:, columns("true.")].tobytes()
    for name in RETA:
        assert out[:, column(name)].sum() == 0 < usual[:, column(name)].sum()
    others = [i for i in columns("recorded.") if i not in map(column, RETA + BOTH)]
    assert out[:, others].tobytes() == usual[:, others].tobytes()


def test_an_outage_of_the_police_register_leaves_the_prosecutors_intake():
    model = office(0, **PERFECT)
    file(model, 30, office=LodgedWith.PROSECUTORS)
    model.levers = replace(model.levers, police_register=0.0)
    entered = enter(model)
    assert (entered["sistra_cases"], entered["reta_complaints"]) == (30, 0)


def test_what_happens_during_an_outage_stays_lost():
    model = office(500, **PERFECT)
    model.levers = replace(model.levers, police_register=0.0)
    enter(model)
    model.levers = replace(model.levers, police_register=1.0)
    assert enter(model, 30)["reta_complaints"].sum() == 0


def test_police_who_are_offline_enter_nothing_that_week():
    model = office(0, **PERFECT | {"police_online": 0.5})
    shares = []
    for _ in range(400):
        shares.append(registers.entry_shares(model.world)[0])
        model.week += 1
    assert set(shares) == {0.0, 1.0}
    assert np.mean(shares) == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize(("topic", "effect"), [("POLICE", "police"), ("PROSECUTOR", "prosecutor")])
def test_training_raises_what_is_recorded_and_nothing_else(topic, effect):
    runs = []
    for size in (0.0, 1.0):
        model = world(baseline(registers={f"{effect}_training_effect": size}))
        model.climate[Climate[f"{topic}_TRAINING"]] = 0.9
        runs.append((weekly(model, 60), registers.entry_shares(model.world)))
    (without, low), (trained, high) = runs
    assert trained[:, columns("true.")].tobytes() == without[:, columns("true.")].tobytes()
    if topic == "POLICE":
        recorded = column("recorded.reta_complaints")
        assert trained[:, recorded].sum() > without[:, recorded].sum()
    assert high >= low
    assert high != low


def test_skill_of_specialised_prosecutors_raises_their_entries():
    model = office()
    usual = registers.entry_shares(model.world)
    model.levers = replace(model.levers, prosecutor_skill=0.5)
    police, desk, prosecutors = registers.entry_shares(model.world)
    assert (police, desk) == usual[:2]
    assert prosecutors > usual[2]


def test_support_keeps_police_online_and_enters_more():
    model = office(0, police_online=0.2, support=1.0, support_effect=1.0)
    assert {registers.entry_shares(model.world) for model.week in range(470, 500)} == {(1.0, 1.0, 1.0)}


# two registers and one


def lived(model, weeks=40):
    """Let complaints come and be decided for some weeks; return running totals of the registers' counters."""
    counts = []
    for _ in range(weeks):
        counts.append({name: float(values[0]) for name, values in enter(model).items()})
        waiting = np.flatnonzero(model.cases.desk == Desk.POLICE)
        model.cases.desk[waiting[::2]] = Desk.COURT
        file(model, 30)
    return {name: np.cumsum([week[name] for week in counts]) for name in counts[0]}


@pytest.mark.parametrize("shared", [0.0, 0.4, 1.0])
def test_overlap_and_union_of_the_registers_add_up_every_week(shared):
    total = lived(office(30, duplicates=0.1, shared=shared))
    police, prosecutors = total["reta_complaints"] - total["reta_duplicates"], total["sistra_cases"]
    assert (total["in_both_registers"] <= np.minimum(police, prosecutors)).all()
    assert (total["shared_register_cases"] == police + prosecutors - total["in_both_registers"]).all()
    assert 0 < total["in_both_registers"][-1] < total["shared_register_cases"][-1]


def test_a_shared_register_removes_duplicates_and_double_counts():
    apart, together = lived(office(30, duplicates=0.3)), lived(office(30, duplicates=0.3, shared=1.0))
    for name in ("reta_duplicates", "double_counts"):
        assert together[name][-1] == 0 < apart[name][-1]


def test_a_shared_register_lets_each_take_over_what_the_other_has():
    shares = []
    for shared in (0.0, 0.5, 1.0):
        model = office(shared=shared)
        decide(model)
        enter(model)
        shares.append(taken(model))
    police, prosecutors = np.array(shares).T
    assert (np.diff(police) > 0).all() and (np.diff(prosecutors) > 0).all()
    assert shares[-1] == pytest.approx((0.84, 0.84), abs=0.03)


def test_police_take_nothing_over_while_their_register_is_out():
    model = office(shared=1.0)
    model.levers = replace(model.levers, police_register=0.0)
    decide(model)
    enter(model)
    assert taken(model) == pytest.approx((0.0, 0.6), abs=0.04)


# missing persons


def test_families_report_the_declared_shares_and_nobody_links_them():
    shares = {"missing_under_18": 0.6, "missing_adult": 0.2}
    seen = [weekly(grown(baseline(registers=dict.fromkeys(shares, size))), 50) for size in (0.0, 0.2, 0.4)]
    missing = [run[:, column("recorded.missing_persons")].sum() for run in seen]
    assert missing[0] == 0
    assert missing[2] == pytest.approx(2 * missing[1], rel=0.15)
    assert all(run[:, column("recorded.missing_persons_linked")].sum() == 0 for run in seen)
    assert all(run[:, columns("true.")].tobytes() == seen[0][:, columns("true.")].tobytes() for run in seen)


def test_reports_that_a_shared_register_links_become_cases_and_tell_where_to_look():
    linking = {"missing_under_18": 0.5, "missing_adult": 0.5, "shared_link": 1.0, "linked_belief": 10.0}
    runs, worlds = [], []
    for shared in (0.0, 1.0):
        model = grown(under(policy(Recording, shared=shared), plan=baseline(registers=linking)))
        runs.append(weekly(model, 6))
        worlds.append(model)
    apart, linked = (run.sum(axis=0) for run in runs)
    found = linked[column("recorded.missing_persons_linked")]
    assert found == linked[column("recorded.missing_persons")] > 0
    assert apart[column("recorded.missing_persons_linked")] == 0
    brought = worlds[1].cases.source == Source.MISSING_PERSON
    assert np.count_nonzero(brought) == found
    assert linked[column("true.complaints")] > apart[column("true.complaints")]
    assert worlds[1].camps.belief.sum() > worlds[0].camps.belief.sum()


# records beside the truth


def test_an_ngo_counts_fewer_people_than_there_are():
    outcomes = weekly(grown(), 10)
    counted = outcomes[:, column("recorded.ngo_people_counted")]
    there = outcomes[:, column("true.people_in_sexual_exploitation")]
    assert (counted > 0).all()
    assert (counted < there).all()


def test_a_ratio_is_what_was_recorded_over_what_happened():
    model = world(baseline(registers=PERFECT | ALL_WITH_POLICE))
    model.running_sums[:] = 0.0
    last = weekly(model, 30)[-1]
    assert last[column("ratio.reta_complaints_to_complaints")] == pytest.approx(1.0)
    assert 0.0 < last[column("ratio.ngo_count_to_people_in_sexual_exploitation")] < 1.0
    flows = weekly(model, 1)
    assert flows[0, column("ratio.reta_victims_to_people_in_exploitation")] > 0.0


def test_records_rise_while_exploitation_falls_and_fall_while_it_rises():
    usual = told(mines_yield(1.0))
    counted = told(under(policy(Recording, support=1.0), plan=mines_yield(0.9)))
    unseen = told(under(policy(RegisterOutage, intensity=0.6), plan=mines_yield(1.25)))
    assert counted[0] < 0.95 * usual[0] and counted[1] > 1.2 * usual[1]
    assert unseen[0] > 1.05 * usual[0] and unseen[1] < 0.8 * usual[1]


def mines_yield(times):
    """Return a baseline with poor registers and mines that yield more or less, which bars follow."""
    usual = baseline().parameters.digging.best_yield
    return baseline(digging={"best_yield": times * usual}, registers={"police_records": 0.5, "police_online": 0.7})


def told(plan):
    """Return people in exploitation in the second year, and complaints that police enter in two."""
    outcomes = weekly(grown(plan), 104)
    there, entered = column("true.people_in_exploitation"), column("recorded.reta_complaints")
    return outcomes[52:, there].mean(), outcomes[:, entered].sum()
