"""Commands that rest on an ensemble: what they run, say and keep, and what they refuse."""

import csv
import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

import run
from experiments.engine.plan import Place
from experiments.record.ensemble_runs import with_ensemble
from experiments.record.ensembles import RULE, Ensemble, as_file
from experiments.record.experiment import Replication, plan_comparison
from model.scenario.theories import SWITCHES
from model.version import MODEL_VERSION

MARGIN, ESCAPE = "parameters.bars.margin", "parameters.exits.escape"
NAMES = (MARGIN.partition(".")[2], ESCAPE.partition(".")[2])
AGAINST = ("raids.toml", "shelters.toml", "--against", "baseline.toml")
FEW = ("--ensemble", "sets.parquet", "--draws", "8", "--jobs", "1", "--quiet")
RECORD = "compare-raids-shelters-against-baseline-scale20-ensemble8-*"


@pytest.fixture
def ensemble(world):
    """Write sets.parquet, whose eight sets come in turn over the rules of decision, into the current folder."""
    values = np.column_stack([np.linspace(0.2, 0.4, 8), np.linspace(0.001, 0.003, 8)])
    theories = {RULE: np.array(SWITCHES["decision_rule"] * 2, object)}
    made = Ensemble(NAMES, values, np.full(8, 1 / 8), theories, {"model_version": MODEL_VERSION})
    (world / "sets.parquet").write_bytes(as_file(made))
    return made


def call(*words):
    return CliRunner().invoke(run.app, [str(word) for word in words])


def refused(*words):
    result = call(*words)
    assert result.exit_code == 2 and "Traceback" not in result.stderr, result.output
    return " ".join(result.stderr.replace("│", " ").split())


def record(world, name=RECORD):
    (found,) = (world / "results" / "experiments").glob(name)
    return found


def plan(*settings, names=("raids.toml",)):
    made = plan_comparison(names, "baseline.toml", settings, Replication(1, range(2), 20))
    return with_ensemble(made, 8, "sets.parquet")


def test_arms_of_a_set_share_luck_and_parameters_and_no_two_sets_share_luck(ensemble):
    found, luck = plan(), set()
    for point in range(8):
        for replicate in range(2):
            both = [Place(arm, point, 0, replicate) for arm in range(2)]
            (here,) = {found.cell(place).replicate for place in both}
            (_,) = {found.scenario(place).parameters.bars.margin for place in both}
            (_,) = {found.scenario(place).theory for place in both}
            (_,) = {found.history(place) for place in both}
            luck.add(here)
    assert luck == set(range(16))
    margins = {found.scenario(Place(0, point, 0, 0)).parameters.bars.margin for point in range(8)}
    assert margins == set(ensemble.values[:, 0].tolist())
    assert len(set(found.sample.rules[:4])) == 4


def test_what_is_set_wins_over_the_sets(ensemble, world):
    found = plan(f"{MARGIN}=0.25", "theory.decision_rule=inertia")
    scenarios = [found.scenario(Place(arm, point, 0, 0)) for arm in range(2) for point in range(8)]
    assert {each.parameters.bars.margin for each in scenarios} == {0.25}
    assert {each.theory.decision_rule for each in scenarios} == {"inertia"}
    assert len({each.parameters.exits.escape for each in scenarios}) == 8
    assert len(set(found.sample.rules)) == 1
    file = world / "raids.toml"
    file.write_text(file.read_text() + "[parameters.bars]\nmargin = 0.35\n")
    mine = plan()
    assert mine.scenario(Place(1, 0, 0, 0)).parameters.bars.margin == 0.35
    assert mine.scenario(Place(0, 0, 0, 0)).parameters.bars.margin == ensemble.values[mine.sample.rows[0], 0]


