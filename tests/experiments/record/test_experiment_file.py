"""Mistakes in an experiment file: one clear message with file and line, exit 2, nothing run and nothing written."""

import re

import pytest
from typer.testing import CliRunner

import run
from experiments.design.apply_draw import apply_draw
from experiments.engine.plan import Place
from experiments.record.ensembles import load_ensemble
from experiments.record.experiment_file import read_experiment

GOOD = """
question = "What do policies change?"
scenarios = ["raids.toml", "shelters.toml"]
against = "baseline.toml"

[runs]
replicates = 2

[design]
kind = "latin_hypercube"
points = 3
seed = 4

[design.factors]
"migration.bragging" = "registry"
"raids.intensity" = [0.5, 1.0]

[keep]
resolution = "year"
"""
CSV_KIND = ('kind = "latin_hypercube"\npoints = 3', 'kind = "csv"\nfile = "points.csv"')
POSTERIOR = ('kind = "latin_hypercube"\npoints = 3', 'kind = "posterior"\npoints = 5\nfile = "points.csv"')
FACTORS = GOOD[GOOD.index("[design.factors]") : GOOD.index("[keep]")]
NO_FACTORS = (FACTORS, "")
UNTIL = 'until = { outcome = "true.bars", half_width = 1.0 }'


def attempt(world, *changes, words=("run", "--jobs", "1")):
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (world / "trial.toml").write_text(text)
    verb, *rest = words
    return CliRunner().invoke(run.app, ["experiment", verb, "trial.toml", *rest])


def refused(world, fake_model, *changes):
    """Return the message of a file that both ``check`` and ``run`` must refuse, and leave no trace of."""
    before = {path for path in world.rglob("*")} | {world / "trial.toml"}
    messages = []
    for words in (("run", "--jobs", "1"), ("check",)):
        result = attempt(world, *changes, words=words)
        assert result.exit_code == 2, (words, result.output, result.exception)
        assert "Traceback" not in result.stderr and result.stdout == ""
        messages.append(result.stderr)
    assert messages[0] == messages[1]
    assert fake_model.runs == [] and {path for path in world.rglob("*")} == before
    return messages[0]


