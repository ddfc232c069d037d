"""The button's runs: progress, results from the store the second time, and the same runs by the command."""

import json
import shlex
from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

from analysis.explore.serving.asking import Setting
from analysis.explore.serving.real_runs import RealRuns, Size, effects_of, plan_of
from analysis.explore.serving.reproducing import reproduction
from analysis.measures.summarise import by_year, read_levels
from experiments.base.errors import ExperimentError
from experiments.record.result_array import ResultArray, read_result_array
from experiments.store.store import Store
from run import app

FORM = "true.person_years_sexual_exploitation"
SETTING = Setting({"raids": 0.5, "shelters": 1.0}, 20e6, 1.3)
SIZE = Size(draws=4, scale=100)
BASELINE = {"middle": 100.0, "offset": 0.0, "by_price": [[1.0, 100.0]]}
FIGURE = {"key": FORM, "part": "headline", "group": "exploitation", "baseline": BASELINE}
OUTPUTS = [FIGURE | {"span": {"horizon": 10}}, FIGURE | {"span": {"year": 2030}}]


@pytest.fixture
def button(tmp_path, fake_model):
    return RealRuns(results=tmp_path / "results", outputs=OUTPUTS, size=SIZE)


def test_runs_are_counted_as_they_end_and_the_same_setting_is_read_from_the_store(button, fake_model):
    told = []
    found = button(SETTING, lambda *counts: told.append(counts))
    assert told == [(done, 8) for done in range(0, 9, 2)]
    assert (found["runs"], found["draws"], found["scale"], set(found["outcomes"][FORM])) == (8, 4, 100, {"10", "2030"})
    json.dumps(found, allow_nan=False)
    fake_model.runs.clear()
    assert button(SETTING, lambda *counts: None) == found
    assert fake_model.runs == []


def test_runs_that_fail_are_said(button, fake_model):
    fake_model.fails["all_levers"] = date(2027, 1, 1)
    with pytest.raises(ExperimentError, match=r"4 of 8 runs failed; all_levers, own part: .*made to fail"):
        button(SETTING, lambda *counts: None)


def array(policy, baseline):
    """Return made-up runs of one value by set, the same in all years of 2026 to 2036."""
    dates = [date(year, 1, 1) for year in range(2026, 2037)]
    values = np.array([baseline, policy], float)[:, :, None, None, None, None] * np.ones((1, 1, 1, 1, 11, 1))
    return ResultArray(["outlook", "all_levers"], dates, [FORM], values, [])


def test_an_effect_is_the_mean_log_ratio_of_pairs_with_ranges_around_it(fake_model):
    policy, baseline = np.array([50.0, 80.0, 90.0, 60.0]), np.array([100.0, 100.0, 120.0, 80.0])
    effects = effects_of(array(policy, baseline), OUTPUTS, 1.0)[FORM]
    ratios = np.log(policy / baseline)
    t, spread = 2.353363, ratios.std(ddof=1)  # Student's t, 3 degrees of freedom, 95 %
    expected = {"middle": 0.0, "low": -t * spread * 1.25**0.5, "mean_high": t * spread / 2}
    for span in ("10", "2030"):
        for name, distance in expected.items():
            assert effects[span][name] == pytest.approx(100 * (np.exp(ratios.mean() + distance) - 1))


def test_what_the_policy_leaves_alone_does_not_change_and_a_zero_is_not_told(fake_model):
    same = np.array([1.0, 2.0, 3.0, 4.0])
    assert set(effects_of(array(same, same), OUTPUTS, 1.0)[FORM]["10"].values()) == {0.0}
    assert effects_of(array(same, same * 0), OUTPUTS, 1.0)[FORM]["10"] is None


def test_an_offset_counts_in_the_ratio_and_not_in_the_level(fake_model):
    outputs = [OUTPUTS[0] | {"baseline": {"middle": 1200.0, "offset": 300.0, "by_price": [[1.0, 1200.0]]}}]
    effects = effects_of(array(np.full(4, 60.0), np.full(4, 120.0)), outputs, 1.0)[FORM]["10"]
    assert effects["middle"] == pytest.approx(-50.0)


def test_the_command_and_its_files_make_the_same_runs(button, tmp_path, monkeypatch):
    button(SETTING, lambda *counts: None)
    monkeypatch.setattr("analysis.reports.compare.report", lambda request: "")
    monkeypatch.chdir(tmp_path)
    told = reproduction(SETTING, SIZE)
    for file in told["files"]:
        (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
    assert told["toml"] == told["files"][0]["text"]
    assert all(file["text"].startswith("# For goldrush") for file in told["files"])
    words = shlex.split(told["command"].partition(" run.py ")[2])
    ended = CliRunner().invoke(app, [*words, "--quiet", "--jobs", "1", "--out", "again"])
    assert ended.exit_code == 0, ended.output
    (manifest,) = (tmp_path / "again").glob("experiments/*/manifest.json")
    manifest = json.loads(manifest.read_text())
    again = read_levels(manifest, Store(tmp_path / "again"), [FORM])
    pressed = read_result_array(plan_of(SETTING, SIZE, [FORM]), Store(button.results), [FORM], "year")
    assert [levels.name for levels in again] == ["outlook", "explored"]
    for levels, runs in zip(again, pressed.values, strict=True):
        assert by_year(levels, manifest).values[FORM] == pytest.approx(runs[:, 0, 0, :, 0])
