"""Every figure can be read whatever it shows: no text covers another, leaves the figure, or stands on a point."""

import ast
from pathlib import Path

import pytest

from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up import awkward

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("what", "draw"), awkward.ALL, ids=[what for what, _ in awkward.ALL])
def test_awkward_results_can_be_read(what, draw):
    figure = draw()
    check_that_all_can_be_read(figure)
    if what.endswith(awkward.ONE):
        check_that_no_interval_is_spoken_of(said(figure))


def check_that_no_interval_is_spoken_of(shown):
    assert "ne replicate" in shown
    assert not any(words in shown for words in ("1 paired", "1 replicates", "90 % interval"))


def test_every_figure_is_drawn_with_awkward_results():
    own = ("calibration.py",)  # rests on no comparison of scenarios; tests of its own draw it with awkward values
    figures = (path for path in (ROOT / "analysis" / "figures").glob("*.py") if path.name not in own)
    paths = [*figures, *(ROOT / "analysis" / "studies").glob("*/figure.py")]
    nodes = (node for path in paths for node in ast.parse(path.read_text(encoding="utf-8")).body)
    found = {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.endswith("_figure")}
    text = Path(awkward.__file__).read_text(encoding="utf-8")
    assert {name for name in found - {"empty_figure"} if f"{name}(" not in text} == set()
