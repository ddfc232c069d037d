"""What a scenario inherits, and what changes made by hand do to it."""

from datetime import date

import pytest

from model.scenario.content import described
from model.scenario.scenario import ScenarioError, load_scenario, parse_changes

QUESTION = 'question = "What if?"'
EXTENDS = 'extends = "baseline"'


def patrols(*lines):
    """Return the lines of one intervention."""
    return ("[[interventions]]", 'kind = "patrols"', "start = 2010-01-04", *lines)


def test_a_child_inherits_all_it_does_not_set(folder, write):
    write("child", QUESTION, EXTENDS, "[period]", "stop = 2015-01-01", "[parameters.digging]", "machines = 5")
    child = load_scenario("child", folder=folder)
    assert (child.start, child.stop) == (date(2008, 1, 1), date(2015, 1, 1))
    assert (child.parameters.digging.best_yield, child.parameters.digging.machines) == (20.0, 5)
    assert child.price == load_scenario("baseline", folder=folder).price
    assert (child.question, child.world, child.reference) == ("What if?", "baseline", "baseline")


def test_interventions_of_a_child_follow_those_of_its_parents(folder, write):
    write("parent", QUESTION, EXTENDS, *patrols("officers = 1"), *patrols("officers = 2"))
    write("child", QUESTION, 'extends = "parent"', *patrols("officers = 3"))
    child = load_scenario("child", folder=folder)
    assert [one.officers for one in child.interventions] == [1.0, 2.0, 3.0]
    assert child.reference == "baseline"


def test_quantities_of_an_intervention_are_read_with_their_units(folder, write):
    lines = ('ramp = "1 year"', 'unit_cost = "90 soles/year"', 'zones = ["river"]')
    write("child", QUESTION, EXTENDS, *patrols(*lines))
    (patrol,) = load_scenario("child", folder=folder).interventions
    assert patrol.ramp == pytest.approx(52.1775)
    assert (patrol.unit_cost, patrol.zones, patrol.joint) == (90.0, ("river",), False)


def test_a_price_that_names_its_kind_replaces_the_inherited_one_whole(folder, write):
    write("held", QUESTION, EXTENDS, "[price]", 'kind = "held"', 'held_at = "364 USD/oz"')
    write("replay", QUESTION, 'extends = "held"', "[price]", 'kind = "replay"')
    write("shock", QUESTION, 'extends = "held"', "[price]", "shock_factor = 0.5", "shock_from = 2012-01-02")
    assert load_scenario("replay", folder=folder).price == load_scenario("baseline", folder=folder).price
    shock = load_scenario("shock", folder=folder).price
    assert (shock.kind, shock.held_at, shock.shock_factor) == ("held", 364.0, 0.5)


def test_paths_start_from_the_folder_of_the_file_that_names_them(folder, write):
    mine = folder / "mine"
    mine.mkdir()
    rows = "".join(f"{year},900\n" for year in range(2005, 2022))
    (mine / "prices.csv").write_text(f"year,usd_per_oz\n{rows}")
    (mine / "parent.toml").write_text(f'{QUESTION}\n{EXTENDS}\n[price]\nkind = "csv"\ncsv = "prices.csv"')
    (mine / "child.toml").write_text(f'{QUESTION}\nextends = "parent.toml"')
    child = load_scenario("mine/child.toml", folder=folder)
    assert (child.name, child.world, child.price.end) == ("child", "baseline", date(2022, 1, 1))


def test_a_world_that_starts_from_another_carries_it_with_its_own_parameters(folder, write):
    later = ("[period]", 'starts_from = "baseline"', "start = 2021-01-01", "stop = 2030-01-01")
    write("outlook", QUESTION, EXTENDS, *later, "[parameters.digging]", "best_yield = 40")
    outlook = load_scenario("outlook", folder=folder)
    assert outlook.simulated_from == outlook.start == date(2021, 1, 1)
    assert (outlook.world, outlook.reference) == ("outlook", None)
    assert (outlook.before.name, outlook.before.stop) == ("baseline", date(2021, 1, 1))
    assert outlook.before.parameters == outlook.parameters


def test_changes_act_like_lines_of_a_file(folder, write):
    write("child", QUESTION, EXTENDS, *patrols(), *patrols())
    changes = [
        "parameters.digging.best_yield=25 g/week",
        "interventions.patrols.2.officers=0",
        "price.held_at=300 USD/oz",
        "price.kind=held",
        "period.stop=2012-01-01",
    ]
    child = load_scenario("child", folder=folder, changes=parse_changes(changes))
    assert child.parameters.digging.best_yield == 25.0
    assert [one.officers for one in child.interventions] == [2.0, 0.0]
    assert (child.price.kind, child.price.held_at, child.stop) == ("held", 300.0, date(2012, 1, 1))


