"""The scenarios that come with the project, their schema, and the key of a scenario's content."""

import json
import os
import pickle
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention
from model.scenario.scenario import SCENARIOS, Scenario, json_schema, load_scenario, scenario_names
from model.text.dates import date_of

ROOT = Path(__file__).parents[3]
FINGERPRINT = "from model.scenario.scenario import load_scenario; print(load_scenario('outlook').fingerprint())"


def test_the_scenarios_of_the_design_are_there():
    worlds = {"history", "baseline", "outlook"}
    policies = {"raids", "shelters", "clean_police", "prevention_communities", "price_crash", "low_price_2003"}
    assert worlds | policies <= set(scenario_names())


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_loads_and_opens_with_its_question(name):
    scenario = load_scenario(name)
    settings = (line for line in (SCENARIOS / f"{name}.toml").read_text().splitlines() if "=" in line)
    opening = next(line for line in settings if not line.startswith(("#", "schema_version", "title")))
    assert opening.startswith("question")
    assert scenario.question.endswith("?")


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_can_be_compared_with_its_reference(name):
    scenario = load_scenario(name)
    if scenario.reference:
        reference = load_scenario(scenario.reference)
        assert scenario.own_reference or not scenario.same_period_and_price(reference)
        assert scenario.content() != reference.content()


def test_history_and_baseline_differ_only_by_the_actions_of_the_state():
    history, baseline = load_scenario("history"), load_scenario("baseline")
    assert history.fork_date(baseline) == history.interventions[0].start


def test_the_schema_in_the_repository_is_current():
    stored = json.loads((SCENARIOS / "scenario.schema.json").read_text())
    advice = "write it anew: python -m uv run run.py schema > scenarios/scenario.schema.json"
    assert stored == json.loads(json.dumps(json_schema())), advice


def test_the_schema_knows_every_setting_of_every_intervention():
    schema = json_schema()["properties"]["interventions"]["items"]["oneOf"]
    kinds = {entry["properties"]["kind"]["const"]: entry for entry in schema}
    assert kinds.keys() == INTERVENTIONS.keys()
    for name, kind in INTERVENTIONS.items():
        assert kinds[name]["properties"].keys() == {field.name for field in fields(kind)} | {"kind"}


def test_a_scenario_travels_to_a_worker_and_back():
    outlook = load_scenario("outlook")
    copy = pickle.loads(pickle.dumps(outlook))
    assert copy == outlook
    assert copy.fingerprint() == outlook.fingerprint()


def test_a_fingerprint_does_not_depend_on_the_hash_seed():
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", FINGERPRINT]
    elsewhere = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == load_scenario("outlook").fingerprint()


def test_a_fingerprint_stands_for_the_content_and_nothing_else(tmp_path):
    text = (SCENARIOS / "baseline.toml").read_text()
    (tmp_path / "renamed.toml").write_text(text.replace("What happens", "What, if anything, happens"))
    baseline, renamed = load_scenario("baseline"), load_scenario(tmp_path / "renamed.toml")
    assert renamed.name == "renamed"
    assert renamed.fingerprint() == baseline.fingerprint()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("raids", {"interventions.raids.intensity": 0.99}),
        ("raids", {"parameters.digging.luck_share": 0.79}),
        ("raids", {"price.shock_from": "2012-01-02", "price.shock_factor": 0.9}),
        ("raids", {"period.stop": "2020-12-31"}),
        ("outlook", {"parameters.digging.luck_share": 0.79}),
    ],
)
def test_a_fingerprint_changes_with_the_content(name, change):
    assert load_scenario(name, changes=change).fingerprint() != load_scenario(name).fingerprint()


def test_the_prices_of_a_csv_count_and_not_its_name(tmp_path):
    rows = "".join(f"{year},{900 + year}\n" for year in range(2000, 2027))
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text(f"year,usd_per_oz\n{rows}")
    (tmp_path / "three.csv").write_text(f"year,usd_per_oz\n{rows.replace('2901', '2902')}")
    one, two, three = (
        load_scenario("baseline", changes={"price.kind": "csv", "price.csv": str(tmp_path / f"{name}.csv")})
        for name in ("one", "two", "three")
    )
    assert one.fingerprint() == two.fingerprint() != three.fingerprint()
    assert three.same_period_and_price(one) == ["price.table: other values than in the other table"]


def test_the_resolved_scenario_can_be_stored_as_json():
    resolved = load_scenario("raids").resolved()
    assert json.loads(json.dumps(resolved)) == resolved
    assert resolved["interventions"][0]["kind"] == "raids"
    assert resolved["period"]["stop"] == "2021-01-01"


@pytest.mark.parametrize("name", scenario_names())
def test_interventions_act_only_between_start_and_stop(name):
    scenario: Scenario = load_scenario(name)
    for intervention in scenario.interventions:
        assert isinstance(intervention, Intervention)
        for week in range(1500):
            if intervention.strength(week):
                assert date_of(week) >= intervention.start
                assert intervention.stop is None or date_of(week) < intervention.stop
