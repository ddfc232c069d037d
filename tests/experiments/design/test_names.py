"""One name for one thing, in options, files and Python; a name that belongs elsewhere is said to be that."""

import pytest

from experiments.base.errors import ExperimentError
from experiments.base.outcomes import known_outcome
from experiments.design.factors import factor
from experiments.design.loading import Loader, draw_from, theories_named
from experiments.record.experiment_file import read_experiment
from experiments.record.sensitivity_file import read_sensitivity
from model.scenario.names import full_keys, short_name
from model.scenario.scenario import load_scenario
from tests.test_command_line import ROOT, refused

SHORT, FULL = "raids.frequency", "interventions.raids.frequency"
EXPERIMENT = """question = "Q?"
scenarios = ["raids"]
against = "baseline"
[set]
{set}
[design]
kind = "one_at_a_time"
[design.factors]
{factors}
"""


@pytest.fixture
def experiment(tmp_path):
    """Return a function that reads an experiment with lines of [set] and of [design.factors]."""

    def read(settings="", factors="dummy = 'registry'"):
        (tmp_path / "trial.toml").write_text(EXPERIMENT.format(set=settings, factors=factors))
        return read_experiment(tmp_path / "trial.toml")

    return read


@pytest.mark.parametrize("name", [SHORT, FULL])
def test_short_and_full_names_set_and_vary_the_same(experiment, name):
    assert load_scenario("raids", changes={name: 3.0}).interventions[0].frequency == 3.0
    assert draw_from([f"{name}=3.0"]).changes == ((FULL, 3.0),)
    assert experiment(f'"{name}" = 3.0').settings.changes == ((FULL, 3.0),)
    assert experiment(f"{name} = 3.0").settings.changes == ((FULL, 3.0),)
    assert experiment(factors=f'"{name}" = [1.0, 3.0]').design.factors[0].change == FULL


def test_every_setting_has_a_short_name_that_says_which():
    keys = full_keys()
    shared = {short for short in map(short_name, keys) if [*map(short_name, keys)].count(short) > 1}
    assert len(keys) > 300 and shared == set()


def test_pairs_of_a_sensitivity_study_may_be_named_in_full(tmp_path):
    text = (ROOT / "examples/sensitivity/levers_and_assumptions.toml").read_text(encoding="utf-8")
    (tmp_path / "study.toml").write_text(text.replace(f'[["{SHORT}"', f'[["{FULL}"'))
    (tmp_path / "levers_together.toml").write_text(
        (ROOT / "examples/sensitivity/levers_together.toml").read_text(encoding="utf-8")
    )
    study = read_sensitivity(tmp_path / "study.toml")
    assert study.factor(FULL) is study.factor(SHORT)


@pytest.mark.parametrize("settings", [[f"{SHORT}=1", f"{FULL}=2"], [f"{SHORT}=1", f"{SHORT}=2"]])
def test_a_setting_given_twice_is_refused(settings):
    assert "twice" in refused("run", "raids", *(word for one in settings for word in ("--set", one)))


def test_a_setting_given_twice_in_a_file_is_refused(experiment):
    with pytest.raises(ValueError, match=r"line 6: .*is set twice"):
        experiment(f'"{SHORT}" = 1.0\n"{FULL}" = 2.0')


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("raids.frequenzy", "did you mean 'frequency'"),
        ("rades.frequency", "did you mean 'raids.frequency'"),
        ("frequency", "write raids.frequency"),
        ("stop", "write advert_control.stop, "),
        ("policing.fund", "did you mean 'found'"),
        ("priod.stop", "did you mean 'period.stop'"),
        ("true.bars", "is an outcome"),
        ("raids", "is a scenario"),
        ("loss_averse", "is a theory"),
        ("balanced", "is a list of levers"),
    ],
)
def test_a_name_that_sets_nothing_is_told_what_is_right(experiment, name, said):
    for attempt in (lambda: draw_from([f"{name}=1"]), lambda: experiment(f'"{name}" = 1')):
        if name.startswith("raids.") or name.startswith("policing."):
            attempt = lambda: load_scenario("raids", changes={name: 1})  # noqa: E731
        with pytest.raises(ValueError, match=name) as error:
            attempt()
        assert said in str(error.value)


@pytest.mark.parametrize(
    ("ask", "name", "said"),
    [
        (known_outcome, SHORT, "is a setting"),
        (known_outcome, "raids", "is a scenario"),
        (lambda name: factor(name, "registry"), "true.bars", "is an outcome"),
        (lambda name: factor(name, "registry"), "period.stop", "is a setting"),
        (lambda name: Loader(draw_from(())).load(name), "true.bars", "is an outcome"),
        (lambda name: Loader(draw_from(())).load(name), SHORT, "is a setting"),
        (lambda name: Loader(draw_from(())).load(name), "loss_averse", "is a theory"),
        (theories_named, "raids", "is a scenario"),
    ],
)
def test_a_name_of_another_kind_is_said_to_be_that(ask, name, said):
    with pytest.raises((ValueError, ExperimentError)) as error:
        ask(name)
    assert name in str(error.value) and said in str(error.value)
