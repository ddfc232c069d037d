"""The command line: what a person types, reads, and finds on disk."""

import csv
import json
import resource
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import run
from experiments.design.loading import policies_against

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("mesa", "numba", "numpy", "scipy", "matplotlib", "pyarrow", "joblib")
COMPARE = ["compare", "raids.toml", "shelters.toml", "--against", "baseline.toml", "--point"]
EVERY_POLICY = "audit-every-policy-against-baseline-scale20-draw-*"
FEW = ["--replicates", "3", "--scale", "20", "--jobs", "1"]


def call(*words):
    return CliRunner().invoke(run.app, [str(word) for word in words])


def refused(*words):
    """Return the message of a command that must be refused in one message with exit code 2."""
    result = call(*words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.replace("│", " ").split())


def folder(world, name="compare-raids-shelters-against-baseline-scale20"):
    return world / "results" / "experiments" / name


def table(world):
    return list(csv.DictReader((folder(world) / "comparison.csv").read_text().splitlines()))


def test_help_starts_without_importing_anything_heavy():
    code = "import sys, run; run.app(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    *shown, modules = done.stdout.splitlines()
    assert any("compare" in line for line in shown)
    assert set(HEAVY).isdisjoint(modules.split())


def test_compare_writes_table_figure_and_record(world, fake_model):
    result = call(*COMPARE, *FEW)
    assert result.exit_code == 0, result.output
    assert "runs planned" in result.stderr and "record: " in result.stderr
    assert "runs planned" not in result.stdout
    assert "gain from pairing" not in result.stdout
    for said in ("against baseline", "raids", "PACKAGES", "lower"):
        assert said.lower() in result.stdout.lower()
    full = call(*COMPARE, *FEW, "--full")
    assert full.stdout.startswith(result.stdout.rstrip("\n")[:400])
    for said in (
        "What happens in the model",
        "What registers would show",
        "n = 3; in the model",
        "gain from pairing",
    ):
        assert said in full.stdout
    names = {path.name for path in folder(world).iterdir()}
    tables = {"answer.json", "comparison.csv", "harm.csv"}
    assert names == {"input.json", "manifest.json", "comparison.png", "comparison.svg", *tables}
    rows = table(world)
    assert {row["policy"] for row in rows} == {"raids", "shelters"}
    assert {row["family"] for row in rows} == {"true", "recorded"}
    assert {row["status"] for row in rows} == {"complete"}
    assert {"since start", "year 1", "last 12 months"} <= {row["span"] for row in rows}


def test_compare_under_theories_says_under_how_many_an_effect_holds(world, fake_model):
    assert "lower in 3 of 3" in call(*COMPARE, *FEW, "--theories", "families,loss_averse").stdout
    result = call(*COMPARE, *FEW, "--theories", "families,loss_averse", "--full")
    assert result.exit_code == 0, result.output
    for said in ("What holds under 3 theories", "lower under 3 of 3", "Two kinds of ranges"):
        assert said in result.stdout
    named = "compare-raids-shelters-against-baseline-scale20-theories-default-families-loss_averse"
    written = folder(world, named)
    names = {path.name for path in written.iterdir()}
    assert names >= {"theories.csv", "theories_ranking.csv", "theories.png", "theories.svg", "harm.csv"}
    rows = list(csv.DictReader((written / "comparison.csv").read_text().splitlines()))
    assert {row["theory"] for row in rows} == {"default", "families", "loss_averse"}
    manifest = json.loads((written / "manifest.json").read_text())
    assert manifest["theories"] == ["default", "families", "loss_averse"]
    assert all(len(cells) == 3 for arm in manifest["arms"] for cells in arm["cells"].values())


