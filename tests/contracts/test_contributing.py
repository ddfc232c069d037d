"""The lists of files in CONTRIBUTING.md are true: one of each new thing is added to a copy of the project and works."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("model", "experiments", "analysis", "scenarios", "docs", "run.py")

LEVER = '''"""Patrols at night."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting


@dataclass(frozen=True, kw_only=True)
class NightPatrols(Intervention):
    """Police man road checkpoints at night (M32). Sizes are assumed."""

    kind: ClassVar[str] = "night_patrols"

    hours: float = setting(20.0, "hours/week", 0.0, 168.0, ("assumed",), "of each checkpoint")
    hour_cost: float = setting(100.0, "soles/hour", 0.0, 1000.0, ("assumed",), "one patrol")

    def adjust(self, levers, strength):
        """Add hours."""
        return replace(levers, road_checks=levers.road_checks + self.hours * strength)

    def weekly_cost(self, model, strength):
        """Charge the hours."""
        return self.hours * self.hour_cost * strength
'''
SCENARIO = 'schema_version = 1\nquestion = "Does a dearer life change the rush?"\nextends = "baseline"\n'
POLICY = '\n[[interventions]]\nkind = "night_patrols"\nstart = 2010-01-04\nramp = "26 weeks"\n'
DIRECTION = """
[[lever]]
kind = "night_patrols"
open = "Which way round they lead is open (M32)."
claims = [{ expected = "+", basis = "settled", columns = ["cost"], source = ["M59"] }]
"""
OUTCOME = '''

def miners_a_bar(model) -> float:
    """Return miners for each bar; 0 where there is none."""
    return ratio(model.camps.miners.sum(), model.bars.n)


stock("true.miners_a_bar", unit="persons", better="neither", measure=miners_a_bar, definition="Miners for each bar.")
'''
FIGURE = '''"""One bar a scenario."""

from matplotlib.figure import Figure


def raids_found_figure(levels, words) -> Figure:
    """Draw how many months the scenario has."""
    figure = Figure()
    figure.subplots().barh([words("raids_found.title")], [len(levels.dates)])
    return figure


def alt_text(levels, words) -> str:
    """Return the content in words."""
    return words("raids_found.title")
