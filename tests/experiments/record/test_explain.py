"""What is told of a scenario: every one of the project, and what a portfolio pays."""

import io
import json

import pytest
from rich.console import Console

from analysis.base.words import words_in
from analysis.tables.explain import explained
from experiments.record.explain import explanation, mechanisms_of
from model.interventions import INTERVENTIONS, Raids
from model.scenario.scenario import load_scenario, portfolio_names, scenario_names
from tests.test_command_line import call, refused


def told(name, settings=()):
    """Return what the command prints, 100 characters wide, in one line."""
    file = io.StringIO()
    Console(width=100, file=file).print(explained(explanation(name, settings), words_in()), highlight=False)
    return " ".join(file.getvalue().split())


@pytest.mark.parametrize("name", [*scenario_names(), *portfolio_names()])
def test_every_scenario_of_the_project_is_explained(name):
    found, plan = explanation(name), load_scenario(name)
    text = told(name)
    assert plan.question in text
    assert all(one["words"] in text for one in found["mechanisms"] if one["words"])
    assert bool(found["policies"]) == bool(set(plan.interventions) - set(plan.reference_interventions))
    json.dumps(found)


def test_a_policy_is_told_with_dates_cost_payer_and_mechanisms():
    found = explanation("raids")
    (raids,) = found["policies"]
    plan = load_scenario("raids")
    usual = plan.parameters.policing.raids_per_week
    assert raids["cost"] == pytest.approx(usual * 60_000 * 52.1775)
    assert (raids["start"], raids["stop"], raids["ramp"], raids["payer"]) == ("2010-01-04", None, 26.0, "state")
    assert raids["mechanisms"] == ["M28", "M29", "M30", "M31", "M57", "M81"]
    assert found["cost"] == {"state": raids["cost"], "ngos": 0}
    assert [setting["name"] for setting in raids["settings"] if setting["name"] in ("start", "ramp")] == []


def test_the_shares_that_a_cap_pays_are_told_and_the_rest_waits():
    found = explanation("protection_led_2")
    shares = [one["share_paid"] for one in found["policies"]]
    assert shares[:2] == [1.0, 1.0] and 0 < shares[2] < 1 and set(shares[3:]) == {0.0}
    assert found["portfolio"]["paid"] == pytest.approx(2e6)
    assert found["portfolio"]["unspent"] == pytest.approx(0, abs=1e-6)
    assert sum(found["cost"].values()) == pytest.approx(2e6)
    unpaid = {one["kind"] for one in found["policies"]} - {kind for m in found["mechanisms"] for kind in m["kinds"]}
    assert {"raids", "witness_protection", "reintegration"} == unpaid


def test_of_a_portfolio_without_money_the_cost_is_told_and_that_it_never_acts():
    found = explanation("protection_led_2", ["portfolio.yearly=0 soles/year"])
    assert found["portfolio"]["asked"] == pytest.approx(explanation("protection_led_2")["portfolio"]["asked"])
    assert found["portfolio"]["asked"] > 1e6 and found["portfolio"]["paid"] == 0
    assert {one["share_paid"] for one in found["policies"]} == {0.0} and found["mechanisms"] == []
    assert "What never acts the levers of its portfolio, all of them: the yearly cap is 0" in told(
        "protection_led_2", ["portfolio.yearly=0 soles/year"]
    )


def test_a_cap_that_no_list_can_reach_and_a_policy_without_intensity_are_told(tmp_path):
    (tmp_path / "mine.toml").write_text('[[levers]]\nkind = "raids"\nintensity = 0\n')
    lines = 'question = "Q?"\nextends = "baseline"\n[portfolio]\nlevers = "mine.toml"\nstart = 2010-01-04\n'
    (tmp_path / "package.toml").write_text(lines + 'yearly = "5 soles/year"\n')
    idle = explanation(str(tmp_path / "package.toml"))["idle"]
    assert idle[0] == "lever raids: its intensity is 0"
    assert idle[1].endswith("the levers cost nothing, so it is never reached")
    assert explanation("raids", ["raids.intensity=0"])["idle"] == ["raids from 2010-01-04: its intensity is 0"]
    assert explanation("raids")["idle"] == []


def test_what_cannot_be_spent_is_told():
    portfolio = explanation("integrity_led_280")["portfolio"]
    assert portfolio["paid"] == pytest.approx(portfolio["asked"])
    assert portfolio["unspent"] == pytest.approx(280e6 - portfolio["asked"])
    assert f"{portfolio['unspent']:,.0f} stay unspent" in told("integrity_led_280")


def test_changes_by_hand_are_told():
    assert explanation("protection_led_2", ["portfolio.yearly=4000000 soles/year"])["portfolio"]["paid"] == 4e6
    found = explanation("history", ["parameters.digging.best_yield=30", "theory.recruiters=families"])
    assert [one["key"] for one in found["parameters"]] == ["digging.best_yield"]
    assert found["theory"] == [{"switch": "recruiters", "option": "families", "instead_of": "networks"}]
    assert "M17" in {one["id"] for one in found["mechanisms"]}


def test_of_a_world_only_what_acts_in_its_period_is_told():
    kinds = {one["kind"] for one in explanation("outlook")["policies"]}
    assert "register_outage" not in kinds
    assert not explanation("history", ["period.stop=2012-01-01"])["policies"]
    assert "shelters" in kinds


@pytest.mark.parametrize("kind", INTERVENTIONS.values(), ids=INTERVENTIONS)
def test_the_mechanisms_of_every_kind_are_found(kind):
    assert mechanisms_of(kind)


def test_a_span_of_mechanisms_is_all_of_them():
    assert mechanisms_of(Raids)[:4] == ["M28", "M29", "M30", "M31"]


def test_the_command_prints_words_or_json():
    printed = call("explain", "price_crash")
    assert printed.exit_code == 0, printed.output
    assert "Gold price and period" in printed.stdout
    assert json.loads(call("explain", "price_crash", "--json").stdout)["reference"] == "baseline"
    assert "unknown scenario 'proteccion_led_2'; did you mean" in refused("explain", "proteccion_led_2")
