"""Which scenarios may be compared, and with what."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.base.folder import LONGEST_NAME, experiment_name
from experiments.design.apply_draw import apply_theory
from experiments.design.loading import policies_against, theories_named
from experiments.engine.plan import Plan
from experiments.record.experiment import Replication, plan_audit, plan_comparison, plan_routes
from model.scenario.scenario import ScenarioError, load_scenario, scenario_names
from model.scenario.theories import each_alone

ONCE = Replication(1, (0,), 20)


def arms(names, against="baseline.toml", settings=()):
    plan = plan_comparison(names, against, settings, ONCE)
    return {arm.scenario.name: arm.reference for arm in plan.arms}


def with_file(world, name, text):
    (world / f"{name}.toml").write_text(text)


LATER = "[period]\nstop = 2003-01-01\n"
CHEAP = '[price]\nkind = "held"\nheld_at = "364 USD/oz"\n'


def variant(extra, head=""):
    return f'question = "What then?"\nextends = "baseline.toml"\n{head}\n{extra}'


def test_the_reference_is_added_once_and_repeated_names_count_once(world):
    found = arms(["baseline.toml", "raids.toml", "shelters.toml", "raids.toml"])
    assert found == {"baseline": None, "raids": "baseline", "shelters": "baseline"}


@pytest.mark.parametrize(
    ("name", "stop", "said"),
    [
        ("baseline", date(2001, 1, 31), "between 2001-01-01 and 2001-01-31, .* stop on 2001-02-01 or later"),
        ("raids", date(2002, 1, 31), "between 2002-01-01, when its policies begin, and 2002-01-31, .* on 2002-02-01"),
    ],
)
def test_a_plan_made_in_python_of_which_no_month_can_be_kept_is_refused(world, name, stop, said):
    arms = {arm.scenario.name: arm for arm in plan_comparison(["raids.toml"], "baseline.toml", (), ONCE).arms}
    arms[name] = replace(arms[name], scenario=replace(arms[name].scenario, stop=stop))
    with pytest.raises(ExperimentError, match=f"{name}: no whole calendar month lies {said}"):
        Plan(name="made", arms=tuple(arms.values()), draw=Draw(), seed=1, replicates=range(1), scale=1)


@pytest.mark.parametrize(("extra", "said"), [(LATER, "period.stop"), (CHEAP, "price")])
def test_another_period_or_price_is_refused(world, extra, said):
    with_file(world, "other", variant(extra))
    with pytest.raises(ExperimentError, match=f"more than policy differs.*{said}"):
        arms(["other.toml"])


@pytest.mark.parametrize("extra", [LATER, CHEAP])
def test_a_scenario_that_names_its_reference_may_differ_in_period_or_price(world, extra):
    with_file(world, "other", variant(extra, head='reference = "baseline.toml"'))
    assert arms(["other.toml"]) == {"baseline": None, "other": "baseline"}


def test_two_policies_can_be_compared_with_each_other(world):
    assert arms(["shelters.toml"], against="raids.toml") == {"raids": None, "shelters": "raids"}


def test_a_comparison_with_itself_is_refused(world):
    with pytest.raises(ExperimentError, match="only baseline itself is given"):
        arms(["baseline.toml"])


def test_different_files_with_one_name_are_refused(world):
    (world / "more").mkdir()
    with_file(world / "more", "raids", (world / "shelters.toml").read_text().replace("baseline", "../baseline"))
    with pytest.raises(ExperimentError, match="two different scenarios are called raids"):
        arms(["raids.toml", "more/raids.toml"])


def test_a_change_to_a_policy_reaches_only_scenarios_that_have_it(world):
    plan = plan_comparison(
        ["raids.toml", "shelters.toml"], "baseline.toml", ["interventions.raids.intensity=0.5"], ONCE
    )
    intensities = {arm.scenario.name: [i.intensity for i in arm.scenario.interventions] for arm in plan.arms}
    assert intensities == {"baseline": [], "raids": [0.5], "shelters": [1.0]}


def test_a_change_that_fits_no_scenario_is_an_error(world):
    with pytest.raises(ScenarioError, match="no intervention 'rades'"):
        arms(["raids.toml"], settings=["interventions.rades.intensity=0.5"])


def test_a_change_of_a_parameter_reaches_the_reference_too(world):
    plan = plan_comparison(["raids.toml"], "baseline.toml", ["parameters.migration.bragging=0.5"], ONCE)
    assert {arm.scenario.parameters.migration.bragging for arm in plan.arms} == {0.5}
    assert plan.draw.label.startswith("draw-")


def test_every_arm_meets_every_theory_with_the_same_luck(world):
    plan = plan_comparison(["raids.toml"], "baseline.toml", (), Replication(1, (0, 1), 20), "each")
    labels = [theory.label for theory in each_alone()]
    met = {(job.cell.theory, job.cell.scenario, job.cell.seed, job.cell.replicate) for job in plan.jobs()}
    assert met == set(product(labels, ("baseline", "raids"), (1,), (0, 1)))
    assert all(job.scenario.theory.label == job.cell.theory for job in plan.jobs())
    assert plan.name.endswith("-theories-each")


def test_a_theory_reaches_the_world_that_a_scenario_starts_from():
    scenario = apply_theory(load_scenario("outlook"), each_alone()[1])
    assert scenario.theory == each_alone()[1]
    assert scenario.before is None or scenario.before.theory == each_alone()[1]
    assert apply_theory(scenario, None) is scenario


def test_cells_under_the_reference_theory_are_those_without_a_choice_of_theories(world):
    plain, every = (plan_comparison(["raids.toml"], "baseline.toml", (), ONCE, axis) for axis in (None, "all"))
    assert {job.cell.id for job in plain.jobs()} < {job.cell.id for job in every.jobs()}
    assert len(every.jobs()) == 2 * 32


def test_the_reference_theory_is_always_among_those_named():
    assert [theory.label for theory in theories_named("families, loss_averse")] == [
        "default",
        "families",
        "loss_averse",
    ]
    assert len(theories_named("default")) == 1
    with pytest.raises(ExperimentError, match="did you mean 'families'"):
        theories_named("familes")


def test_policies_against_a_world_differ_from_it_in_interventions_only():
    found, base = policies_against("baseline"), load_scenario("baseline").content()
    assert {"raids", "shelters", "prevention_communities", "clean_police"} <= set(found)
    for name in scenario_names():
        mine = load_scenario(name).content()
        differ = {part for part in mine if mine[part] != base[part]}
        assert (name in found) == (differ == {"interventions"})


def test_an_audit_of_chosen_scenarios_names_them_and_one_of_all_says_so():
    chosen, every = (plan_audit(names, "baseline", (), ONCE) for names in (["raids"], []))
    assert chosen.name == "audit-raids-against-baseline-scale20"
    assert every.name == "audit-every-policy-against-baseline-scale20"
    assert {arm.scenario.name for arm in every.arms} == {"baseline", *policies_against("baseline")}


def test_routes_run_one_scenario_without_a_reference():
    plan = plan_routes("baseline", (), ONCE)
    assert plan.name == "routes-baseline-scale20"
    assert [(arm.scenario.name, arm.reference) for arm in plan.arms] == [("baseline", None)]


def test_long_names_stay_apart_where_they_are_cut():
    many = [f"scenario_{i}" for i in range(30)]
    names = {experiment_name("audit", many, against=["baseline"], seed=s, scale=20, draw="default") for s in (1, 2)}
    assert len(names) == 2 and all(len(name) <= LONGEST_NAME for name in names)
