"""Portfolios in scenario files: how they are found and read, and what the reader says about mistakes."""

from datetime import date

import pytest

from model.scenario.content import described
from model.scenario.portfolio import Portfolio
from model.scenario.scenario import SCENARIOS, ScenarioError, load_scenario, portfolio_names, scenario_names

HEAD = ('question = "What if?"', 'extends = "baseline"')
START, YEARLY = "start = 2010-01-04", 'yearly = "2_000_000 soles/year"'
TABLE = ("[portfolio]", 'levers = "some"', START, YEARLY)
BUDGETS, WORLDS = (2, 20, 280), {"": "baseline", "_outlook": "outlook"}
FUNDED = ("enforcement_led", "protection_led", "prevention_led", "integrity_led", "balanced")


@pytest.fixture
def lists(folder):
    """Return a function that writes a list of levers into the folder of portfolios; it holds one called some."""
    place = folder / "portfolios" / "levers"
    place.mkdir(parents=True)

    def write_list(name, *lines):
        (place / f"{name}.toml").write_text("\n".join(lines))

    write_list("some", "[[levers]]", 'kind = "patrols"', "officers = 4", "[[levers]]", 'kind = "patrols"', "ramp = 8")
    return write_list


@pytest.fixture
def mistake(folder, write, lists):
    """Return a function that writes a scenario with these lines and returns its one mistake."""

    def found(*lines):
        write("trial", *HEAD, *lines)
        with pytest.raises(ScenarioError) as error:
            load_scenario("trial", folder=folder)
        (line,) = str(error.value).splitlines()
        return line

    return found


def test_a_portfolio_is_read_with_its_list_and_stands_last(folder, write, lists):
    write("trial", *HEAD, *TABLE, 'when_short = "queue"')
    (portfolio,) = load_scenario("trial", folder=folder).interventions
    assert isinstance(portfolio, Portfolio)
    assert (portfolio.yearly, portfolio.when_short, portfolio.start) == (2e6, "queue", date(2010, 1, 4))
    assert [(lever.officers, lever.ramp, lever.start) for lever in portfolio.levers] == [
        (4.0, 0.0, date(2010, 1, 4)),
        (2.0, 8.0, date(2010, 1, 4)),
    ]


def test_ministries_divide_a_portfolio_s_money_and_are_told_apart(folder, write, lists):
    write("trial", *HEAD, *TABLE, "ministries = { women = 0.4, interior = 0.5, tourism = 0.1 }")
    write("undivided", *HEAD, *TABLE)
    divided, undivided = (load_scenario(name, folder=folder) for name in ("trial", "undivided"))
    assert divided.interventions[-1].ministries == (("interior", 0.5), ("women", 0.4), ("tourism", 0.1))
    assert divided.fingerprint() != undivided.fingerprint()
    assert "interior 0.5 and women 0.4" in described(divided.interventions[-1])


def test_a_change_by_hand_reaches_the_cap_and_decides_the_results(folder, write, lists):
    write("trial", *HEAD, *TABLE)
    usual = load_scenario("trial", folder=folder)
    richer = load_scenario("trial", folder=folder, changes={"portfolio.yearly": "3000000 soles/year"})
    assert richer.interventions[-1].yearly == 3e6
    assert richer.fingerprint() != usual.fingerprint()
    assert "yearly 3,000,000 soles/year" in described(richer.interventions[-1])


def test_a_table_called_by_a_kind_changes_the_levers_of_that_kind_in_the_file_and_by_hand(folder, write, lists):
    write("trial", *HEAD, *TABLE)
    write("halved", *HEAD, *TABLE, "patrols.intensity = 0.5")
    halved = load_scenario("halved", folder=folder)
    by_hand = load_scenario("trial", folder=folder, changes={"portfolio.patrols.intensity": 0.5})
    assert [lever.intensity for lever in halved.interventions[-1].levers] == [0.5, 0.5]
    assert by_hand.fingerprint() == halved.fingerprint() != load_scenario("trial", folder=folder).fingerprint()