def test_a_comparison_in_spanish_stands_beside_the_english_one_with_its_columns_and_titles(world, fake_model):
    (world / "raids.toml").write_text('title.es = "El doble de operativos"\n' + (world / "raids.toml").read_text())
    assert call(*COMPARE, *FEW).exit_code == 0
    result = call(*COMPARE, *FEW, "--language", "es", "--full")
    assert result.exit_code == 0, result.output
    for said in ("Qué cambia en el modelo", "El doble de operativos", "EXPLOTACIÓN SEXUAL", "se distingue de cero"):
        assert said in " ".join(result.stdout.split())
    names = {path.name for path in folder(world).iterdir()}
    assert names >= {"comparison.csv", "comparison.es.csv", "answer.json", "answer.es.json", "comparison.es.png"}
    spanish = list(csv.DictReader((folder(world) / "comparison.es.csv").read_text().splitlines()))
    said = dict.fromkeys(("label", "range_holds", "reading"), "")
    assert [row | said for row in spanish] == [row | said for row in table(world)]
    answers = [json.loads((folder(world) / f"answer{mark}.json").read_text()) for mark in ("", ".es")]
    assert answers[0].keys() == answers[1].keys()


def test_a_language_is_one_that_has_a_catalogue(monkeypatch):
    assert "write one of en, es, fr" in refused("scenarios", "--language", "xx")
    monkeypatch.setenv("GOLDRUSH_LANGUAGE", "klingon")
    assert "'klingon' is no language of the catalogues" in refused("scenarios")
    monkeypatch.setenv("GOLDRUSH_LANGUAGE", "es")
    assert "El doble de operativos" in call("scenarios").stdout
    assert "Twice as many raids" in call("scenarios", "--language", "en").stdout


def test_compare_as_json_is_the_answer_and_nothing_else(world, fake_model):
    result = call(*COMPARE, *FEW, "--json")
    found = json.loads(result.stdout)
    assert [each["name"] for each in found["packages"]] == ["raids", "shelters"]
    assert {(each["first"], each["second"], each["form"]) for each in found["between"]} == {
        ("raids", "shelters", "sexual"), ("raids", "shelters", "labour"),
    }  # fmt: skip
    assert found["packages"][0]["exploitation"]["sexual"]["reading"] == "lower"


def test_what_is_compared_with_nothing_named_meets_its_own_reference(world, fake_model):
    result = call("compare", "raids.toml", "--point", *FEW)
    assert "against baseline" in result.stdout and folder(world, "compare-raids-against-baseline-scale20").exists()


def test_the_manifest_is_a_data_dictionary(world, fake_model):
    call("run", "raids.toml", *FEW)
    manifest = json.loads((folder(world, "run-raids-scale20") / "manifest.json").read_text())
    assert (manifest["status"], manifest["seed"], manifest["persons_per_agent"]) == ("complete", 1, 20)
    assert set(manifest["outcomes"]["true.bars"]) == {"unit", "over_time", "better", "definition"}
    about = manifest["parameters"]["migration.bragging"]
    assert about["low"] <= about["value"] <= about["high"] and len(about["grades"]) == len(about["sources"])
    made = manifest["made"]
    assert made["versions"]["numpy"] and made["environment"]["numpy features"] and "commit" in made


def test_audit_writes_tables_and_figure_of_what_indicators_say(world, fake_model):
    result = call("audit", "raids.toml", "shelters.toml", "--against", "baseline.toml", "--point", *FEW)
    assert result.exit_code == 0, result.output
    for said in ("Indicator audit", "WHAT HAPPENS", "RECORDED: complaints", "n = 3; in the model"):
        assert said in result.stdout
    written = folder(world, "audit-raids-shelters-against-baseline-scale20")
    names = {path.name for path in written.iterdir()}
    assert names >= {"audit.csv", "audit_summary.csv", "audit.png", "audit.svg", "manifest.json"}
    rows = list(csv.DictReader((written / "audit.csv").read_text().splitlines()))
    assert {(row["policy"], row["form"]) for row in rows} == {
        (policy, form) for policy in ("raids", "shelters") for form in ("sexual", "labour")
    }


