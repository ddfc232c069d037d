"""Every report reads, says if there is nothing, writes its files, and returns what the terminal shows."""

import pytest
from matplotlib.figure import Figure
from rich.text import Text

from analysis.base.words import words_in
from analysis.reports.base import Picture, Report, Request


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


@pytest.mark.parametrize("nothing", [None, []])
def test_where_nothing_is_stored_it_says_so_and_writes_nothing(tmp_path, nothing):
    report = Report(lambda request: nothing, files, shown, nothing="run.nothing")
    assert str(report(Request(tmp_path, words_in()))) == words_in()("run.nothing")
    assert list(tmp_path.iterdir()) == []