def test_a_portfolio_is_found_by_name_in_its_folder_and_can_be_a_reference(folder, write, lists):
    (folder / "portfolios" / "tried.toml").write_text("\n".join((*HEAD, *TABLE)))
    write("child", HEAD[0], 'extends = "tried"', 'reference = "tried"', "[portfolio]", 'yearly = "5 soles/year"')
    child = load_scenario("child", folder=folder)
    assert (child.reference, child.interventions[-1].yearly) == ("tried", 5.0)
    assert portfolio_names(folder) == ["tried"]
    assert "tried" not in scenario_names(folder)


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        (("[portfolio]", 'levers = "sme"', START, YEARLY), "levers", "unknown list of levers; did you mean 'some'?"),
        (("[portfolio]", 'levers = "no.toml"', START, YEARLY), "levers", "there is no such file"),
        (
            ("[portfolio]", "levers = 3", START, YEARLY),
            "levers",
            'levers = "my_levers.toml": a file in which every lever',
        ),
        (("[portfolio]", START, YEARLY), "", 'is a table [[levers]] with kind = "raids" and what it sets'),
        (("[portfolio]", "levers = [{kind = 'raids'}]", START, YEARLY), "levers", "stands in a file of its own"),
        (("[portfolio]", "levers = 3", START, YEARLY), "levers", "is not the name of a list of levers"),
        (("[portfolio]", START, YEARLY), "", '[portfolio] has no levers; write levers = "protection_led"'),
        (("[portfolio]", 'levers = "some"', YEARLY), "", "[portfolio] has no start"),
        (("[portfolio]", 'levers = "some"', START), "", "[portfolio] has no yearly"),
        ((*TABLE[:3], 'yearly = "-1 soles/year"'), "yearly", "outside 0 to 2,000,000,000"),
        ((*TABLE[:3], "yearly = 2000000"), "yearly", 'write "2000000 soles/year"'),
        ((*TABLE[:2], YEARLY, "start = 2021-01-01"), "start", "outside the period, 2000-01-03 to 2021-01-01"),
        ((*TABLE[:2], YEARLY, "start = 1999-01-04"), "start", "outside the period, 2000-01-03"),
        ((*TABLE, "stop = 2009-01-05"), "stop", "is not after the start"),
        ((*TABLE, 'when_short = "queu"'), "when_short", "did you mean 'queue'?"),
        ((*TABLE, "yaerly = 3"), "yaerly", "unknown key in [portfolio]; did you mean 'yearly'?"),
        ((*TABLE, "ministries = { interior = 0.5 }"), "ministries", "the shares add up to 0.5; they must add up to 1"),
        ((*TABLE, "ministries = { interiour = 1.0 }"), "ministries.interiour", "did you mean 'interior'?"),
        ((*TABLE, "ministries = { women = 1.5 }"), "ministries.women", "is no share; write a number above 0"),
        ((*TABLE, "removal.intensity = 0.5"), "removal", "the list of levers has no removal; known: patrols"),
        ((*TABLE, "patrols.start = 2010-01-04"), "patrols.start", "unknown setting of patrols in a portfolio"),
        ((*TABLE, "patrols.intensity = -1"), "patrols.intensity", "outside 0"),
        (("portfolio = 3",), "", "is not a table"),
    ],
)
def test_a_mistake_is_named_once_with_file_and_key(mistake, lines, place, message):
    found = mistake(*lines)
    assert found.startswith("trial.toml, line ")
    assert f"portfolio{place and '.' + place}" in found
    assert message in found


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("[[levers]]", 'kind = "patrol"'), "unknown kind of intervention"),
        (("[[levers]]", 'kind = "patrols"', "officers = 99"), "levers[1].officers = 99: 99 persons is outside"),
        (("[[levers]]", 'kind = "patrols"', START), "a list of levers has no dates"),
        (("",), "holds no lever; begin each with [[levers]]"),
        (("[[lever]]", 'kind = "patrols"'), "unknown key; did you mean 'levers'?"),
        (("[[levers",), "not valid TOML"),
    ],
)
def test_a_mistake_in_the_list_is_named_with_the_list(folder, write, lists, lines, message):
    lists("some", *lines)
    write("trial", *HEAD, *TABLE)
    with pytest.raises(ScenarioError) as error:
        load_scenario("trial", folder=folder)
    assert "some.toml" in str(error.value)
    assert message in str(error.value)


def test_a_lever_beside_the_portfolio_would_stand_outside_the_cap(mistake):
    found = mistake(*TABLE, "[[interventions]]", 'kind = "patrols"', START)
    assert "interventions[1].kind" in found
    assert "is a lever of the portfolio too; here it stands outside the cap" in found


def test_measures_of_the_world_may_be_of_the_same_kind(folder, write, lists):
    text = (folder / "baseline.toml").read_text()
    (folder / "baseline.toml").write_text(f'{text}\n[[interventions]]\nkind = "patrols"\n{START}\n')
    write("trial", *HEAD, *TABLE)
    assert [one.kind for one in load_scenario("trial", folder=folder).interventions] == ["patrols", "portfolio"]


def test_the_portfolios_of_the_project_are_at_equal_budgets_in_both_worlds():
    names = {f"{name}_{budget}{ending}" for name in FUNDED for budget in BUDGETS for ending in WORLDS}
    assert set(portfolio_names()) == names
    assert {path.stem for path in (SCENARIOS / "portfolios" / "levers").glob("*.toml")} == set(FUNDED)


@pytest.mark.parametrize("ending", WORLDS)
@pytest.mark.parametrize("name", FUNDED)
def test_a_portfolio_of_the_project_differs_from_its_world_by_the_portfolio_alone(name, ending):
    plans = [load_scenario(f"{name}_{budget}{ending}") for budget in BUDGETS]
    world = load_scenario(WORLDS[ending])
    assert [plan.interventions[-1].yearly for plan in plans] == [budget * 1e6 for budget in BUDGETS]
    assert len({plan.interventions[-1].levers for plan in plans}) == 1
    for plan in plans:
        assert plan.reference == world.name
        assert plan.interventions[:-1] == world.interventions
        assert all(lever.ramp > 0 for lever in plan.interventions[-1].levers)
        assert plan.fork_date(world) == plan.interventions[-1].start