def test_the_file_without_a_mistake_runs(world, fake_model):
    result = attempt(world)
    assert result.exit_code == 0, result.output
    assert "18 of 18 runs are stored" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("against =", "agianst =", 4, "unknown key of an experiment; did you mean 'against'"),
        ("replicates =", "replicats =", 7, "unknown key of [runs]; did you mean 'replicates'"),
        ("points =", "point =", 11, "unknown key of [design]; did you mean 'points'"),
        ("seed = 4", "second_order = true", 12, "has no effect on a design of kind latin_hypercube"),
        ("seed = 4", 'file = "points.csv"', 12, "has no effect on a design of kind latin_hypercube"),
        ('"latin_hypercube"', '"one_at_a_time"', 11, "has no effect on a design of kind one_at_a_time"),
        ('["raids.toml", "shelters.toml"]', '["raids.toml", "raids.toml"]', 3, "names raids.toml twice"),
        ("[runs]", '[set]\n"period.stop" = 2002-01-01\n[runs]', 7, "2002-01-01: it would never act"),
        ("[runs]", '[set]\n"period.stop" = 2001-01-20\n[runs]', 7, "no whole calendar month"),
        ('"raids.intensity"', '"price.as_in"', 16, "is no list of scenarios"),
        ("[keep]\nresolution", "[keep]\nresolutoin", 19, "unknown key of [keep]; did you mean 'resolution'"),
        ("[keep]", "[keeep]", 18, "did you mean 'keep'"),
        ('"year"', '"yearly"', 19, "did you mean 'year'"),
        ("latin_hypercube", "latin_hypercub", 10, "did you mean 'latin_hypercube'"),
        ("migration.bragging", "migration.braging", 15, "did you mean 'migration.bragging'"),
        ("raids.intensity", "raids.intensty", 16, "did you mean 'raids.intensity'"),
        ("[0.5, 1.0]", "[1.0, 0.5]", 16, "the range 1.0 to 0.5 is empty"),
        ("[0.5, 1.0]", "[0.5, 0.5]", 16, "the range 0.5 to 0.5 is empty"),
        ('"registry"', "[0.5, 7.0]", 15, "7 is outside 0 to 1"),
        ("[0.5, 1.0]", "[-1, 1.0]", 16, "-1"),
        ("[0.5, 1.0]", "[0.5, inf]", 16, "is not finite"),
        ("[0.5, 1.0]", "[nan, 1.0]", 16, "is not finite"),
        ("[0.5, 1.0]", "[0.5]", 16, "is no range"),
        ("[0.5, 1.0]", '["low", "high"]', 16, "is no range of numbers"),
        ("[0.5, 1.0]", '"registri"', 16, "is no range"),
        ('"raids.intensity" = [0.5, 1.0]', '"secrecy.notice" = "registry"', 16, "none of the scenarios has"),
        ('"raids.intensity"', '"parameters.migration.bragging"', 16, "the same as migration.bragging"),
        ('"raids.toml", ', '"rades.toml", ', 3, "there is no such file"),
        ('"raids.toml", ', '"raidz", ', 3, "did you mean 'raids'"),
        ('"baseline.toml"', '"baselin"', 4, "did you mean 'baseline'"),
        ('["raids.toml", "shelters.toml"]', "[]", 3, "is no list of names"),
        ('["raids.toml", "shelters.toml"]', '["baseline.toml"]', 4, "only baseline itself is given"),
        ('scenarios = ["raids.toml", "shelters.toml"]\n', "", None, "no scenarios; write"),
        ('"latin_hypercube"\npoints = 3', '"sobol_indices"\npoints = 3', 11, "is no power of two"),
        ('"latin_hypercube"\npoints = 3', '"sobol_sequence"\npoints = 100', 11, "is no power of two"),
        ("points = 3", "points = 0", 11, "is no whole number from 1"),
        ("points = 3", "points = 2.5", 11, "is no whole number from 1"),
        ("points = 3\n", "", 9, "has no points; write how many"),
        ('"latin_hypercube"\npoints = 3', '"grid"\npoints = 900000', 11, "points are too many"),
        ('kind = "latin_hypercube"\n', "", 9, "[design] has no kind"),
        (FACTORS, "", 9, "[design] has no factors"),
        ("replicates = 2", "replicates = 0", 7, "is no whole number from 1"),
        ("replicates = 2", 'theories = "familes"', 7, "did you mean 'families'"),
        ("[runs]", 'purpose = "confirm"\n[runs]', 6, "claim"),
        ("[runs]", 'purpose = "prove"\n[runs]', 6, "unknown"),
        ('against = "baseline.toml"\n\n[runs]', f"\n[runs]\n{UNTIL}", 6, "nothing is compared"),
        ("[runs]", "[runs]\n" + UNTIL.replace("true.bars", "true.barz"), 7, "did you mean 'true.bars'"),
        ("[runs]", "[runs]\n" + UNTIL.replace("1.0", "-1.0"), 7, "is no number above 0"),
        ("[runs]", "[runs]\n" + UNTIL.replace("1.0 }", "1.0, first = 9, most = 5 }"), 7, "first"),
        ("[runs]", "[runs]\n" + 'until = { outcome = "true.bars" }', 7, "has no half_width"),
        ('resolution = "year"', 'outcomes = ["true.bar"]', 19, "did you mean 'true.bars'"),
        ('resolution = "year"', "outcomes = []", 19, "is no list of names"),
        ("[runs]", '[set]\n"parameters.migration.braging" = 0.5\n[runs]', 7, "did you mean 'bragging'"),
        ("[runs]", "[set]\nparameters.migration.bragging = 7.0\n[runs]", 7, "outside 0 to 1"),
        ("question =", "# question =", None, "question"),
        ("replicates = 2", "replicates = ", 7, ""),
        ("replicates = 2", "replicates = 2\nreplicates = 3", 8, ""),
    ],
)
def test_a_mistake_is_said_with_its_line(world, fake_model, old, new, line, said):
    message = refused(world, fake_model, (old, new))
    assert said in message, message
    assert message.startswith("error: trial.toml") and message.count("error:") == 1
    assert line is None or f"trial.toml, line {line}: " in message, message


def test_every_mistake_is_said_at_once(world, fake_model):
    message = refused(world, fake_model, ("against =", "agianst ="), ("points = 3", "points = 0"), ("year", "years"))
    assert [int(line) for line in re.findall(r"trial.toml, line (\d+)", message)] == [4, 11, 19]


