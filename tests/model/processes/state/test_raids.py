"""Raids on bars: who is found, who is mistaken, what follows."""

from copy import replace
from types import SimpleNamespace

import numpy as np
import pytest

from model.codes import ORGANISED, ZONES, Climate, Role
from model.interventions import Raids
from model.processes.state import raids
from model.processes.state.information import LOOKOUT, SUCCEEDS, WRONG_PLACE, Raid
from tests.model.worlds import baseline, column, grown, policy, under, weekly

BANDS = (
    "raids_identifying_none", "raids_identifying_1", "raids_identifying_2_to_4", "raids_identifying_5_to_9",
    "raids_identifying_10_or_more",
)  # fmt: skip
CAUSES = ("official_leak", "lookout", "wrong_place", "moved_on")


@pytest.fixture(scope="module")
def year():
    """Return the weekly outcomes of a year with many raids."""
    return weekly(grown(under(policy(Raids, frequency=10.0))), 52)


def raided(fate=SUCCEEDS, plan=None, screening=1.0):
    """Return a world whose busiest camp was raided, with the camp and how many were identified."""
    model = grown(plan)
    model.step()
    model.levers = replace(model.levers, screening=screening)
    camp = int(np.argmax(model.census.sexual))
    model.flows = dict.fromkeys(model.flows, 0.0)
    model.make_room()
    raids.carry_out(model.world, Raid(0, 0, camp, 10.0, fate), np.zeros(ZONES))
    return model, camp, model.flows["raid_identified"]


def after_inspection(model, joint=False):
    """Return a world in which a raid has inspected the camp with most bars."""
    model.make_room()
    raids.inspect(model.world, Raid(0, 0, int(np.argmax(model.camps.bars)), 0.0, SUCCEEDS, joint=joint))
    return model


def test_every_raid_finds_somebody_or_is_empty_for_one_cause(year):
    empty = sum(year[:, column(f"true.raids_empty_{cause}")] for cause in CAUSES)
    total, found = year[:, column("true.raids")], year[:, column("true.people_found")]
    assert total.sum() > 200
    np.testing.assert_array_equal(year[:, column("true.raids_empty")], empty)
    assert (empty <= total).all()
    assert (found[empty == total] == 0).all()
    assert (found >= total - empty).all()


def test_people_identified_in_raids_were_found_there(year):
    exits, found = year[:, column("true.exits_by_raid")], year[:, column("true.people_found")]
    assert 0 < exits.sum() < found.sum()
    assert (exits <= found).all()
    assert (found <= year[:, column("true.people_present_in_raids")]).all()


def test_a_raid_that_somebody_warned_of_finds_nobody_and_empties_the_camp():
    model, camp, identified = raided(LOOKOUT)
    assert identified == model.flows["raid_found"] == 0
    assert ((model.bars.warned == model.week) == (model.bars.camp == camp)).all()
    assert model.flows["raids_empty_lookout"] == 1
    assert model.flows["bars_warned_by_officials"] == 0


def test_a_raid_of_which_some_owners_are_told_finds_people_in_the_bars_of_others_only():
    """Independent owners are told, networks not, and word does not go round."""
    certain = {"found": 1.0, "sign_separation": 100.0, "bars_per_raid": 1000.0, "closure": 1.0, "word_of_mouth": 0.0}
    model = grown(baseline(policing=certain))
    camp = int(np.argmax(model.census.sexual))
    here, told = model.bars.camp == camp, model.bars.owner == ORGANISED
    held = model.bars.held.copy()
    assert held[here & told].sum() > 0 < held[here & ~told].sum()
    warned = float(np.mean(told[here]))
    model.make_room()
    raids.carry_out(model.world, Raid(0, 0, camp, 10.0, SUCCEEDS, told=1 << ORGANISED, warned=warned), np.zeros(ZONES))
    assert model.flows["raid_found"] == held[here & ~told].sum()
    assert ((model.bars.warned == model.week) == (here & told)).all()
    assert (model.bars.ordered[here] == ~told[here]).all() or model.bars.licensed[here].any()
    assert model.flows["raids_warned_partly"] == 1
    assert model.flows["bars_warned_by_officials"] == (here & told).sum()


def test_a_raid_on_the_wrong_place_warns_nobody():
    model, _, _ = raided(WRONG_PLACE)
    assert (model.bars.warned < model.week).all()
    assert model.flows["raids_empty_wrong_place"] == 1


def test_finding_and_identifying_everybody_finds_everybody_in_the_inspected_bars():
    certain = baseline(
        policing={"found": 1.0, "sign_separation": 100.0, "bars_per_raid": 1000.0}, bars={"unseen": 0.0}
    )  # fmt: skip
    model, camp, identified = raided(plan=certain)
    assert identified == model.flows["raid_found"] == model.flows["raid_present"] > 0
    assert model.flows["raid_identified"] == identified
    assert not ((model.persons.camp == camp) & (model.persons.bar >= 0)).any()


def test_bars_inspected_are_of_the_camp_and_no_more_than_declared():
    model = grown()
    camp = int(np.argmax(model.camps.bars))
    chosen = raids.inspected(model.clock, np.uint64(5), model.bars.table, camp, model.numbers)
    assert (model.bars.camp[chosen] == camp).all()
    assert chosen.sum() == min(round(model.parameters.policing.bars_per_raid), model.camps.bars[camp])


def test_workers_mistaken_for_people_in_exploitation_lose_their_work():
    sure = baseline(policing={"found": 1.0, "sign_threshold": -100.0, "bars_per_raid": 1000.0})
    model, camp, _ = raided(plan=sure)
    rows = model.bars.row_of[model.bar_workers.bar]
    assert model.flows["people_misidentified"] > 0
    assert not (model.bars.camp[rows] == camp).any()


