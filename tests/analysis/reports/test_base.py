"""Every report reads, says if there is nothing, writes its files, and returns what the terminal shows."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure
from rich.text import Text

from analysis.base.words import words_in
from analysis.reports import base
from analysis.reports.base import ExperimentRequest, Picture, Report, Request

MANIFEST = {"experiment": "trial", "model_version": 3, "seed": 1, "persons_per_agent": 20, "made": {"when": "now"}}


def files(request, found):
    yield "numbers.csv", found.encode()
    yield "picture", Picture(Figure(), "title", "what it shows")


def shown(request, found):
    return Text(found)


def test_a_report_writes_its_files_and_returns_what_is_shown(tmp_path):
    report = Report(lambda request: "found", files, shown, nothing="run.nothing")
    assert str(report(Request(tmp_path, words_in()))) == "found"
    assert (tmp_path / "numbers.csv").read_text() == "found"
    assert {path.name for path in tmp_path.iterdir()} == {"numbers.csv", "picture.png", "picture.svg"}
    assert b"what it shows" in (tmp_path / "picture.png").read_bytes()


def test_files_in_another_language_stand_beside_those_in_english(tmp_path):
    report = Report(lambda request: "found", files, shown)
    for language in ("en", "es"):
        report(Request(tmp_path, words_in(language)))
    replace(report, shared=("numbers.csv",))(Request(tmp_path, words_in("fr")))
    own = {"numbers.csv", "picture.png", "picture.svg", "numbers.es.csv", "picture.es.png", "picture.es.svg"}
    assert {path.name for path in tmp_path.iterdir()} == own | {"picture.fr.png", "picture.fr.svg"}


@pytest.mark.parametrize("nothing", [None, []])
def test_where_nothing_is_stored_it_says_so_and_writes_nothing(tmp_path, nothing):
    report = Report(lambda request: nothing, files, shown, nothing="run.nothing")
    assert str(report(Request(tmp_path, words_in()))) == words_in()("run.nothing")
    assert list(tmp_path.iterdir()) == []


class Reporting:
    """A report whose picture counts how often it is drawn; ``found`` is what it reads."""

    def __init__(self, folder):
        self.request = ExperimentRequest(folder, words_in(), MANIFEST, None)
        self.found, self.drawn = ["read"], 0

    def __call__(self, **changes):
        before = self.drawn
        Report(lambda request: self.found, self.files, lambda request, found: Text())(replace(self.request, **changes))
        return self.drawn > before

    def files(self, request, found):
        yield "picture", self.draw
        yield "numbers.csv", b"1"

    def draw(self):
        self.drawn += 1
        return Picture(Figure(), "title", f"drawn {self.drawn} times")


@pytest.fixture
def report(tmp_path):
    found = Reporting(tmp_path)
    assert found()
    return found


def test_a_picture_is_not_drawn_again_when_nothing_has_changed(report, tmp_path):
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("picture.*")}
    assert len(before) == 2
    assert not report() and not report(manifest={**MANIFEST, "made": {"when": "later"}})
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("picture.*")} == before


@pytest.mark.parametrize(
    "changes",
    [
        {"manifest": {**MANIFEST, "seed": 2}},
        {"words": replace(words_in(), titles={"raids": "More raids"})},
        {"words": replace(words_in(), entries={"unit": {}})},
        {"evidence": "another fact"},
    ],
)
def test_a_picture_is_drawn_again_when_what_is_asked_changes(report, changes):
    assert report(**changes)
    assert not report(**changes)
    assert report()


def test_a_picture_is_drawn_again_when_results_or_code_change(report, monkeypatch):
    report.found = ["read", "more"]
    assert report()
    monkeypatch.setattr(base, "MADE_WITH", "other code")
    assert report() and not report()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_is_drawn_again_when_one_of_its_files_is_edited_or_deleted(report, tmp_path, ending):
    file = tmp_path / f"picture.{ending}"
    file.write_bytes(file.read_bytes().replace(b"title", b"other"))
    assert report()
    assert b"other" not in file.read_bytes()
    file.unlink()
    assert report() and file.exists()
    assert not report()
