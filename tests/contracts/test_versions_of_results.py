"""Documents that show results say of which version of the model they are, and it is the present one."""

import csv
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from model.version import MODEL_VERSION

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
STUDIES = DOCS / "studies"
PAGES = ("indicators", "limits", "mechanisms", "policies", "sensitivity", "signs")
"""Pages that show results."""
BEHIND: dict[str, int] = {}
"""Pages whose results are still of an older version, with that version; take a page out when it is made again."""
STUDIES_BEHIND: dict[str, int] = {}
"""The same of studies; their pictures do not say of which version they are."""
UNNAMED = 3
"""Pictures up to this version do not say in their metadata of which version they are."""
VERSION = re.compile(r"[Mm]odel,?\s+version\s+(\d+)")


def versions(text: str) -> set[int]:
    return {int(found) for found in VERSION.findall(text)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_results_is_of_the_present_version(name):
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert versions(text) == {BEHIND.get(name, MODEL_VERSION)}


def test_no_page_is_said_to_be_behind_without_being_so():
    behind = BEHIND | STUDIES_BEHIND
    assert [name for name, version in behind.items() if version >= MODEL_VERSION] == []


def test_every_study_is_of_the_present_version():
    folders = [path for path in STUDIES.iterdir() if path.is_dir()]
    assert folders
    expected = {path.name: STUDIES_BEHIND.get(path.name, MODEL_VERSION) for path in folders}
    assert {path.name: version_of(path) for path in folders} == expected


def version_of(study: Path) -> int | None:
    """Return the newest version of which a study's folder holds results; None if that is not said."""
    manifest = study / "runs" / "manifest.json"
    if manifest.exists():
        stored = json.loads(manifest.read_text(encoding="utf-8"))["model_version"]
        (written,) = versions((study / "findings.md").read_text(encoding="utf-8"))
        return stored if stored == written else None
    for about in ("ensemble.json", "scoreboard.json"):
        if (study / about).exists():
            found = json.loads((study / about).read_text(encoding="utf-8"))
            return found.get("about", found)["model_version"]
    return max((version for path in study.glob("version_*.csv") if (version := version_in(path))), default=None)


def version_in(path: Path) -> int | None:
    """Return the version that every line of a table names, if its file does too."""
    with path.open(encoding="utf-8", newline="") as file:
        found = {int(line["model_version"]) for line in csv.DictReader(file)}
    named = int(path.stem.removeprefix("version_"))
    return named if found == {named} else None


def test_a_table_kept_of_an_older_version_names_it_in_every_line():
    tables = [*STUDIES.rglob("version_*.csv")]
    assert tables and all(version_in(path) for path in tables)


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.png")), ids=lambda path: path.name)
def test_a_picture_is_of_the_present_version(path):
    with Image.open(path) as picture:
        picture.load()
        found = versions(picture.info.get("Source", ""))
    of_old = STUDIES_BEHIND.get(path.parent.name, MODEL_VERSION) <= UNNAMED
    assert found == {MODEL_VERSION} or (not found and of_old)
