"""Documents stay true: commands, links, example code, versions and the week are checked against the code."""

import os
import re
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

from experiments.design.factors import known_factors
from model.goldrush import WEEK
from model.interventions import INTERVENTIONS
from model.outcomes import OUTCOMES
from model.parameters import Parameters
from model.parameters.declaring import declared
from model.version import MODEL_VERSION

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("docs", "benchmarks", "examples")
MARKDOWN = sorted([*ROOT.glob("*.md"), *(path for name in FOLDERS for path in (ROOT / name).rglob("*.md"))])
TO_COPY = sorted((ROOT / "examples").rglob("*.sh"))
DOCUMENTS = [*MARKDOWN, *TO_COPY, ROOT / "CITATION.cff", ROOT / "LICENSE", ROOT / ".ci" / "run"]
EXAMPLE = ROOT / "examples" / "step_the_model.py"
HOSTS = {"keepachangelog.com", "mesa.readthedocs.io", "doi.org"}
"""Hosts that documents may name: no package registry, no machine."""
MACHINE_PATH = re.compile(r"(?<![\w.~/])/(?:work|home|root|tmp|usr|opt|var|mnt|srv|Users)\b|\b[A-Z]:\\")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return [body for found, body in FENCE.findall(text("README.md")) if found == language]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_readme_opens_with_one_command_that_compares_and_one_that_tests():
    install = "python -m pip install uv && python -m uv run"
    assert [block.strip() for block in blocks("bash")] == [
        f"{install} run.py compare baseline raids shelters",
        f"{install} pytest",
    ]


def test_ci_ends_with_the_readme_test_command_and_checks_style_and_types_before_it():
    lines = text(".ci/run").splitlines()
    assert lines[0].endswith("bash")
    assert "set -euo pipefail" in lines
    assert lines[-1] == blocks("bash")[-1].strip()
    install = next(i for i, line in enumerate(lines) if line.startswith("python -m pip install"))
    checks = [i for i, line in enumerate(lines) if re.match(r"python -m uv run (ruff|ty) check", line)]
    assert len(checks) == 2
    assert all(install < i < len(lines) - 1 for i in checks)


def test_ci_can_be_executed():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_is_short():
    assert len(text("README.md").splitlines()) < 150


@pytest.mark.parametrize("path", MARKDOWN, ids=relative)
def test_every_relative_link_and_picture_exists(path):
    targets = [target for target in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target]
    missing = [target for target in targets if not (path.parent / target.partition("#")[0]).exists()]
    assert not missing, f"{relative(path)} names {missing}"


def test_the_readme_shows_two_pictures_with_words_for_those_who_cannot_see_them():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text("README.md"))
    assert [target for _, target in pictures] == ["docs/comparison.png", "docs/explore.png"]
    assert all(len(words.split()) > 5 for words, _ in pictures)


def test_python_in_the_readme_is_cut_from_the_example():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    (block,) = [block.strip("\n") for block in blocks("python")]
    n = len(block.splitlines())
    cuts = (dedent("\n".join(lines[i : i + n])) for i in range(len(lines) - n + 1))
    assert block in cuts, f"the python block of README.md does not stand in {relative(EXAMPLE)}"


def test_the_repository_map_names_what_exists():
    table = text("README.md").partition("## Repository")[2].partition("\n## ")[0]
    first_column = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    names = [name for cell in first_column for name in re.findall(r"`([^`]+)`", cell)]
    assert len(first_column) == 12
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_citation_has_the_version_and_licence_of_the_project():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    about = dict(re.findall(r"^([\w-]+): (.+)$", text("CITATION.cff"), re.MULTILINE))
    assert about["cff-version"] == "1.2.0"
    assert about["version"].strip('"') == project["version"]
    assert about["license"] == project["license"]["text"]


def test_the_changelog_flags_the_current_model_version():
    flagged = [line for line in text("CHANGELOG.md").splitlines() if line.startswith("**Changed results")]
    assert flagged, "CHANGELOG.md has no line that begins with **Changed results"
    assert f"MODEL_VERSION {MODEL_VERSION}**" in flagged[0]


def test_odd_tells_the_week_in_its_order():
    schedule = text("docs/odd.md").partition("## 3. ")[2].partition("\n## 4. ")[0]
    assert re.findall(r"`(\w+\.step)`", schedule) == rules()


def rules() -> list[str]:
    return [f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}" for rule in WEEK]


@pytest.mark.parametrize("rule", rules())
def test_odd_has_a_submodel_for_every_rule(rule):
    headings = re.findall(r"^### .*$", text("docs/odd.md").partition("## 7. ")[2], re.MULTILINE)
    assert sum(f"`{rule}`" in heading for heading in headings) == 1


def test_odd_describes_every_kind_of_intervention_and_no_other():
    described = re.findall(r"^\| `(\w+)` \|", text("docs/odd.md"), re.MULTILINE)
    assert sorted(described) == sorted(INTERVENTIONS)


@pytest.mark.parametrize("path", MARKDOWN, ids=relative)
def test_documents_name_parameters_outcomes_and_files_that_exist(path):
    found = set(re.findall(r"`([a-z_]+\.[\w*]+|[\w./]+/[\w./]*)`", path.read_text(encoding="utf-8")))
    parameters = {one.key for one in declared(Parameters().groups())}
    groups = {key.partition(".")[0] for key in parameters}
    unknown = [name for name in found if not known(name, parameters, groups)]
    assert not unknown, f"{relative(path)} names {sorted(unknown)}"


def known(name: str, parameters: set[str], groups: set[str]) -> bool:
    family, _, last = name.partition(".")
    if "/" in name:
        return (ROOT / name).exists() or name.startswith("results/") or "NAME" in name
    if name in rules() or last in ("py", "md", "csv", "json", "toml", "png", "Agent", "Model"):
        return True
    if family in ("true", "recorded", "ratio"):
        return last == "*" or name in OUTCOMES
    if name in known_factors():
        return True
    if family in groups:
        return any(key.startswith(name[:-1]) for key in parameters) if last.endswith("*") else name in parameters
    return True


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_documents_name_no_registry_and_no_machine(path):
    content = path.read_text(encoding="utf-8")
    assert not MACHINE_PATH.findall(content.replace("#!/usr/bin/env", ""))
    assert set(re.findall(r"https?://([\w.-]+)", content)) <= HOSTS


def test_git_ignores_the_lock_file_which_would_name_hosts():
    assert "uv.lock" in text(".gitignore").splitlines()
