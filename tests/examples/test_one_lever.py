"""The notebook runs from its first cell to its last, and its slider moves the picture."""

import json
from pathlib import Path

import numpy as np
import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "one_lever.ipynb"


def cells() -> list[dict]:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def code(*, slider: bool) -> str:
    """Return the code of the cells with or without the widget, with fewer replicates."""
    chosen = [cell for cell in cells() if cell["cell_type"] == "code" and ("slider" in str(cell["metadata"])) == slider]
    text = "\n".join("".join(cell["source"]) for cell in chosen)
    assert slider or "REPLICATES = 50, 4" in text
    return text.replace("REPLICATES = 50, 4", "REPLICATES = 50, 2")


@pytest.fixture(scope="module")
def run() -> dict:
    """Return what is defined once all cells but the slider's have run."""
    defined: dict = {}
    exec(compile(code(slider=False), str(NOTEBOOK), "exec"), defined)
    return defined


def test_cells_run_in_order_and_the_effect_is_that_of_the_lever(run):
    usual, more = run["effect"](1.0), run["effect"](6.0)
    for name in run["OUTCOMES"]:
        assert more[name].shape == (2, 24)
        assert not usual[name].any()
        assert np.isfinite(more[name]).all()
    assert any(values.any() for values in more.values())


def test_the_picture_shows_both_forms_with_every_replicate_and_the_mean(run):
    panels = run["picture"](3.0).axes
    assert [axes.get_title() for axes in panels] == [
        f"{form} exploitation, in the model" for form in ("sexual", "labour")
    ]
    assert {len(axes.lines) for axes in panels} == {2 + 1 + 1}


def test_no_result_is_kept_in_the_notebook():
    assert [cell["outputs"] for cell in cells() if cell["cell_type"] == "code" and cell["outputs"]] == []


def test_the_slider_draws_anew(run):
    widgets = pytest.importorskip("ipywidgets", reason="the optional group notebook is not installed")
    drawn = []
    run["picture"] = lambda frequency: drawn.append(frequency)
    exec(compile(code(slider=True), str(NOTEBOOK), "exec"), run)
    run["slider"].value = 4.0
    shown = widgets.interactive(run["picture"], frequency=run["slider"])
    shown.update()
    assert drawn[-1] == 4.0


def test_a_kernel_runs_the_whole_notebook(tmp_path):
    nbclient = pytest.importorskip("nbclient", reason="the optional group notebook is not installed")
    import nbformat

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    assert "FloatSlider" in str(notebook.cells[-1]["outputs"]) or "interactive" in str(notebook.cells[-1]["outputs"])
