"""The search for the number of replicates: it stops on the width, never goes beyond its cap, and wastes no run."""

import math
import re

import numpy as np
import pytest
from scipy.special import stdtrit
from typer.testing import CliRunner

import run
from experiments.base.intervals import interval
from experiments.engine.replicates import half_width, next_number, would_need
from experiments.record.record import open_experiment
from experiments.store.store import Store
from tests.experiments.processes import EXPERIMENT, parts

OUTCOME = "true.people_in_sexual_exploitation"


def until(width, first=4, most=40):
    return f'until = {{ outcome = "{OUTCOME}", half_width = {width}, first = {first}, most = {most} }}'


def carry_out(world, more, code=0, scenario=None):
    text = EXPERIMENT.format(replicates=3, more=more)
    (world / "trial.toml").write_text(text if scenario is None else text.replace('"shelters.toml"', f'"{scenario}"'))
    result = CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", "--jobs", "1"])
    assert result.exit_code == code, result.output
    return result.stderr


def replicates_of(world):
    return sorted({cell.replicate for cell in stored(world).values()})


def stored(world):
    record = open_experiment(world / "results" / "experiments" / "trial")
    plan = record.with_replicates(200).plan
    return {cell: plan.cell(place) for place, cell in plan.unique() if cell in Store(world / "results").stored()}


def found(said):
    return int(re.search(r"^(\d+) replicates: ", said, re.MULTILINE)[1])


def test_it_stops_when_the_widest_difference_is_narrow_enough(world, fake_model):
    said = carry_out(world, until(3))
    n = found(said)
    assert 4 < n < 40 and ", the 3 asked for" in said
    assert replicates_of(world) == list(range(n))
    record = open_experiment(world / "results" / "experiments" / "trial")
    assert record.replicates == n and record.status().complete
    results = record.result_array([OUTCOME])
    widths = {m: max(half_width(each) for each in differences(results, m)) for m in (n, 4)}
    assert widths[n] <= 3 < widths[4]


def differences(results, n):
    reference = results.of("baseline", OUTCOME)[0, 0, :n, 0]
    return [interval(results.of(arm, OUTCOME)[0, 0, :n, 0] - reference) for arm in ("raids", "shelters")]


def test_it_stops_at_the_first_look_where_that_is_enough(world, fake_model):
    assert found(carry_out(world, until(1e6))) == 4
    assert replicates_of(world) == [0, 1, 2, 3]


@pytest.mark.parametrize(("first", "most"), [(4, 11), (4, 4), (2, 2)])
def test_it_never_runs_more_than_its_cap_and_says_what_it_does_not_know(world, fake_model, first, most):
    said = carry_out(world, until(1e-9, first, most))
    assert found(said) == most and "NOT the 1e-09 asked for" in said
    assert replicates_of(world) == list(range(most))


def test_what_cannot_be_told_from_zero_is_said_with_what_it_would_take(world, fake_model):
    weak = (world / "raids.toml").read_text().replace("2002-01-01", "2003-11-24")
    (world / "late.toml").write_text(weak)
    said = carry_out(world, until(1e-9, 2, 2), scenario="late.toml")
    (line,) = [line for line in said.splitlines() if line.startswith("late against baseline")]
    assert re.search(r"cannot be separated with 2 replicates, would need about [\d,]+$", line), line
    needed = int(re.search(r"about ([\d,]+)", line)[1].replace(",", ""))
    said = carry_out(world, until(1e-9, 2, needed + 2), scenario="late.toml")
    lines = [line for line in said.splitlines() if " against baseline" in line]
    assert needed > 2 and len(lines) == 2 and all(line.endswith("told from zero") for line in lines), lines


def test_its_replicates_are_those_of_a_fixed_run(world, fake_model):
    n = found(carry_out(world, until(3)))
    before = parts(world / "results")
    fake_model.runs.clear()
    (world / "trial.toml").write_text(EXPERIMENT.format(replicates=n, more=""))
    result = CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", "--jobs", "1"])
    assert f"{3 * n} already stored, 0 to do" in result.stderr
    assert fake_model.runs == [] and parts(world / "results") == before


def test_the_next_number_grows_at_least_by_one_and_at_most_twofold():
    assert [next_number(4, width, 1.0) for width in (0.5, 1.01, 1.2, 9.0, math.inf, math.nan)] == [5, 5, 6, 8, 5, 5]


def test_what_it_would_need_is_about_enough_and_never_what_was_not_enough():
    chance = np.random.default_rng(3)
    asked = 0
    for mean in np.linspace(0.05, 3.0, 60):
        few = interval(chance.normal(mean, 4.0, 12))
        if few.covers_zero:
            asked += 1
            needed = would_need(few, 12)
            assert needed > 12
            spread = half_width(few) * math.sqrt(12) / stdtrit(11, 0.95)
            assert needed == 13 or abs(stdtrit(needed - 1, 0.95) * spread / math.sqrt(needed) / few.mean) < 1.1
    assert asked > 10
    assert would_need(interval(np.array([-1.0, 1.0])), 2) is None
