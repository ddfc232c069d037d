"""Commands that list what there is: scenarios, parameters, the schema."""

import json

from tests.test_command_line import call


def test_scenarios_lists_names_questions_and_periods():
    result = call("scenarios")
    assert result.exit_code == 0
    for said in ("raids", "baseline", "2008", "?"):
        assert said in result.stdout


def test_scenarios_as_json_mark_portfolios():
    found = {each["name"]: each for each in json.loads(call("scenarios", "--json").stdout)}
    assert found["raids"]["reference"] == "baseline" and not found["raids"]["portfolio"]
    assert found["protection_led_20_outlook"]["portfolio"] and found["outlook"]["reference"] is None


def test_parameters_lists_ranges_sources_and_grades():
    found = json.loads(call("parameters", "--json").stdout)
    assert found["migration.bragging"]["unit"] == "1"
    assert set(found["migration.bragging"]["grades"]) <= set("ABCD")
    table = call("parameters").stdout
    assert "migration.bragging" in table and "assumed (D)" in table


def test_schema_is_json():
    assert json.loads(call("schema").stdout)["type"] == "object"