def test_audit_without_names_is_of_every_policy_of_the_project(world, fake_model):
    result = call("audit", "--point", "--replicates", 2, "--jobs", 1, "--set", "period.stop=2011-01-01")
    assert result.exit_code == 0, result.output
    (written,) = (world / "results" / "experiments").glob(EVERY_POLICY)
    arms = json.loads((written / "manifest.json").read_text())["arms"]
    assert {arm["scenario"] for arm in arms if arm["reference"]} == set(policies_against("baseline"))


def test_routes_follows_one_scenario_and_says_what_a_model_does_not_count(world, fake_model):
    result = call("routes", "raids.toml", "--point", *FEW)
    assert result.exit_code == 0, result.output
    for said in ("What becomes of complaints", "counts no cohorts", "Peru: national", "n = 3; in the model"):
        assert said in result.stdout
    names = {path.name for path in folder(world, "routes-raids-scale20").iterdir()}
    assert names == {"input.json", "manifest.json", "routes.csv", "routes.png", "routes.svg"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["audit"], "nothing to audit yet"),
        (["routes"], "nothing to follow"),
    ],
)
def test_what_failed_from_the_start_is_said_and_writes_no_table(world, fake_model, words, said):
    fake_model.fails |= {"baseline": date(2000, 2, 7)}
    scenarios = ["raids.toml", "--against", "baseline.toml"] if words == ["audit"] else ["baseline.toml"]
    result = call(*words, *scenarios, "--point", *FEW)
    assert result.exit_code == 3
    assert said in result.stdout
    assert not list((world / "results" / "experiments").rglob("*.csv"))


def test_one_replicate_says_that_no_interval_is_possible(world, fake_model):
    result = call(*COMPARE, "--replicates", 1, "--jobs", 1)
    assert result.exit_code == 0
    assert "One replicate: no range is possible" in result.stdout


def test_run_shows_levels_of_one_scenario(world, fake_model):
    result = call("run", "raids.toml", *FEW)
    assert result.exit_code == 0, result.output
    assert "raids in the model" in result.stdout
    assert (folder(world, "run-raids-scale20") / "levels.csv").exists()


def test_a_failed_run_ends_with_3_and_says_how_to_see_it_again(world, fake_model):
    fake_model.fails["raids"] = date(2003, 1, 6)
    result = call(*COMPARE, *FEW)
    assert result.exit_code == 3
    assert "failed: raids, replicate 0, own part: ValueError: made to fail" in result.stderr
    assert "python run.py run raids --seed 1 --replicate 0 --scale 20" in result.stderr
    assert "against baseline" in result.stdout and "shelters" in result.stdout


def test_ctrl_c_leaves_a_readable_partial_result_that_says_so(world, fake_model):
    fake_model.fails |= {"raids": date(2003, 1, 6), "error": KeyboardInterrupt, "from_replicate": 2}
    result = call(*COMPARE, *FEW)
    assert result.exit_code == 130
    assert "PARTIAL RESULT: 2 of 3 paired runs" in result.stdout
    assert "3 of 9 runs are missing; repeat the command to go on" in result.stderr
    assert json.loads((folder(world) / "manifest.json").read_text())["status"] == "partial"
    rows = table(world)
    assert {row["status"] for row in rows} == {"partial"}


