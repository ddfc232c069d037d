"""A sensitivity file: its mistakes are named with their lines, and its stages become experiments like any other."""

import pytest
from rich.console import Console

from experiments.design.factors import factor
from experiments.engine.backend import Serial
from experiments.engine.batch import Execution
from experiments.record.experiment_file import read_experiment
from experiments.record.record import open_experiment
from experiments.record.sensitivity_file import (
    as_toml,
    default_of,
    left_after_screening,
    near,
    read_sensitivity,
    stage_record,
)
from model.scenario.scenario import ScenarioError
from tests.sensitivity_studies import STUDY


@pytest.fixture
def file(world, fake_model):
    path = world / "study.toml"
    path.write_text(STUDY)
    return path


def test_a_stage_says_the_same_as_its_experiment_file_and_can_be_opened_as_an_experiment(file, world):
    study = read_sensitivity(file)
    record = stage_record(study, "morris", study.factors, world / "out")
    again = read_experiment(record.folder / "experiment.toml", base=world)
    assert as_toml(again) == as_toml(record.file)
    assert [factor.name for factor in again.design.factors] == [factor.name for factor in study.factors]
    assert len(record.plan.points) == 3 * (len(study.factors) + 1)
    assert {arm.scenario.name for arm in record.plan.arms} == {"baseline", "raids"}
    record.run(Execution(backend=Serial(), console=Console(quiet=True), quiet=True))
    opened = open_experiment(record.folder, world / "out")
    assert opened.status().complete
    assert [cell for _, cell in opened.plan.unique()] == [cell for _, cell in record.plan.unique()]


def test_quick_makes_stages_smaller_and_keeps_the_factors(file):
    whole, quick = read_sensitivity(file), read_sensitivity(file, quick=True)
    assert quick.name == "study-quick"
    assert list(quick.stages) == ["morris", "indices"]
    assert quick.stages["indices"].points == 32 and whole.stages["indices"].points == 64
    assert [factor.name for factor in quick.factors] == [factor.name for factor in whole.factors]
    assert dict(quick.experiment.settings.changes)["period.stop"] == "2003-07-01"


def test_close_ranges_lie_around_the_defaults_and_inside_the_ranges(file, world):
    study = read_sensitivity(file)
    scenarios = [arm.scenario for arm in study.experiment.plan().arms][::-1]
    close = {each.name: each for each in near(study.factors, scenarios, 0.2)}
    for name, each in close.items():
        default = default_of(each, scenarios)
        assert max(default * 0.8, study.factor(name).low) == pytest.approx(each.low)
        assert min(default * 1.2, study.factor(name).high) == pytest.approx(each.high)
    assert "raids.intensity" in close and "theory.decision_rule" not in close


def test_screening_leaves_the_most_important_and_always_theory_price_and_dummy(file):
    study = read_sensitivity(file)
    importance = {each.name: 0.0 for each in study.factors} | {"raids.intensity": 1.0, "bars.margin": 0.05}
    left = left_after_screening(study.factors, importance, 0.1, 3)
    assert [each.name for each in left] == ["raids.intensity", "theory.decision_rule", "dummy"]


NEAR = "[stages.near]\nreplicates = 2\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('stages = ["morris", "indices"]', 'stages = ["noir"]', "noir is unknown; known: indices, morris"),
        ("[stages.morris]", "[stages.moris]", "did you mean 'morris'"),
        ('policy = "raids"', 'policy = "raid"', "did you mean 'raids'"),
        ('rivals = ["shelters", "raids"]', 'rivals = ["raids"]', "names two scenarios"),
        ('"bars.margin" = [0.2, 0.4]', '"bars.margin" = [0.4, 0.2]', "is empty"),
        ('"bars.margin" = [0.2, 0.4]', '"bars.margin" = [0.2, 4.0]', "outside"),
        ('"bars.margin"', '"bars.margine"', "did you mean 'bars.margin'"),
        ("points = 64", "points = 60", "no power of two"),
        ('against = "baseline.toml"', "", "nothing to compare with"),
        ("dummy =", '"prevention_communities.intensity" = [0, 1]\ndummy =', "neither raids nor baseline"),
        ("[subject]", "[subjects]", "did you mean 'subject'"),
        ("[subject]", '[set]\n"period.stop" = "2001-06-01"\n[subject]', "2001-06-01: it would never act"),
        (NEAR, NEAR.replace("stages", "quick"), "is no stage of the study; write [stages.near] too"),
        ('pairs = [["raids.intensity", "bars.margin"]]', "", "has no pairs"),
        ('[["raids.intensity", "bars.margin"]]', '[["bars.margin", "bars.margin"]]', "pairs bars.margin with itself"),
        ('"period.stop" =', 'barz.margin = 1\n"period.stop" =', "did you mean 'bars.margin'"),
        ('"period.stop" =', '"period.stop" = {}\n"period.start" =', "is a table, but a single value is wanted"),
        ('[["raids.intensity", "bars.margin"]]', '[["raids.intensity", "bars.fixed_cost"]]', "no factor of the study"),
    ],
)
def test_mistakes_are_named_with_their_file(file, old, new, said):
    file.write_text(STUDY.replace(old, new, 1))
    with pytest.raises(ScenarioError, match="study.toml") as refused:
        read_sensitivity(file)
    assert said in str(refused.value)


def test_a_factor_takes_values_as_the_model_declares_them(fake_model):
    whole = factor("aftercare.refuge_places", [1, 6])
    assert isinstance(whole.value(0.3), int) == whole.whole
    assert factor("theory.corruption", "registry").value(0.99) == "secondary"
