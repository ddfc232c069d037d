"""What the reader of scenario files says when something is wrong."""

import pytest

from model.scenario.scenario import ScenarioError, load_scenario, parse_changes

QUESTION = 'question = "What if?"'
EXTENDS = 'extends = "baseline"'


@pytest.fixture
def mistakes(folder, write):
    """Return a function that writes a scenario on the baseline and returns its mistakes, a line each."""

    def found(*lines, changes=None):
        write("trial", QUESTION, EXTENDS, *lines)
        with pytest.raises(ScenarioError) as error:
            load_scenario("trial", folder=folder, changes=changes)
        return str(error.value).splitlines()

    return found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("best_yeild = 20", "yeild = 20: unknown parameter of digging; did you mean 'best_yield'?"),
        ('best_yield = "20 g/day"', "wrong unit 'g/day'; write a number in g/week"),
        ("best_yield = 90", "90 g/week is outside 10 to 80, the range given by field-study"),
        ("best_yield = nan", "not a finite number"),
        ("best_yield = true", "not a number"),
        ("best_yield = [20]", "not a number"),
        ("living_cost = 100", 'needs its unit; write "100 soles/week"'),
        ("machines = 2.5", "2.5 is not a whole number"),
        ("luck_share.high = 1", "is a table, but a single value is wanted"),
    ],
)
def test_a_bad_parameter_is_named_with_its_line_and_what_would_be_right(mistakes, line, message):
    (found,) = mistakes("[parameters.digging]", line)
    assert found.startswith("trial.toml, line 4: parameters.digging.")
    assert message in found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("oficers = 3", "unknown setting of patrols; did you mean 'officers'?"),
        ("officers = 11", "outside 0 to 10, the assumed range"),
        ("intensity = -1", "outside 0 or more"),
        ('ramp = "6 parsecs"', "wrong unit 'parsecs'; write a number in weeks"),
        ("unit_cost = 80", 'write "80 soles/year"'),
        ('zones = ["raod"]', "'raod' is none of the options; did you mean 'road'?"),
        ('zones = "road"', "not a list"),
        ('zones = ["road", "road"]', "given twice"),
        ("zones = [{a = 1}]", "is a table"),
        ('joint = "yes"', "neither true nor false"),
        ("stop = 2010-01-04", "2010-01-04 is not after the start"),
        ("stop = 2011-02-29", "no day of the calendar"),
        ("stop = 2011-01-01T10:00:00", "write the date alone, 2011-01-01"),
    ],
)
def test_a_bad_setting_of_an_intervention_is_named(mistakes, line, message):
    (found,) = mistakes("[[interventions]]", 'kind = "patrols"', "start = 2010-01-04", line)
    assert found.startswith("trial.toml, line 6: interventions[1].")
    assert message in found


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        (('kind = "patrol"',), 4, "unknown kind of intervention; did you mean 'patrols'?"),
        (("kind = 5",), 4, "unknown kind of intervention"),
        (("start = 2010-01-04",), 3, "has no kind"),
        (('kind = "patrols"',), 3, "has no start"),
        (('kind = "patrols"', "start = 2030-01-01"), 5, "not before the end of the period, 2021-01-01"),
        (('kind = "patrols"', "start = 1999-01-01"), 5, "before 2000-01-03"),
    ],
)
def test_an_intervention_without_kind_or_usable_start_is_refused(mistakes, entry, line, message):
    (found,) = mistakes("[[interventions]]", *entry)
    assert found.startswith(f"trial.toml, line {line}: ")
    assert message in found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("start = 2010-02-30", 'period.start = "2010-02-30": is no day of the calendar'),
        ("start = 2010-2-3", "write year-month-day"),
        ("start = 1999-01-01", "before the simulation begins"),
        ("simulated_from = 1999-01-01", "before 2000-01-03, the first week"),
        ("stop = 2008-01-01", "not after the start"),
        ("stop = 2008-01-31", "no whole calendar month lies between 2008-01-01 and 2008-01-31"),
        ("stop = 9999-12-31", "is after 2200-01-01"),
        ("start = 2020-12-02", "stop on 2021-02-01 or later"),
        ('starts_from = ""', "not the name of a scenario"),
        ("end = 2012-01-01", "unknown key in [period]"),
        ('starts_from = "histroy"', "unknown scenario 'histroy'"),
        ('starts_from = "baseline"\nstart = 2022-01-01\nstop = 2023-01-01', "no state for the start"),
    ],
)
def test_an_impossible_period_is_refused(mistakes, line, message):
    (found,) = mistakes("[period]", line)
    assert found.startswith("trial.toml, line 4: period.")
    assert message in found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('kind = "repaly"', "did you mean 'replay'?"),
        ("held_at = 364", 'write "364 USD/oz"'),
        ('held_at = "364 USD/oz"', 'is for kind "held"'),
        ('kind = "held"', "held_at is missing"),
        ("shock_factor = 0.5", "shock_from is missing"),
        ('kind = "csv"\ncsv = "no.csv"', '"no.csv": there is no such file'),
        ('kind = "csv"\ncsv = "gap.csv"', "2009-02 is missing"),
        ('kind = "csv"\ncsv = "short.csv"', "ends before 2009-02-01, but the period on 2021-01-01"),
    ],
)
def test_a_bad_price_is_refused(folder, mistakes, line, message):
    (folder / "gap.csv").write_text("month,usd_per_oz\n2009-01,900\n2009-03,900\n")
    (folder / "short.csv").write_text("month,usd_per_oz\n2009-01,900\n")
    (found,) = mistakes("[price]", line)
    assert message in found


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("intervention = []", "unknown key; did you mean 'interventions'?"),
        ("schema_version = 2", "reads schema_version = 1"),
        ('reference = "basline"', "unknown scenario 'basline'; did you mean 'baseline'?"),
        ('reference = "trial"', "names the scenario itself"),
        ("reference = 5", "not the name of a scenario"),
        ("period = 2010", "is not a table"),
        ('interventions = "patrols"', "not a list of interventions"),
        ("[interventions.patrols]", "begin each with [[interventions]]"),
        ("[parameters.diging]", "unknown parameter group; did you mean 'digging'?"),
    ],
)
def test_a_wrong_key_is_refused(mistakes, line, message):
    (found,) = mistakes(line)
    assert found.startswith("trial.toml, line 3: ")
    assert message in found