STOPS = {"change": ({"period.stop": date(2009, 1, 1)}, ()), "file": ({}, ("[period]", "stop = 2009-01-01"))}


@pytest.mark.parametrize("stops", STOPS)
def test_a_period_cut_short_leaves_acts_of_the_world_out_but_no_policy_of_its_own(folder, write, stops):
    changes, lines = STOPS[stops]
    write("history", *(folder / "baseline.toml").read_text().splitlines(), *patrols())
    write("child", QUESTION, 'extends = "history"', *lines)
    assert len(load_scenario("child", folder=folder, changes=changes).interventions) == 1
    write("child", QUESTION, EXTENDS, *lines, *patrols())
    with pytest.raises(ScenarioError, match="child.toml, line .*start = 2010-01-04.*2009-01-01: it would never act"):
        load_scenario("child", folder=folder, changes=changes)


@pytest.mark.parametrize(
    "settings",
    [
        {"shock_factor": 0.5, "shock_from": "2021-01-01"},
        {"kind": "held", "held_at": "900 USD/oz", "held_from": "2021-01-04"},
        {"shock_factor": 0.5, "shock_from": "1999-01-04", "shock_until": "2000-01-03"},
        {"kind": "csv", "csv": "late.csv"},
    ],
)
def test_a_price_that_is_never_used_is_refused_however_it_arrives(folder, write, settings):
    (folder / "late.csv").write_text("month,usd_per_oz\n2021-01,900\n")
    write("in_file", QUESTION, EXTENDS, "[price]", *(f"{name} = {value!r}" for name, value in settings.items()))
    for name, where in (("in_file", "in_file.toml, line "), ("baseline", "change: ")):
        changes = {f"price.{key}": value for key, value in settings.items()} if name == "baseline" else {}
        with pytest.raises(ScenarioError, match=f"^{where}.*(it would never act; |none of its prices would be used$)"):
            load_scenario(name, folder=folder, changes=changes)


def test_the_policy_starts_where_interventions_leave_the_reference(folder, write):
    write("more", QUESTION, EXTENDS, *patrols(), *patrols("officers = 1"))
    write("own", QUESTION, 'extends = "more"', 'reference = "more"', *patrols("stop = 2011-01-03"))
    more, own = load_scenario("more", folder=folder), load_scenario("own", folder=folder)
    assert (more.policy_start(), more.own_reference) == (date(2010, 1, 4), False)
    assert (own.policy_start(), own.reference, own.own_reference) == (date(2010, 1, 4), "more", True)
    assert load_scenario("baseline", folder=folder).policy_start() is None


def test_runs_fork_where_scenarios_first_differ(folder, write):
    write("more", QUESTION, EXTENDS, *patrols())
    baseline, more = load_scenario("baseline", folder=folder), load_scenario("more", folder=folder)
    richer = load_scenario("more", folder=folder, changes={"parameters.digging.machines": 4})
    shorter = load_scenario("baseline", folder=folder, changes={"period.stop": "2009-01-01"})
    assert more.fork_date(baseline) == baseline.fork_date(more) == date(2010, 1, 4)
    assert richer.fork_date(more) == date(2000, 1, 3)
    assert shorter.fork_date(baseline) is None


def test_a_difference_older_than_the_run_shows_from_its_first_day(folder, write):
    write(
        "later",
        QUESTION,
        EXTENDS,
        *patrols(),
        "[period]",
        "simulated_from = 2011-01-03",
        "start = 2011-01-03",
    )
    later = load_scenario("later", folder=folder)
    more = load_scenario("later", folder=folder, changes={"interventions.patrols.officers": 3})
    assert more.fork_date(later) == date(2011, 1, 3)


def test_differences_are_told_in_words(folder, write):
    price = ("[price]", 'kind = "held"', 'held_at = "364 USD/oz"')
    digging = ("[parameters.digging]", "best_yield = 25")
    write("child", QUESTION, EXTENDS, *price, *digging, *patrols("officers = 4"))
    baseline, child = load_scenario("baseline", folder=folder), load_scenario("child", folder=folder)
    assert child.same_period_and_price(baseline) == [
        "price.kind: held instead of replay",
        "price.held_at: 364 instead of nothing",
    ]
    added = described(child.interventions[-1])
    assert added.startswith("patrols from 2010-01-04: ramp 0 weeks, intensity 1, officers 4 persons")
    assert child.same_period_and_price(child) == []
