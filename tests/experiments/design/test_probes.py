"""Probes: read from a file with every mistake named, applied to a world, and compared with the right one."""

import pytest

from analysis.studies.probes.arms import STOP, arms, known_probes
from experiments.base.errors import ExperimentError
from experiments.design.loading import Loader, draw_from
from experiments.design.probes import Probe, read_probes
from model.evidence.expected_directions import signs
from model.scenario.scenario import ScenarioError, load_scenario

WORLD = load_scenario("history")


def written(tmp_path, text):
    file = tmp_path / "probes.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_probe_has_an_expectation_and_every_expectation_a_probe():
    names = [probe.name for probe in known_probes().probes]
    assert names == [probe.name for probe in signs().probes]
    assert len(set(names)) == len(names)


def test_a_factor_is_of_the_world_and_a_star_stands_for_any_letters(tmp_path):
    text = '[[probe]]\nname = "p"\nchanges = "c"\nfactors = { "origins.at_risk_*" = 0.5, "exits.escape" = 2 }\n'
    (probe,) = read_probes(written(tmp_path, text)).probes
    origins, changed = WORLD.parameters.origins, probe.applied(WORLD).parameters
    assert changed.origins.at_risk_lima == origins.at_risk_lima / 2
    assert changed.origins.at_risk_inside == origins.at_risk_inside / 2
    assert changed.origins.workforce_lima == origins.workforce_lima
    assert changed.exits.escape == 2 * WORLD.parameters.exits.escape


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('factors = { "exits.escap" = 2 }', "did you mean 'exits.escape'"),
        ('factors = { "exits.nothing_*" = 2 }', "unknown parameter"),
        ('values = { "exits.escape" = "much" }', "is not a number"),
        ('policies = [{ kind = "raid" }]', "did you mean 'raids'"),
        ("", "this probe changes nothing"),
        ('effect = "large"', "unknown key of a probe"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, line, message):
    with pytest.raises(ScenarioError, match=message) as error:
        read_probes(written(tmp_path, f'[[probe]]\nname = "p"\nchanges = "c"\n{line}\n'))
    assert "line" in str(error.value)


def test_a_link_is_an_outcome(tmp_path):
    with pytest.raises(ScenarioError, match=r"true\.bars"):
        read_probes(written(tmp_path, 'links = ["true.barss"]\n'))


def test_a_number_beyond_its_range_is_refused():
    with pytest.raises(ExperimentError, match=r"probe p: exits\.escape"):
        Probe(name="p", changes="c", factors={"exits.escape": 1000.0}).applied(WORLD)


def test_a_probe_differs_from_what_it_is_compared_with_in_what_it_says_alone():
    found = {arm.scenario.name: arm for arm in arms(Loader(draw_from(())), "history")}
    assert all(arm.scenario.stop == STOP for arm in found.values())
    for probe in known_probes().probes:
        mine = found[probe.name].scenario
        other = found[found[probe.name].reference].scenario
        parts = [part for part, content in mine.content().items() if content != other.content()[part]]
        assert parts == (["interventions"] if probe.policies else ["parameters"]), probe.name
