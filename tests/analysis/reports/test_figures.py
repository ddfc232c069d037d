"""``run.py figures``: every file says where it comes from, nothing is drawn twice, and mistakes are named."""

import json
from xml.etree import ElementTree

import pytest
from PIL import Image
from typer.testing import CliRunner

import run
from analysis.reports import figures
from analysis.reports.base import Saved

FEW = ("--replicates", "3", "--scale", "20", "--jobs", "1", "--quiet")


def call(*words, code=0):
    result = CliRunner().invoke(run.app, list(words))
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def record(world, fake_model, monkeypatch):
    monkeypatch.setattr(figures, "KINDS", figures.KINDS[-1:])
    call("compare", "raids.toml", "shelters.toml", "--against", "baseline.toml", "--point", *FEW)
    return next(world.rglob("manifest.json")).parent


def test_every_file_says_where_it_comes_from_and_none_is_drawn_twice(record):
    said = call("figures", str(record))
    assert "not drawn: assumptions" in said
    folder = record / "figures" / "en"
    (about,) = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    files = sorted(path.name for path in folder.iterdir() if path.suffix != ".json")
    assert files == sorted(about["files"]) and len(files) == 6
    with Image.open(folder / "causes.png") as picture:
        assert round(picture.info["dpi"][0]) == 300
        source, alt = picture.info["Source"], picture.info["Description"]
    assert all(part in source for part in ("model version", "commit", "scenario raids sha256", "9 cells sha256"))
    assert alt == about["alt"]
    svg = " ".join(ElementTree.parse(folder / "causes.svg").getroot().itertext())
    pdf = (folder / "causes_slide.pdf").read_bytes()
    assert source in svg and alt in svg and b"9 cells sha256" in pdf
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.[ps]*")}
    call("figures", str(record), "--policy", "raids")
    call("figures", str(record))
    after = {path: path.stat().st_mtime_ns for path in folder.glob("*.[ps]*")}
    assert set(before) == set(after)


def test_mistakes_are_named_and_nothing_is_written(record):
    assert "unknown policy" in call("figures", str(record), "--policy", "riads", code=2)
    assert "holds no table indices_difference" in call("figures", str(record), "--sensitivity", str(record), code=2)
    assert "unknown record" in call("figures", "nothing", code=2)
    assert not (record / "figures").exists()


def test_figures_for_staff_are_fit_for_print():
    assert Saved(("png", "svg", "pdf"), 300) == figures.report.saved
