"""Rival theories: switches that scenarios choose, that reach back to the start, and that change what happens."""

from copy import replace

import pytest

from model.columns.snapshot import SnapshotError
from model.parameters import Parameters, kernel_numbers
from model.processes.decision_rules import feared, reconsidering
from model.scenario.scenario import ScenarioError, load_scenario
from model.scenario.theories import REFERENCE, SWITCHES, Theory, apply_theory, each_alone, every_combination
from tests.model.worlds import baseline, differing, grown, weekly, young

USUAL = Parameters()
THEORIES = kernel_numbers(USUAL)[0].theories
RULES = {option: Theory(decision_rule=option).rule for option in SWITCHES["decision_rule"]}
DEPARTURES = each_alone()[1:]


def test_the_reference_theory_leaves_every_parameter_as_it_is():
    assert apply_theory(USUAL, REFERENCE) == USUAL


def test_each_switch_is_thrown_alone_once_and_every_combination_is_there_once():
    assert all(len(theory.departures) == 1 for theory in DEPARTURES)
    assert len(DEPARTURES) == sum(len(options) - 1 for options in SWITCHES.values())
    assert len(set(every_combination())) == 4 * 2 * 2 * 2
    assert len({theory.label for theory in every_combination()}) == 32


@pytest.mark.parametrize("theory", DEPARTURES, ids=lambda theory: theory.label)
def test_each_theory_changes_what_happens(theory):
    usual, other = grown(), grown(replace(baseline(), theory=theory))
    for world in (usual, other):
        weekly(world, 26)
    assert differing(usual.snapshot(), other.snapshot())


def test_a_theory_holds_in_the_world_that_a_scenario_starts_from():
    scenario = load_scenario("outlook", changes={"theory.miners": "some_forced"})
    assert scenario.before.theory == scenario.theory != REFERENCE


def test_a_theory_counts_in_the_key_of_results():
    usual, other = load_scenario("raids"), load_scenario("raids", changes={"theory.corruption": "secondary"})
    assert usual.fingerprint() != other.fingerprint()


def test_a_state_lived_under_one_theory_is_not_continued_under_another():
    state = young().snapshot()
    with pytest.raises(SnapshotError, match="another theory"):
        young().from_snapshot(state, replace(baseline(), theory=Theory(decision_rule="inertia")))


@pytest.mark.parametrize(
    ("key", "value", "advice"),
    [
        ("theory.decision_rule", "imitatn", "did you mean 'imitation'"),
        ("theory.decison_rule", "inertia", "decision_rule"),
    ],
)
def test_an_unknown_switch_or_option_is_refused_with_advice(key, value, advice):
    with pytest.raises(ScenarioError, match=advice):
        load_scenario("baseline", changes={key: value})


def test_who_is_averse_to_losses_fears_more_most_after_fresh_events():
    assert feared(0.1, 0.5, RULES["expected_profit"], THEORIES) == 0.1
    steady, shaken = (feared(0.1, fresh, RULES["loss_averse"], THEORIES) for fresh in (0.1, 0.5))
    assert 0.1 < steady < shaken


def test_who_imitates_does_not_look_at_danger_and_who_is_inert_seldom_reconsiders():
    assert feared(0.1, 0.5, RULES["imitation"], THEORIES) == 0.0
    inert, usual = (reconsidering(0.2, RULES[name], THEORIES) for name in ("inertia", "expected_profit"))
    assert inert < usual == 0.2


def test_where_families_recruit_networks_own_fewer_bars_and_where_corruption_is_secondary_less_leaks():
    families = apply_theory(USUAL, Theory(recruiters="families"))
    assert families.bars.network_share < USUAL.bars.network_share
    secondary = apply_theory(USUAL, Theory(corruption="secondary"))
    assert secondary.policing.leak_per_agency < USUAL.policing.leak_per_agency
    assert secondary.corruption.profit_effect < USUAL.corruption.profit_effect
