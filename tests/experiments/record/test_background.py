"""Sets of an ensemble beneath a design: what a study names wins, and points that are compared share the rest."""

import pytest

from experiments.base.errors import ExperimentError
from experiments.engine.plan import Place
from experiments.record.experiment_file import read_experiment
from experiments.record.sensitivity_file import read_sensitivity, stage_record
from model.scenario.theories import SWITCHES
from tests.sensitivity_studies import STUDY, write_ensemble


@pytest.fixture
def study(world, fake_model):
    text = STUDY.replace("[runs]", '[set]\n"adaptation.worth_power" = 3.0\n[runs]')
    (world / "study.toml").write_text(text)
    write_ensemble(world / "sets.parquet")
    return read_sensitivity(world / "study.toml").at_sets(world / "sets.parquet")


def parameters(plan, point, replicate=0, arm=0):
    return plan.scenario(Place(arm, point, 0, replicate)).parameters


def test_what_is_named_or_set_wins_over_the_sets(study, world):
    plan = stage_record(study, "one_at_a_time", study.factors, world / "out").plan
    usual = plan.arms[0].scenario.parameters
    assert {parameters(plan, 0, n).bars.margin for n in range(3)} == {usual.bars.margin}
    assert parameters(plan, 4).bars.margin == 0.4 and parameters(plan, 3).bars.margin == 0.2
    assert plan.scenario(Place(0, 0, 0, 1)).theory.decision_rule == plan.arms[0].scenario.theory.decision_rule
    assert {parameters(plan, point).adaptation.worth_power for point in range(5)} == {3.0}
    assert usual.exits.escape not in {parameters(plan, point).exits.escape for point in range(5)}


def test_a_trajectory_shares_its_set_and_no_other_does(study, world):
    record = stage_record(study, "morris", study.factors, world / "out")
    plan, long = record.plan, len(study.factors) + 1
    found = [
        [parameters(plan, point, n, arm).exits.escape for point in range(3 * long)]
        for n in range(2)
        for arm in range(2)
    ]
    assert found[0] == found[1] and found[2] == found[3]
    blocks = [set(each[k * long : (k + 1) * long]) for each in (found[0], found[2]) for k in range(3)]
    assert all(len(block) == 1 for block in blocks) and len(set.union(*blocks)) == 6
    assert {plan.cell(Place(arm, point, 0, 1)).replicate for arm in range(2) for point in (0, 7)} == {1}


def test_rules_have_equal_shares_that_go_with_no_part_of_the_design(study, world):
    record = stage_record(study, "indices", [study.factor("raids.intensity")], world / "out")
    rules = [record.plan.scenario(Place(0, point, 0, 0)).theory.decision_rule for point in range(64)]
    assert {rules.count(rule) for rule in SWITCHES["decision_rule"]} == {16}
    low = [rule for rule, share in zip(rules, record.file.design.shares()[:, 0], strict=True) if share < 0.25]
    assert len(set(low)) > 1


def test_a_study_goes_on_with_the_sets_that_it_began_with(study, world):
    record = stage_record(study, "morris", study.factors, world / "out")
    again = read_experiment(record.folder / "experiment.toml", base=world)
    cells = [cell for _, cell in record.plan.unique()]
    assert [cell for _, cell in again.plan().unique()] == cells
    more = [cell for _, cell in record.with_replicates(4).plan.unique()]
    assert more[: len(cells)] == cells and len(more) == 2 * len(cells)
    write_ensemble(world / "sets.parquet", 44)
    with pytest.raises(ExperimentError, match="another ensemble than that of this record"):
        record.with_replicates(3).plan  # noqa: B018
    with pytest.raises(ValueError, match="another ensemble than that of this record"):
        read_experiment(record.folder / "experiment.toml", base=world)


def test_theories_of_an_axis_and_of_an_ensemble_exclude_each_other(study, world):
    record = stage_record(study, "morris", [study.factor("bars.margin")], world / "out")
    file = record.folder / "experiment.toml"
    file.write_text(file.read_text().replace("[runs]", '[runs]\ntheories = "each"'))
    with pytest.raises(ValueError, match="would override the theories of the ensemble"):
        read_experiment(file, base=world)


def test_without_sets_a_plan_is_that_of_the_declared_values(study, world):
    point = read_sensitivity(world / "study.toml")
    assert point.name == "study" and study.name == "study-ensemble"
    plan = stage_record(point, "morris", point.factors, world / "out").plan
    usual = plan.arms[0].scenario.parameters.exits.escape
    assert plan.background is None and {parameters(plan, point).exits.escape for point in range(15)} == {usual}
