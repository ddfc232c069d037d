"""The wheel holds one package: it works from any folder, beside a module that somebody else calls model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.kernels.compiled import MODEL, _needed
from tools import stage as staging
from tools.stage import StageError, as_packaged, stage

ROOT = Path(__file__).resolve().parents[2]
KERNEL = "processes/bars/bars.py"
LOOK = f"""
import json, sys
from pathlib import Path
import goldrush
from goldrush.model.kernels.compiled import MODEL, _needed
needed = sorted(path.relative_to(MODEL).as_posix() for path in _needed(MODEL / "{KERNEL}"))
names = [name for name in ("model", "experiments", "analysis", "scenarios", "tools", "run") if name in sys.modules]
loaded = goldrush.load_scenario("protection_led_20_outlook").name
print(json.dumps({{"needed": needed, "names": names, "loaded": loaded, "public": goldrush.GoldRush.__module__}}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder that holds the package, and another one, with a model.py of its own, to work in."""
    place = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("work")
    stage(ROOT, place[0] / "goldrush")
    (place[1] / "model.py").write_text("raise SystemExit('the model of somebody else')\n")
    return place


def python(installed, *words):
    site, work = installed
    environment = os.environ | {"PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, *words], cwd=work, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(installed):
    """Return what a program sees that imports the package."""
    return json.loads(python(installed, "-c", LOOK))


def test_nothing_but_goldrush_is_at_the_top(installed, found):
    assert [path.name for path in installed[0].iterdir()] == ["goldrush"]
    assert found["names"] == [] and found["loaded"] == "protection_led_20_outlook"
    assert found["public"] == "goldrush.model.goldrush"


def test_kernels_follow_the_same_files_as_in_a_checkout(found):
    here = sorted(path.relative_to(MODEL).as_posix() for path in _needed(MODEL / KERNEL))
    assert found["needed"] == here and len(here) > 5


def test_the_command_works_anywhere_and_calls_itself_goldrush(installed):
    assert python(installed, "-m", "goldrush", "--version").startswith("goldrush ")
    assert "next: goldrush explain mine.toml" in python(installed, "-m", "goldrush", "new", "scenario", "mine")
    starter = (installed[1] / "mine.toml").read_text()
    assert "goldrush compare mine.toml" in starter and "run.py" not in starter


def test_what_cannot_be_laid_out_safely_is_refused(tmp_path, monkeypatch):
    with pytest.raises(StageError, match="by its bare name"):
        as_packaged("import model.version\n", Path("a.py"))
    monkeypatch.setattr(staging, "FOLLOWED", "from (nothing) import")
    with pytest.raises(StageError, match="no longer holds"):
        stage(ROOT, tmp_path / "goldrush")
