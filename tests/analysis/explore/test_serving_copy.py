"""The static copy holds what the server gives, and nothing half-written."""

import json

import httpx
import pytest

from analysis.base.words import languages
from analysis.explore.serving import static_copy
from analysis.explore.serving.static_copy import export
from experiments.base.errors import ExperimentError, StoreError
from tests.analysis.explore.served import DATA, explorer, served, write_page


def test_a_copy_holds_what_the_server_gives(tmp_path):
    what = explorer(tmp_path)
    copy = export(tmp_path / "new" / "copy", what.page, DATA)
    files = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()]
    with served(what) as address, httpx.Client(base_url=address) as client:
        for path in files:
            if path.endswith(".json") or path.startswith("static/"):
                assert client.get(path).content == (copy / path).read_bytes()
        assert client.get("/").text.replace('"server"', '"static"') == (copy / "index.html").read_text()
    data = {
        f"data/{name}.{kind}" for name in ("surrogate", *map("words/{}".format, languages())) for kind in ("js", "json")
    }
    assert set(files) == {"index.html", "static/js/state.js", *data}


def test_scripts_assign_what_the_json_says(tmp_path):
    copy = export(tmp_path / "copy", write_page(tmp_path), DATA)
    begin = {"surrogate": "window.GOLDRUSH_SURROGATE = ", "words/fr": "(window.GOLDRUSH_WORDS ||= {}).fr = "}
    for name, head in begin.items():
        script = (copy / "data" / f"{name}.js").read_text()
        assert script.startswith(head)
        told = json.loads(script.removeprefix(head).removesuffix(";\n"))
        assert told == json.loads((copy / "data" / f"{name}.json").read_text())


def test_a_folder_that_holds_something_and_a_full_disk_leave_all_as_it_was(tmp_path, monkeypatch):
    page, taken = write_page(tmp_path), tmp_path / "taken"
    taken.mkdir()
    (taken / "mine").touch()
    with pytest.raises(ExperimentError, match="not an empty folder"):
        export(taken, page, DATA)

    def full(*args, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(static_copy.shutil, "copytree", full)
    with pytest.raises(StoreError, match=r"No space left on device; nothing half-written"):
        export(tmp_path / "copy", page, DATA)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page", "secret.txt", "taken"]


def test_a_page_that_cannot_be_told_that_it_is_a_copy_is_refused(tmp_path):
    page = write_page(tmp_path)
    (page / "index.html").write_text("another page")
    with pytest.raises(ExperimentError, match="goldrush-mode"):
        export(tmp_path / "copy", page, DATA)