@pytest.mark.parametrize(
    ("kind", "lines", "said"),
    [
        (CSV_KIND, None, "there is no such file"),
        (CSV_KIND, "", "is empty"),
        (('kind = "latin_hypercube"\npoints = 3', 'kind = "csv"\nfile = 5'), None, "is no path of a file"),
        (('kind = "latin_hypercube"\npoints = 3', 'kind = "csv"\nfile = ["a"]'), None, "is no path of a file"),
        (('kind = "latin_hypercube"\npoints = 3', 'kind = "csv"\nfile = "."'), None, "is a folder"),
        (('kind = "latin_hypercube"\npoints = 3', 'kind = "csv"\nfile = "/dev/zero"'), None, "is a pipe or a device"),
        (CSV_KIND, "migration.bragging\n" + "1" * 200_000 + "\n", "line 2: field larger than field limit"),
        (CSV_KIND, "migration.bragging\n", "has no rows"),
        (CSV_KIND, "migration.braging\n0.5\n", "did you mean 'migration.bragging'"),
        (CSV_KIND, "migration.bragging,raids.intensity\n0.5,1.0\n0.5\n", "line 3 has 1 values"),
        (CSV_KIND, "migration.bragging\n0.5\nnan\n", "line 3 has a number that is not finite"),
        (CSV_KIND, "migration.bragging\n0.5\nmany\n", "line 3: 'many' is not a number"),
        (CSV_KIND, "migration.bragging\n0.5\n\n", "line 3"),
        (CSV_KIND, "migration.bragging\n0.5\n7\n", "outside 0 to 1"),
        (CSV_KIND, "migration.bragging,migration.bragging\n0.5,0.6\n", "the same as migration.bragging"),
        (CSV_KIND, "migration.bragging,weight\n0.5,1\n", "weights in a sample of a posterior only"),
        (CSV_KIND, b"migration.bragging\n\xff\xfe\n", "not a text file in UTF-8"),
        (CSV_KIND, "migration.bragging,luck\n0.5,1.5\n", "column luck: 1.5 is no whole number, 0 or more"),
        (CSV_KIND, "migration.bragging,set\n0.5,-1\n", "column set: -1 is no whole number, 0 or more"),
        (CSV_KIND, "migration.bragging,set\n0.5,99999\n", "column set: the ensemble has no set 99999; they are 0 to"),
        (POSTERIOR, "migration.bragging,luck\n0.5,1\n", "column luck: has no place in a design of kind posterior"),
        (POSTERIOR, "migration.bragging,weight\n0.5,-1\n", "weights are not negative"),
        (
            POSTERIOR,
            "migration.bragging,weight\n0.5,0\n0.6,0\n",
            "weights are not negative, and one of them is above 0",
        ),
        (POSTERIOR, "migration.bragging,weight\n0.5,nan\n", "not finite"),
        (POSTERIOR, "weight\n1\n", "no factors"),
        (POSTERIOR, "migration.bragging,weight\n", "has no rows"),
    ],
)
def test_a_mistake_in_a_file_of_points_is_said_with_its_line(world, fake_model, kind, lines, said):
    if lines is not None:
        (world / "points.csv").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    message = refused(world, fake_model, kind, NO_FACTORS)
    assert said in message, message
    assert "trial.toml, line " in message


def test_keys_of_set_and_factors_may_be_written_without_quotes(world, fake_model):
    changes = [('"migration.bragging"', "migration.bragging"), ('"raids.intensity"', "raids.intensity")]
    assert attempt(world, *changes, words=("check",)).exit_code == 0
    change = ("[runs]", "[set]\nparameters.migration.bragging = 0.5\n[runs]")
    result = attempt(world, *changes, change)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("words", [["nowhere.toml"], ["."], ["raids.toml"]])
def test_what_is_no_experiment_is_said(world, fake_model, words):
    for verb in ("run", "check", "status", "reproduce"):
        result = CliRunner().invoke(run.app, ["experiment", verb, *words])
        assert result.exit_code == 2 and "Traceback" not in result.stderr, (verb, result.output)
        assert not (world / "results").exists()


def test_a_file_of_points_may_hold_whole_numbers(world, fake_model):
    (world / "points.csv").write_text("places.road_checkpoints,migration.bragging\n2,0.5\n3,0.25\n")
    result = attempt(world, CSV_KIND, NO_FACTORS)
    assert result.exit_code == 0, result.output
    assert "12 of 12 runs are stored" in result.stderr


def test_points_may_name_their_luck_and_a_parameter_set_of_the_ensemble(world):
    (world / "points.csv").write_text("set,luck,raids.intensity\n1,0,0.5\n1,0,1\n2,1,1\n")
    attempt(world, CSV_KIND, NO_FACTORS, words=("check",))
    plan = read_experiment(world / "trial.toml").plan()
    raids = next(n for n, arm in enumerate(plan.arms) if arm.scenario.name == "raids")
    places = [Place(raids, point, 0, replicate) for replicate in (0, 1) for point in range(3)]
    assert [plan.cell(place).replicate for place in places] == [0, 0, 1, 2, 2, 3]
    first, second, third = (plan.scenario(place) for place in places[:3])
    assert first.parameters == second.parameters != third.parameters
    assert first.parameters == apply_draw(plan.arms[raids].scenario, load_ensemble().draws()[1]).parameters