@pytest.mark.parametrize(("question", "line"), [('question = "No question."', "line 1: "), ("", "")])
def test_every_file_opens_with_its_own_question(folder, write, question, line):
    write("trial", question, EXTENDS)
    with pytest.raises(ScenarioError, match=f"trial.toml.*{line}.*question"):
        load_scenario("trial", folder=folder)


def test_all_mistakes_come_at_once_each_with_its_line(mistakes):
    found = mistakes(
        "schema_version = 3",
        "",
        "[period]",
        "start = 2010-02-30    # an impossible date",
        "[parameters.digging]",
        "best_yield = 20 g/week",
        "machines = 3",
        "machines = 4",
        'luck_share = "200 %"',
        "[[interventions]]",
        'kind = "patrols"',
        "start = 2010-01-04",
        "zones = [",
        '    "raod",',
        "]",
        "oficers = 3",
    )
    places = [line.partition(":")[0] for line in found]
    assert places == [f"trial.toml, line {n}" for n in (3, 6, 8, 10, 11, 15, 18)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("best_yield = 20 g/week", 'in quotes: "20 g/week"'),
        ("best_yield = ", "not valid TOML"),
        ("best yield = 20", "not valid TOML"),
    ],
)
def test_text_that_is_not_toml_is_shown_with_its_line(mistakes, line, message):
    (found,) = mistakes("[parameters.digging]", line)
    assert found.startswith(f"trial.toml, line 4: {line.strip()}: ")
    assert message in found


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("question = “What if?”", 'question = "What if?"'),
        ("question = „What if?“  # said so", 'question = "What if?"  # said so'),
        ("question = «What if that\u2019s so?»", 'question = "What if that\u2019s so?"'),
        ("question = \u2018What if?\u2019", "question = 'What if?'"),
        ("question\u00a0= 'What if?'", "question = 'What if?'"),
    ],
)
def test_characters_of_word_processors_are_named_with_what_is_right(folder, write, line, right):
    with pytest.raises(ScenarioError) as error:
        load_scenario(write("trial", line, EXTENDS), folder=folder)
    (found,) = str(error.value).splitlines()
    assert found.startswith("trial.toml, line 1: ") and "typographic" in found
    assert found.endswith(f"write plain ones: {right}")
    assert load_scenario(write("trial", right, EXTENDS), folder=folder).name == "trial"


def test_a_dash_in_a_date_and_a_backslash_in_a_path_are_named(mistakes):
    (found,) = mistakes("[period]", "stop = 2015\u201301\u201301")
    assert found.endswith("write plain ones: stop = 2015-01-01")
    (found, *_) = mistakes("[price]", 'kind = "csv"', 'csv = "C:\\gold\\prices.csv"')
    assert "line 5" in found and "in a path write / instead of" in found