def test_ctrl_c_before_anything_is_finished(world, fake_model):
    fake_model.fails |= {"baseline": date(2000, 2, 7), "error": KeyboardInterrupt}
    result = call(*COMPARE, *FEW)
    assert result.exit_code == 130
    assert "nothing to compare yet" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "raids", "--replicates", "0"], "--replicates"),
        (["compare", "raids", "--seed", "-1"], "--seed"),
        (["compare", "raids", "--jobs", "0"], "--jobs 0: give 1 or more workers"),
        (["compare", "raids", "--scale", "0"], "--scale"),
        (["compare", "raids", "--sed", "1"], "Possible options: --scale, --seed"),
        (["compare"], "Missing argument"),
        (["comprae", "raids"], "Did you mean 'compare'"),
        (["compare", "raidz"], "did you mean 'raids'"),
        (["compare", "nowhere.toml"], "there is no such file"),
        (["compare", "baseline"], "only baseline itself is given"),
        (["compare", "raids", "--set", "parameters.migration.braging=1"], "did you mean 'bragging'"),
        (["compare", "raids", "--set", "parameters.migration.bragging=7"], "outside 0 to 1"),
        (["compare", "raids", "--set", "bragging"], "KEY=VALUE"),
        (["compare", "outlook"], "more than policy differs"),
        (["compare", "raids", "--set", "period.stop=2008-03-01"], "2008-03-01: it would never act"),
        (["run", "raids", "--set", "raids.stop=2000-01-03"], "stop"),
        (["run", "price_crash", "--set", "period.stop=2013-01-07"], "2013-01-07: it would never act"),
        (["compare", "raids", "--set", "period.stop=2010-01-20"], "stop on 2010-02-01 or later"),
        (["run", "baseline", "--set", "period.stop=2008-01-20"], "stop on 2008-02-01 or later"),
        (["study", "fines", "--set", "period.stop=2010-01-20"], "stop on 2010-02-01 or later"),
        (["signs", "--set", "period.stop=2010-01-04"], "2010-01-04: it would never act"),
        (["run", "baseline", "--set", "period.starts_from=outlook"], "itself starts from 'history'"),
        (["run", "baseline", "--replicate", "4294967296"], "--replicate"),
        (["run", "baseline", "--scale", "100001"], "--scale"),
        (["run", "baseline", "--jobs", "1001"], "--jobs 1001: give 1000 workers or less"),
        (["compare", "true.bars"], "it is an outcome"),
        (["run", "raids", "--theory", ""], "unknown theory"),
        (["compare", "raids", "--theories", ""], "unknown theory"),
        (["study", "fines", "--world", ""], "is not the name of a scenario"),
        (["run", "raids", "--replicates", "9" * 30], "--replicates"),
        (["experiment", "run", "x" * 300], "File name too long"),
        (["audit", "raids", "--replicates", "0"], "--replicates"),
        (["audit", "raidz"], "did you mean 'raids'"),
        (["audit", "raids", "--against", "nowhere.toml"], "there is no such file"),
        (["audit", "baseline"], "only baseline itself is given"),
        (["audit", "--against", "outlook"], "no scenario of the project differs from outlook in policies only"),
        (["compare", "raids", "--theories", "familes"], "did you mean 'families'"),
        (["run", "raids", "--theory", "each"], "unknown theory"),
        (["routes", "baselne"], "did you mean 'baseline'"),
        (["routes", "baseline", "--replicates", "0"], "--replicates"),
    ],
)
def test_bad_input_is_refused_in_one_message(world, fake_model, words, said):
    assert said in refused(*words, *(["--out", "out"] if len(words) > 1 else []))
    assert not (world / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("start =", "frequenzy = 2\nstart =", "did you mean 'frequency'"),
        ("2002-01-01", "2002-02-30", "2002-02-30"),
        ('"raids"', '"rades"', "did you mean 'raids'"),
    ],
)
def test_a_wrong_scenario_file_is_refused_with_its_name(world, fake_model, old, new, said):
    file = world / "raids.toml"
    file.write_text(file.read_text().replace(old, new))
    message = refused("compare", "raids.toml", "--against", "baseline.toml", "--out", "out")
    assert "raids.toml" in message and said in message
    assert not (world / "out").exists()


@pytest.mark.parametrize("lines", ["month,usd_per_oz\n2000-01,280\n2000-03,281\n", "month,usd_per_oz\n2000-01,many\n"])
def test_a_price_table_with_gaps_or_text_is_refused(world, fake_model, lines):
    (world / "price.csv").write_text(lines)
    file = world / "baseline.toml"
    file.write_text(file.read_text().replace('kind = "replay"', 'kind = "csv"\ncsv = "price.csv"'))
    message = refused("compare", "raids.toml", "--against", "baseline.toml", "--out", "out")
    assert "price.csv" in message and "line" in message
    assert not (world / "out").exists()