def test_better_screening_identifies_more_rightly_and_fewer_wrongly():
    many = baseline(policing={"bars_per_raid": 1000.0, "found": 1.0})
    (usual, _, right), (better, _, more) = (raided(plan=many, screening=quality) for quality in (1.0, 2.5))
    assert more > right > 0
    assert better.flows["people_misidentified"] < usual.flows["people_misidentified"]


def errors(plan=None, raid=None, **climate):
    """Return the shares of people in exploitation missed and of workers mistaken, all bars searched many times."""
    model = grown(plan or baseline(policing={"found": 1.0}))
    for name, level in climate.items():
        model.climate[Climate[name]] = level
    policing, quality = model.parameters.policing, raids.sign_quality(model.world, raid or Raid(0, 0, 0, 0.0, SUCCEEDS))
    everywhere = raids.Search(np.ones(model.bars.n, bool), np.ones(model.bars.n), model.bars.row_of)
    signs = raids.Signs(policing.sign_separation * quality, policing.sign_threshold * quality)
    seen = right = wrong = 0
    for number in range(20):
        found, identified, mistaken = raids.search(
            model.clock, np.uint64(number), model.persons.table, model.bar_workers.table, everywhere, signs
        )
        seen, right, wrong = seen + found, right + identified.size, wrong + mistaken.size
    return np.array([1 - right / seen, wrong / (20 * model.bar_workers.n)])


BLIND = Raid(0, 0, 0, 0.0, SUCCEEDS, aimed=False)


def test_routine_raids_half_of_them_aimed_miss_four_in_ten_and_mistake_one_in_four():
    np.testing.assert_allclose((errors() + errors(raid=BLIND)) / 2, (0.4, 0.25), atol=0.02)


def test_both_errors_fall_with_screening_training_informed_professionals_and_in_joint_raids():
    usual = errors()
    better = [errors(**{name: 1.0}) for name in ("POLICE_TRAINING", "PROFESSIONALS")]
    better.append(errors(raid=Raid(0, 0, 0, 0.0, SUCCEEDS, joint=True)))
    assert all((one < usual).all() for one in better)


def test_both_errors_fall_as_screening_improves():
    model = grown()
    shares = []
    for screening in (0.5, 1.0, 1.6, 3.0):
        model.levers = replace(model.levers, screening=screening)
        quality, policing = raids.sign_quality(model.world, Raid(0, 0, 0, 0.0, SUCCEEDS)), model.parameters.policing
        gap = (policing.sign_separation - policing.sign_threshold) * quality
        shares.append((gap, policing.sign_threshold * quality))
    assert (np.diff(shares, axis=0) > 0).all()


def test_raids_that_are_not_aimed_err_more_both_ways():
    assert (errors(raid=BLIND) > errors()).all()


def test_classes_of_raids_by_people_identified_add_up(year):
    classes = [year[:, column(f"true.{name}")] for name in BANDS]
    np.testing.assert_array_equal(sum(classes), year[:, column("true.raids")])
    assert (classes[0] >= year[:, column("true.raids_empty")]).all()
    least = sum(least * some for least, some in zip((0, 1, 2, 5, 10), classes, strict=True))
    assert (least <= year[:, column("true.exits_by_raid")]).all()


@pytest.mark.parametrize(("identified", "name"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (60, 4)])
def test_a_raid_is_in_the_class_of_those_it_identifies(identified, name):
    counts = SimpleNamespace(**dict.fromkeys(BANDS, 0))
    raids.count_identified.py_func(counts, identified)
    assert [getattr(counts, band) for band in BANDS] == [band == BANDS[name] for band in BANDS]


@pytest.mark.parametrize("joint", [False, True])
def test_prosecutors_who_take_part_secure_a_part_of_what_the_evidence_lacks(joint):
    securing = baseline(policing={"bars_per_raid": 1000.0, "found": 1.0, "joint_evidence": 0.4})
    model = after_inspection(grown(securing), joint)
    spot = model.parameters.justice.spot_evidence
    assert model.cases.evidence[-1] == pytest.approx(spot + 0.4 * joint * (1.0 - spot))
    assert model.cases.purpose[-1] == (0.4 if joint else 0.0)


def test_a_licence_gives_cover_from_closure():
    closing = baseline(policing={"bars_per_raid": 1000.0, "closure": 1.0}, bars={"licence_cover": 1.0})
    orders = []
    for licensed in (False, True):
        model = grown(closing)
        model.bars.licensed[:] = licensed
        orders.append(after_inspection(model).bars.ordered.sum())
    assert orders[0] > 3
    assert orders[1] == 0


def test_raids_anger_the_camp_and_raids_that_find_nobody_discourage():
    failed, camp, _ = raided(WRONG_PLACE)
    assert failed.camps.hostility[camp] > 0
    assert failed.police.morale[0] < grown().police.morale[0]


@pytest.mark.parametrize("arrest", [0.0, 1.0])
def test_a_raid_holds_an_owner_or_who_runs_the_house_if_anybody(arrest):
    plan = baseline(policing={"bars_per_raid": 1000.0, "found": 1.0, "arrest": arrest}, justice={"named": 0.0})
    model = after_inspection(grown(plan))
    assert model.cases.detained[-1] == (arrest == 1.0)
    assert model.cases.role[-1] in ([Role.OWNER, Role.RECEIVER] if arrest else [-1])


def test_a_bar_closed_by_order_is_gone_next_week():
    model = grown()
    model.bars.ordered[0] = True
    closed = model.bars.unique_id[0]
    model.step()
    assert model.bars.row_of[closed] < 0
