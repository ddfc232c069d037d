"""A lever and an outcome from outside the project: they work like its own, and a broken one is told in one message."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.stage import as_packaged, stage

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "examples" / "own"
SCENARIO, MODULE = OWN / "night_buses.toml", "goldrush_night_buses.py"
GROUPS = tomllib.loads((OWN / "plugin" / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
SHORT = ("--replicates=1", "--scale=500", "--jobs=1")
WORLD = """
question = "What happens in the first months?"
[period]
simulated_from = 2000-01-03
start = 2000-02-07
stop = 2000-07-03
[price]
kind = "replay"
"""
STEP = f"""
import goldrush_night_buses
from model.goldrush import GoldRush
from model.scenario.scenario import load_scenario
scenario = load_scenario({str(SCENARIO)!r}, changes={{"interventions.night_buses.start": "2000-01-03"}})
model = GoldRush(scenario, scale=100)
for _ in range(9):
    model.step()
assert model.levers.awareness > 0.0
from model.outcomes import OUTCOMES, measure
assert dict(zip(OUTCOMES, measure(model)))["true.miners_a_bar"] == model.census.miners_by_zone.sum() / model.bars.n
print(*model.datacollector.model_vars["true.miners_a_bar"])
"""
BROKEN = {
    "import": ("from copy import replace", "from copy import exchange", "cannot import name 'exchange'"),
    "packaged": ("from model.levers", "from goldrush.model.levers", "the model is imported as model here"),
    "no kind": ("(Intervention):", ":", "is no class made from model.interventions.base.Intervention"),
    "taken kind": ('"night_buses"', '"raids"', "the kind raids exists already"),
    "bare setting": (
        "    bus_cost: float = ",
        "    bare: int = 1\n    bus_cost: float = ",
        "setting bare is not declared",
    ),
    "taken name": ('"true.miners_a_bar"', '"true.bars"', "outcome true.bars is declared twice"),
    "no family": ('"true.miners_a_bar"', '"miners_a_bar"', "miners_a_bar needs a name in small letters behind true."),
    "no census": ("measure=miners_a_bar", 'census="moons"', "there is no census moons"),
    "needs the plugins": (
        "from model.levers",
        "import model.goldrush\nfrom model.levers",
        "a part of model that needs",
    ),
    "fails at work": (
        "self.buses * self.bus_cost",
        "self.trains",
        "has no attribute 'trains' (goldrush_night_buses.py",
    ),
}
"""What is broken in the example: a text, what stands there instead, and what is said."""


def install(folder, groups=GROUPS, changed=lambda text: text):
    """Put the example into a folder with what an installer would write beside it."""
    about = folder / "goldrush_night_buses-0.1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: goldrush-night-buses\nVersion: 0.1.0\n")
    lines = ((f"[{group}]", *(f"{name} = {place}" for name, place in all_.items())) for group, all_ in groups.items())
    (about / "entry_points.txt").write_text("\n".join(line for group in lines for line in group))
    text = (OWN / "plugin" / MODULE).read_text(encoding="utf-8")
    (folder / MODULE).write_text(changed(text), encoding="utf-8")
    return folder


def python(folder, *words, places=(ROOT,)):
    paths = os.pathsep.join(str(each) for each in (*places, folder))
    environment = os.environ | {"PYTHONPATH": paths, "COLUMNS": "200"}
    return subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, env=environment)


def command(folder, *words):
    return python(folder, ROOT / "run.py", *words)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    return install(tmp_path_factory.mktemp("plugin"))


def test_without_the_plugin_the_scenario_is_refused(tmp_path):
    said = command(tmp_path, "explain", SCENARIO)
    assert said.returncode == 2 and 'kind = "night_buses": unknown kind' in said.stderr


def test_explain_tells_what_the_lever_does_and_costs(installed):
    said = command(installed, "explain", SCENARIO)
    assert said.returncode == 0, said.stderr
    assert "Buses that leave at night are free" in said.stdout and "2,608,875" in said.stdout


def test_the_lever_acts_and_the_outcome_is_measured_also_where_the_plugin_is_imported_first(installed):
    said = python(installed, "-W", "error", "-c", STEP)
    assert said.returncode == 0, said.stderr
    months = [float(each) for each in said.stdout.split()]
    assert len(months) == 2 and months[-1] > 0.0


def test_an_editor_and_the_installed_package_know_the_lever(tmp_path):
    stage(ROOT, tmp_path / "site" / "goldrush")
    folder = install(tmp_path / "plugin", changed=lambda text: as_packaged(text, Path(MODULE)))
    said = python(folder, "-m", "goldrush", "schema", places=(tmp_path / "site",))
    assert said.returncode == 0 and '"const": "night_buses"' in said.stdout, said.stderr


def test_runs_stored_without_an_outcome_or_with_another_version_of_it_are_run_again(tmp_path):
    folder, world, out = install(tmp_path / "plugin"), tmp_path / "short.toml", tmp_path / "results"
    world.write_text(WORLD)
    for place in (tmp_path, folder):
        said = command(place, "run", world, *SHORT, "--out", out)
        assert "1 runs planned, 0 already stored" in said.stderr
    look = f"from experiments.store.store import Store; print(len(Store({str(out)!r}).stored(['true.miners_a_bar'])))"
    assert python(folder, "-c", look).stdout == "1\n"
    with (folder / MODULE).open("a") as file:
        file.write("# another version\n")
    assert python(folder, "-c", look).stdout == "0\n"
    (folder / MODULE).write_text("broken")
    listed = command(folder, "store", "list", "--out", out)
    assert listed.returncode == 2 and "NameError: name 'broken'" in listed.stderr and "DAMAGED" not in listed.stdout


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_named_in_one_message(tmp_path, old, new, said):
    folder = install(tmp_path / "plugin", changed=lambda text: text.replace(old, new))
    words = ("plot", "none", "--outcome", "true.bars") if "census" in said else ("explain", SCENARIO)
    found = command(folder, *words)
    assert found.returncode == 2, found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert found.stderr.startswith("error: plugin goldrush-night-buses 0.1.0, entry night_buses of goldrush.")
    assert said in found.stderr


def test_an_outcome_that_no_entry_names_is_refused(tmp_path):
    folder = install(tmp_path / "plugin", groups={"goldrush.levers": GROUPS["goldrush.levers"]})
    found = command(folder, "run", SCENARIO, *SHORT, "--out", tmp_path / "results")
    assert found.returncode == 2 and "which no entry of goldrush.outcomes names" in found.stderr
    assert not (tmp_path / "results").exists()