def test_an_output_path_that_is_too_long_is_refused(world, fake_model):
    for words in (["experiment", "compact"], COMPARE, ["run", "raids.toml"]):
        assert "File name too long" in refused(*words, "--out", "x" * 300)
    assert fake_model.runs == []


@pytest.mark.parametrize("out", ["link", "link/results"])
def test_an_output_path_at_a_link_to_nowhere_is_refused(world, fake_model, out):
    (world / "link").symlink_to("nowhere")
    assert "link is a link to nowhere, which does not exist" in refused(*COMPARE, *FEW, "--out", out)
    assert fake_model.runs == [] and not (world / "nowhere").exists()


PACKAGE = """question = "What does my package change at my price?"
extends = "baseline"
[price]
kind = "held"
held_at = "901.5 USD/oz"
held_from = 2010-01-04
[portfolio]
levers = "mine.toml"
start = 2010-01-04
yearly = "2_000_000 soles/year"
"""


def test_a_package_with_its_own_price_says_what_to_type_and_that_works(world, fake_model):
    (world / "package.toml").write_text(PACKAGE)
    (world / "mine.toml").write_text('[[levers]]\nkind = "raids"\nfrequency = 2.0\n')
    said = refused("compare", "package.toml", *FEW, "--out", "out")
    advice = said.partition("for all scenarios: ")[2].partition(" (in an experiment")[0]
    assert "--set 'price.held_at=901.5 USD/oz'" in advice
    result = call("compare", "package.toml", "--point", *FEW, *shlex.split(advice), "--set", "period.stop=2011-01-01")
    assert result.exit_code == 0, result.output
    (manifest,) = (world / "results").rglob("input.json")
    prices = [one["price"] for one in json.loads(manifest.read_text())["scenarios"].values()]
    assert prices[0] == prices[1] and prices[0]["held_at"] == 901.5


def test_levers_in_zones_without_a_site_are_refused(world):
    words = ["explain", "interdiction", "--set", "parameters.places.protected_sites=0", "--set"]
    assert "interdiction acts nowhere" in refused(*words, 'interdiction.zones=["protected"]')
    assert call(*words, 'interdiction.zones=["protected", "river"]').exit_code == 0
    (world / "mine.toml").write_text('[[levers]]\nkind = "interdiction"\nzones = ["protected"]\n')
    (world / "package.toml").write_text(PACKAGE)
    said = refused("explain", "package.toml", "--set", "parameters.places.protected_sites=0")
    assert "package.toml, line 7: portfolio: interdiction acts nowhere" in said


def test_policies_that_never_act_are_named_before_they_run(world, fake_model):
    said = call("run", "raids.toml", *FEW, "--set", "raids.intensity=0").stderr
    assert "raids: never acts: raids from 2002-01-01: its intensity is 0" in said
    assert "never acts" not in call("run", "raids.toml", *FEW).stderr
    (world / "empty.toml").write_text('question = "Q?"\nextends = "baseline.toml"\n')
    said = call("compare", "empty.toml", "raids.toml", "--against", "baseline.toml", "--point", *FEW).stderr
    assert said.count("changes nothing against baseline") == 1 and "empty: changes nothing" in said


def test_an_output_path_below_a_file_is_refused(world, fake_model):
    message = refused(*COMPARE, *FEW, "--out", "raids.toml/results")
    assert "raids.toml is a file" in message
    assert fake_model.runs == []


def test_a_folder_that_cannot_be_written_is_refused(world, fake_model):
    assert "cannot" in refused(*COMPARE, *FEW, "--out", "/proc/results")
    assert fake_model.runs == []


def test_a_full_disk_is_said_once_and_leaves_nothing_half_written(world, fake_model):
    call("run", "raids.toml", "--jobs", 1)
    before = {path: path.read_bytes() for path in (world / "results").rglob("*") if path.is_file()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        message = refused(*COMPARE, "--jobs", 1, "--quiet")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "File too large" in message
    assert {path: path.read_bytes() for path in (world / "results").rglob("*") if path.is_file()} == before
    assert call("run", "raids.toml", "--replicates", 2, "--jobs", 1).exit_code == 0