def test_compare_rests_on_the_sets_and_its_record_is_complete(ensemble, world, fake_model):
    result = call("compare", *AGAINST, *FEW)
    assert result.exit_code == 0, result.output
    for said in ("runs: 16, of 8 parameter sets", "90 % band", "% of doubt", "% of runs", "less than 90 %"):
        assert said in result.stdout
    assert "chance between" not in result.stdout
    manifest = json.loads((record(world) / "manifest.json").read_text())
    assert sorted(manifest["ensemble"]["rows"]) == list(range(8)) and manifest["ensemble"]["file"] == "sets.parquet"
    assert all(len(arm["cells"]["ensemble"]) == 16 for arm in manifest["arms"])
    assert (manifest["runs_stored"], manifest["status"]) == (48, "complete")
    assert {key for key, about in manifest["parameters"].items() if about.get("drawn")} == set(NAMES)
    rows = list(csv.DictReader((record(world) / "comparison.csv").read_text().splitlines()))
    assert all(row["band_low_90"] and not row["low_90"] and "theories" in row["range_holds"] for row in rows)
    shares = [float(row["share_lower"]) for row in rows if row["outcome"] == "true.person_years_sexual_exploitation"]
    assert max(shares) == 1.0
    fake_model.runs.clear()
    found = json.loads(call("compare", *AGAINST, *FEW, "--json").stdout)
    assert fake_model.runs == [] and found["range"].startswith("90 % of runs")
    assert sum(found["best"][0]["shares"].values()) == pytest.approx(1.0, abs=0.01)
    assert set(found["packages"][0]["exploitation"]["sexual"]["parts"]) == {"chance", "parameters", "theories"}


def test_a_record_of_an_ensemble_is_plotted_and_shown(ensemble, world, fake_model):
    call("compare", *AGAINST, *FEW)
    drawn = call("plot", record(world), "--outcome", "true.bars")
    assert drawn.exit_code == 0 and "90 % of runs" in drawn.stdout, drawn.output
    shown = call("store", "show", record(world).name).stdout
    assert "8 parameter sets of sets.parquet" in shown and "48 of its 48 runs" in shown


def test_what_is_missing_is_left_out_pair_by_pair(ensemble, world, fake_model):
    fake_model.fails |= {"raids": date(2003, 1, 6), "error": KeyboardInterrupt, "from_replicate": 10}
    result = call("compare", *AGAINST, *FEW)
    assert result.exit_code == 130
    assert "PARTIAL RESULT: 10 of 16 paired runs" in result.stdout
    assert "parts of the doubt are not shown" in " ".join(result.stdout.split())
    fake_model.fails.clear()
    assert "PARTIAL" not in call("compare", *AGAINST, *FEW).stdout


def test_audit_rests_on_the_sets(ensemble, world, fake_model):
    result = call("audit", *AGAINST, *FEW)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "band = the middle 90 % of 16 runs of 8 parameter sets" in said and "ranges of 99 %" not in said
    assert (record(world, "audit-*") / "audit.png").exists()


def test_routes_rest_on_the_sets_and_say_what_the_ensemble_is_worth(ensemble, world, fake_model):
    said = replace(ensemble, about=ensemble.about | {"independent": 25.0})
    (world / "sets.parquet").write_bytes(as_file(said))
    result = call("routes", "raids.toml", *FEW)
    assert result.exit_code == 0, result.output
    text = " ".join(result.stdout.split())
    assert "band = the middle 90 % of 16 runs of 8 parameter sets" in text and "between replicates" not in text
    assert "as 25 independent sets" in text and "may be off by 20 %" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--theories", "each", "--draws", "8"], "--theories takes one parameter set"),
        (["--theories", "each", "--ensemble", "sets.parquet"], "leave --ensemble or --theories away"),
        (["--point", "--draws", "8"], "--point takes one parameter set"),
        (["--ensemble", "sets.parquet", "--draws", "10"], "equal share; give 8 or 12"),
        (["--ensemble", "raids.toml"], "is no ensemble of parameter sets"),
        (["--ensemble", "old.parquet"], "was made for model version 1"),
        (["--draws", "0"], "--draws"),
    ],
)
def test_what_does_not_fit_together_is_refused(ensemble, world, words, said):
    old = Ensemble(NAMES, ensemble.values, ensemble.weights, ensemble.theories, {"model_version": 1})
    (world / "old.parquet").write_bytes(as_file(old))
    assert said in refused("compare", *AGAINST, *words, "--out", "out")
    assert not (world / "out").exists()