def test_an_empty_file_is_named_and_told_what_to_extend(folder, write):
    with pytest.raises(ScenarioError) as error:
        load_scenario(write("trial"), folder=folder)
    question, period = str(error.value).splitlines()
    assert question.startswith("trial.toml: no question") and period.startswith("trial.toml: ")
    assert period.endswith('build it on a world: extends = "baseline"')


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("best_yield = 1" + "0" * 400, "line 4: parameters.digging.best_yield: a whole number is too long"),
        ("best_yield = 0x" + "f" * 5000, "line 4: parameters.digging.best_yield: a whole number is too long"),
        ("best_yield = [1" + "0" * 400 + "]", "a whole number is too long"),
        ("best_yield = " + "9" * 5000, "a whole number is too long"),
        ("best_yield = " + "[" * 5000 + "]" * 5000, "too deep inside one another"),
        (".".join("a" * 30) + " = 1", "too deep inside one another"),
    ],
)
def test_a_value_beyond_all_bounds_is_refused(mistakes, line, message):
    (found,) = mistakes("[parameters.digging]", line)
    assert found.startswith("trial.toml") and message in found and len(found) < 300


def test_a_list_where_a_word_is_wanted_is_named_beside_a_portfolio(mistakes, folder):
    (folder / "mine.toml").write_text('[[levers]]\nkind = "patrols"\n')
    portfolio = ["[portfolio]", 'levers = "mine.toml"', "start = 2010-01-04", 'yearly = "1000 soles/year"']
    (found,) = mistakes(*portfolio, "[[interventions]]", "kind = [nan, nan]", "start = 2010-01-04")
    assert "line 8: interventions[1].kind = [nan, nan]: unknown kind of intervention" in found


def test_lines_are_found_in_a_file_with_many_mistakes_and_long_values(mistakes):
    lists = [
        f"[[interventions]]\nkind = \"patrols\"\nstart = 2010-01-04\nzones = [\n  'road',\n  '{n}',\n]"
        for n in range(60)
    ]
    found = mistakes(*lists, '[period]\nend = """\n[not.a.table]\n"""')
    assert [int(line.split("line ")[1].split(":")[0]) for line in found] == [6 + 7 * n for n in range(60)] + [424]


def test_a_missing_file_and_an_unknown_scenario_are_told_apart(folder):
    with pytest.raises(ScenarioError, match=r"unknown scenario 'basline'; did you mean 'baseline'\?"):
        load_scenario("basline", folder=folder)
    with pytest.raises(ScenarioError, match=r"mine/basline.toml: there is no such file; did you mean 'base"):
        load_scenario("mine/basline.toml", folder=folder)


def test_a_file_that_is_no_text_is_refused(folder):
    (folder / "trial.toml").write_bytes(b"\xff\xfe\x00q")
    with pytest.raises(ScenarioError, match="not a text file"):
        load_scenario("trial", folder=folder)


def test_a_missing_parent_does_not_hide_other_mistakes(folder, write):
    write("trial", QUESTION, 'extends = "basline"', "[parameters.digging]", "best_yield = 90")
    with pytest.raises(ScenarioError) as error:
        load_scenario("trial", folder=folder)
    first, second = str(error.value).splitlines()
    assert "line 2: extends" in first
    assert "did you mean 'baseline'?" in first
    assert "line 4: parameters.digging.best_yield" in second


def test_scenarios_that_extend_each_other_are_refused(folder, write):
    write("first", QUESTION, 'extends = "second"')
    write("second", QUESTION, 'extends = "first"')
    with pytest.raises(ScenarioError, match="second.toml, line 2: .*circle: first extends second ext"):
        load_scenario("first", folder=folder)


def test_a_mistake_in_an_inherited_file_names_that_file(folder, write):
    write("parent", QUESTION, EXTENDS, "[parameters.digging]", "best_yield = 90")
    write("child", QUESTION, 'extends = "parent"')
    with pytest.raises(ScenarioError, match="^parent.toml, line 4: "):
        load_scenario("child", folder=folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("parameters.digging.best_yeild=20", "did you mean 'best_yield'?"),
        ("parameters.digging.best_yield=20 g/day", "wrong unit 'g/day'"),
        ("interventions.patrol.intensity=0.5", "no intervention 'patrol'; did you mean 'patrols'?"),
        ("interventions.patrols.intensity=0.5", "say which, such as interventions.patrols.2.intensity"),
        ("interventions.patrols.3.intensity=0.5", "has 2 of kind 'patrols'"),
        ("interventions.patrols", "write KEY=VALUE"),
        ("interventions.patrols=3", "names no setting"),
        ("question=Why?", "cannot be changed"),
    ],
)
def test_a_bad_change_is_refused_like_a_line_of_a_file(folder, write, change, message):
    patrols = ("[[interventions]]", 'kind = "patrols"', "start = 2010-01-04")
    write("trial", QUESTION, EXTENDS, *patrols, *patrols)
    with pytest.raises(ScenarioError) as error:
        load_scenario("trial", folder=folder, changes=parse_changes([change]))
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1