'''


def after(text: str, anchor: str, added: str) -> str:
    """Return a text with something added behind an anchor that must stand in it."""
    assert text.count(anchor) >= 1, anchor
    return text.replace(anchor, anchor + added, 1)


def registered(text: str) -> str:
    text = after(text, "from model.interventions.ngo_project import NgoProject\n",
                 "from model.interventions.night_patrols import NightPatrols\n")  # fmt: skip
    return after(text, "        RoadChecks,\n", "        NightPatrols,\n")


def reported(text: str) -> str:
    text = after(text, '    yield "routes", lambda: _picture(request, levels)\n',
                 '    yield "raids_found", lambda: _raids_found(levels, request.words)\n')  # fmt: skip
    drawn = """

def _raids_found(levels: Levels, words) -> Picture:
    from analysis.figures.raids_found import alt_text, raids_found_figure

    return Picture(raids_found_figure(levels, words), "Months", alt_text(levels, words))
"""
    return after(text, "    return Picture(figure, title(levels, words), alt_text(levels, manifest, words))\n", drawn)


ADDITIONS = {
    "scenario": {"scenarios/dear_life.toml": lambda _: SCENARIO},
    "lever": {
        "model/interventions/night_patrols.py": lambda _: LEVER,
        "model/interventions/__init__.py": registered,
        "scenarios/night_patrols.toml": lambda _: SCENARIO + POLICY,
        "scenarios/scenario.schema.json": None,
        "model/mechanisms/corruption.toml": lambda text: after(text, 'levers = ["', 'night_patrols", "'),
        "model/evidence/expected_directions.toml": lambda text: text + DIRECTION,
        "docs/odd.md": lambda text: after(text, "\n| `road_checks` |", "").replace(
            "\n| `road_checks` |", "\n| `night_patrols` | mans checkpoints at night | M32 |\n| `road_checks` |", 1
        ),
    },
    "outcome": {"model/outcomes/economy.py": lambda text: text + OUTCOME},
    "figure": {
        "analysis/figures/raids_found.py": lambda _: FIGURE,
        "analysis/reports/routes.py": reported,
        "analysis/words/en.toml": lambda text: text + '\n[raids_found]\ntitle = "Months of the scenario"\n',
    },
    "language": {
        "analysis/words/xx.toml": lambda _: (ROOT / "analysis" / "words" / "en.toml").read_text(encoding="utf-8"),
        "analysis/words/model/xx.toml": lambda _: '[names]\nraids = "xx raids"\n',
    },
}
"""What each new thing adds to which file; the schema is printed by its command."""
SMALL = ("--replicates=1", "--scale=500", "--jobs=1", "--quiet", "--set=period.stop=2009-01-01")
NAMES = {"scenario": "dear_life", "lever": "night_patrols", "figure": "raids_found", "language": "xx"}

CHECK = """
import json, re
from datetime import date
from pathlib import Path
from analysis.base.words import languages, words_in
from model.evidence.expected_directions import signs
from model.goldrush import GoldRush
from model.interventions import INTERVENTIONS
from model.mechanisms import rows
from model.outcomes import OUTCOMES
from model.scenario.scenario import json_schema, load_scenario

assert load_scenario("dear_life").question.startswith("Does a dearer life")
(policy,) = load_scenario("night_patrols").interventions
model = GoldRush("night_patrols", scale=500)
assert policy.adjust(model.levers, 1.0).road_checks == model.levers.road_checks + 20.0
assert json.loads(Path("scenarios/scenario.schema.json").read_text()) == json.loads(json.dumps(json_schema()))
assert any("night_patrols" in row.levers for row in rows())
assert "night_patrols" in {lever.kind for lever in signs().levers}
assert sorted(re.findall(r"^\\| `(\\w+)` \\|", Path("docs/odd.md").read_text(), re.MULTILINE)) == sorted(INTERVENTIONS)
assert OUTCOMES["true.miners_a_bar"].measure(model) >= 0.0
assert "xx" in languages() and words_in("xx")("run.nothing") and words_in("xx").named("raids") == "xx raids"
"""


def listed(kind: str) -> list[str]:
    """Return the files that the page lists for a new thing."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = page.partition(f"## A new {kind}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", section, re.MULTILINE)


def fits(place: str, path: str, kind: str) -> bool:
    """Tell whether a file is the one that is listed, or lies in the folder that is listed."""
    named = place.replace("NAME", NAMES.get(kind, ""))
    return path == named or (named.endswith("/") and path.startswith(named))


@pytest.mark.parametrize("kind", ADDITIONS)
def test_the_page_lists_the_files_that_a_new_thing_touches_and_no_other(kind):
    places, paths = listed(kind), list(ADDITIONS[kind])
    assert len(places) == len(paths)
    assert [pair for pair in zip(places, paths, strict=True) if not fits(*pair, kind)] == []


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project with one of each added."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        copy_to(ROOT / name, folder / name)
    for additions in ADDITIONS.values():
        for path, change in additions.items():
            if change:
                old = (folder / path).read_text(encoding="utf-8") if (folder / path).exists() else ""
                (folder / path).write_text(change(old), encoding="utf-8")
    schema = ran(folder, "run.py", "schema")
    assert json.loads(schema)
    (folder / "scenarios" / "scenario.schema.json").write_text(schema, encoding="utf-8")
    return folder


def copy_to(source: Path, target: Path) -> None:
    """Copy a file, or a folder without what is derived or large."""
    if source.is_file():
        shutil.copy(source, target)
    else:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "levers_and_assumptions"))


def ran(folder: Path, *arguments: str) -> str:
    """Return what a command in the copy prints."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_scenario_lever_outcome_and_language_work_in_the_copy(project):
    ran(project, "-c", CHECK)


def test_the_figure_is_drawn_by_its_command_in_the_copy(project):
    ran(project, "run.py", "routes", "--point", *SMALL)
    assert list((project / "results" / "experiments").glob("*/raids_found.png"))
