"""Whatever is written in a file or typed, a command does its work or ends with one message and code 2, and in time."""

import signal
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import run
from experiments.base.errors import exit_code
from experiments.record.sensitivity_file import read_sensitivity
from tests.mutations import dice_of, mutated, mutated_words

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds after which a command counts as hanging; each takes a small part of one."""
SCENARIO = """question = "What would a package change at a price of its own?"
extends = "baseline"
[period]
stop = 2015-01-01
[price]
kind = "csv"
csv = "prices.csv"
[parameters.policing]
found = 0.7
[theory]
recruiters = "families"
[[interventions]]
kind = "interdiction"
start = 2010-01-04
stop = 2012-01-02
ramp = "26 weeks"
zones = ["roadside", "river"]
[portfolio]
levers = "levers.toml"
start = 2010-01-04
yearly = "2_000_000 soles/year"
when_short = "queue"
"""
LEVERS = """[[levers]]
kind = "raids"
frequency = 2.0
[[levers]]
kind = "shelters"
ramp = "26 weeks"
places = "40 persons"
building = "region_specialised"
"""
EXPERIMENT = """question = "What do raids change?"
scenarios = ["raids", "scenario.toml"]
against = "baseline"
[set]
"period.stop" = 2013-01-01
"raids.intensity" = 0.5
[design]
kind = "latin_hypercube"
points = 4
[design.factors]
"policing.found" = "registry"
"raids.frequency" = [1.5, 4.0]
"theory.decision_rule" = "registry"
dummy = "registry"
[runs]
replicates = 2
until = { outcome = "true.bars", half_width = 2.0, most = 9 }
[keep]
resolution = "year"
outcomes = ["true.bars", "recorded.reta_complaints"]
"""
FROM_FILE = """question = "What do raids change?"
scenarios = ["raids"]
against = "baseline"
[design]
kind = "posterior"
points = 4
file = "points.csv"
"""
SCENARIO_OF_EXPERIMENT = 'question = "And shelters?"\nextends = "shelters"\n'
PRICES = "month,usd_per_oz\n" + "".join(f"{y}-{m:02d},{900 + y}.5\n" for y in range(2008, 2016) for m in range(1, 13))
POINTS = "policing.found,raids.frequency,weight\n0.5,2,1\n0.6,3,0.5\n0.7,1,2\n"
SENSITIVITY = (ROOT / "examples/sensitivity/levers_and_assumptions.toml").read_text(encoding="utf-8")
TOGETHER = (ROOT / "examples/sensitivity/levers_together.toml").read_text(encoding="utf-8")
EXPLAIN = ["explain", "raids", "--set", "raids.frequency=3", "--set", "period.stop=2012-01-01"]
FILES = {
    "scenario": ({"scenario.toml": SCENARIO, "levers.toml": LEVERS, "prices.csv": PRICES}, "scenario.toml"),
    "levers": ({"levers.toml": LEVERS, "scenario.toml": SCENARIO, "prices.csv": PRICES}, "scenario.toml"),
    "prices": ({"prices.csv": PRICES, "scenario.toml": SCENARIO, "levers.toml": LEVERS}, "scenario.toml"),
    "experiment": ({"trial.toml": EXPERIMENT, "scenario.toml": SCENARIO_OF_EXPERIMENT}, "trial.toml"),
    "experiment from a file": ({"trial.toml": FROM_FILE, "points.csv": POINTS}, "trial.toml"),
    "points": ({"points.csv": POINTS, "trial.toml": FROM_FILE}, "trial.toml"),
    "sensitivity": ({"study.toml": SENSITIVITY, "levers_together.toml": TOGETHER}, "study.toml"),
}
"""Files by what is mutated: the first of them is. The last word is the file that the command reads."""
KINDS = (*FILES, "command line")
FORGIVING = ("levers", "points", "sensitivity")
"""Kinds in which many mistakes change nothing that is wrong, such as one in a comment."""
FEW, MANY = 40, 300
"""Mistakes of each kind: about 10 s in all, and 2,400 in about a minute on one core."""


def ended(kind, words):
    """Return the exit code of a command on a file, and what it said; a traceback fails the test."""
    if kind == "sensitivity":
        return _read(*words)
    verb = ["explain"] if kind in ("scenario", "levers", "prices") else ["experiment", "status"]
    result = CliRunner().invoke(run.app, words if kind == "command line" else [*verb, *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stderr


def _read(path):
    """Read a sensitivity file, as its command does before it runs anything."""
    try:
        read_sensitivity(path, quick=True).most_runs()
    except Exception as error:
        if (code := exit_code(error)) is None:
            raise
        return code, f"error: {error}"
    return 0, ""


def attempt(kind, seed, folder):
    """Make one mistake at random and return how the command ended."""
    dice = dice_of(kind, seed)
    if kind == "command line":
        return ended(kind, mutated_words(EXPLAIN, dice))
    files, read = FILES[kind]
    for number, (name, text) in enumerate(files.items()):
        new = mutated(text, dice) if not number else text
        (folder / name).write_bytes(new.encode("utf-8", "surrogatepass"))
    return ended(kind, [read])


def attempts(kind, seeds, folder):
    """Return how many of the mistakes of some seeds ended with each exit code."""
    signal.signal(signal.SIGALRM, _hangs)
    codes = Counter()
    for seed in seeds:
        signal.alarm(PATIENCE)
        try:
            code, said = attempt(kind, seed, folder)
        except BaseException as error:
            raise AssertionError(f"{kind}, seed {seed}: {type(error).__name__}: {error}") from error
        finally:
            signal.alarm(0)
        assert code in (0, 2), (kind, seed, code, said)
        assert code == 0 or said.strip(), (kind, seed)
        codes[code] += 1
    return codes


def _hangs(*_):
    raise TimeoutError(f"no end after {PATIENCE} seconds")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_a_mistake_is_accepted(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files, read = FILES.get(kind, ({}, ""))
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert ended(kind, [read] if files else EXPLAIN) == (0, "")


@pytest.mark.parametrize("kind", KINDS)
def test_mistakes_end_with_a_message(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    codes = attempts(kind, range(FEW), tmp_path)
    assert codes[2] > 0 and (codes[0] > 0 or kind not in FORGIVING), codes


@pytest.mark.science
@pytest.mark.parametrize("kind", KINDS)
def test_many_mistakes_end_with_a_message_and_some_are_none(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    codes = attempts(kind, range(1000, 1000 + MANY), tmp_path)
    assert codes[0] > 0 and codes[2] > 0, codes
