"""A mark says from what a picture was drawn, survives no change of the file, and leaves the picture a picture."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
from matplotlib.figure import Figure

from analysis.base import stamps
from analysis.base.stamps import digest_of, is_current, made_with, stamped
from analysis.base.style import as_pdf, as_png, as_svg

INPUTS, OTHER = digest_of("drawn from this"), digest_of("or from that")


@dataclass(frozen=True)
class Record:
    name: str
    values: np.ndarray


def drawn():
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([1, 2])
    about = {"title": "t", "description": "d"}
    return {"png": as_png(figure, **about), "svg": as_svg(figure, **about), "pdf": as_pdf(figure, **about)}


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_marked_file_is_current_until_its_inputs_or_a_byte_of_it_change(tmp_path, ending):
    path, plain = tmp_path / f"picture.{ending}", drawn()[ending]
    assert not is_current(path, INPUTS)
    path.write_bytes(plain)
    assert not is_current(path, INPUTS)
    marked = stamped(plain, INPUTS)
    path.write_bytes(marked)
    assert is_current(path, INPUTS) and not is_current(path, OTHER)
    for place in (50, len(marked) // 2, len(marked) - 6):
        path.write_bytes(marked[:place] + bytes([marked[place] ^ 1]) + marked[place + 1 :])
        assert not is_current(path, INPUTS)
    for other in (b"", marked[:-1], marked + b" ", plain):
        path.write_bytes(other)
        assert not is_current(path, INPUTS)


def test_a_marked_picture_is_still_one():
    plain = drawn()
    images = [matplotlib.image.imread(io.BytesIO(each)) for each in (plain["png"], stamped(plain["png"], INPUTS))]
    assert np.array_equal(*images)
    assert ElementTree.fromstring(stamped(plain["svg"], INPUTS)).tag.endswith("svg")
    assert b"%%EOF" in stamped(plain["pdf"], INPUTS)[-1024:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["ab", "c"], ["a", "bc"]),
        ([["a"], "b"], [["a", "b"]]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("1", 1),
        (1, 1.0),
        (np.zeros(4), np.zeros((2, 2))),
        (np.zeros(4), np.zeros(4, np.int64)),
        (Record("a", np.array([1.0, np.nan])), Record("a", np.array([1.0, 0.0]))),
        (date(2001, 1, 1), date(2001, 1, 2)),
    ],
)
def test_what_differs_has_another_digest(one, other):
    assert digest_of(one) != digest_of(other)


def test_what_is_equal_has_the_same_digest():
    one, other = (Record("a", np.array([1.0, np.nan])[::step]) for step in (1, 1))
    assert digest_of(one, {"b", "a"}) == digest_of(other, {"a", "b"})


def test_what_does_not_say_what_it_holds_has_no_digest():
    with pytest.raises(TypeError, match="no digest of a function"):
        digest_of(lambda: None)


def test_code_versions_and_settings_of_matplotlib_count(tmp_path, monkeypatch):
    (tmp_path / "analysis").mkdir()
    source = tmp_path / "analysis" / "figure.py"
    source.write_text("width = 1\n")
    monkeypatch.setattr(stamps, "PROJECT", tmp_path)
    monkeypatch.chdir(tmp_path)
    found = [made_with(), made_with()]
    source.write_text("width = 2\n")
    found.append(made_with())
    Path("matplotlibrc").write_text("lines.linewidth: 3\n")
    found.append(made_with())
    monkeypatch.setattr(stamps.importlib.metadata, "version", lambda name: "1000")
    found.append(made_with())
    assert found[0] == found[1] and len(set(found)) == 4
