"""The bundle for an archive: checksums, a dictionary of every column, three readers that agree, no path of here."""

import json
import re
import subprocess

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import run
from experiments.record.record import open_experiment
from tests.stand_in import OUTCOMES

FILE = """
question = "Which number matters?"
scenarios = ["raids.toml"]
against = "baseline.toml"
[runs]
replicates = 2
[design]
kind = "latin_hypercube"
points = 3
[design.factors]
"migration.bragging" = "registry"
"raids.intensity" = [0.5, 1.0]
"dummy" = "registry"
"""
KEYS = ["cell", "point", "scenario", "date"]


def call(*words, code=0):
    result = CliRunner().invoke(run.app, ["experiment", *map(str, words)])
    assert result.exit_code == code, (result.output, result.exception)
    return result


@pytest.fixture
def trial(world, fake_model, monkeypatch):
    """Return the folder of an experiment that has been run, called by absolute paths."""
    (world / "trial.toml").write_text(FILE)
    monkeypatch.setattr("sys.argv", [f"{world}/run.py", "experiment", "run", f"{world}/trial.toml"])
    call("run", world / "trial.toml", "--jobs", 1, "--out", world / "results")
    return world


@pytest.fixture
def bundle(trial):
    call("export", "trial.toml", "--to", trial / "bundle")
    return trial / "bundle"


def numbers(frame, names=tuple(OUTCOMES)):
    """Return the numbers of a pandas frame in the order of its runs and dates."""
    keys = [key for key in KEYS if key in frame.columns]
    return frame.assign(date=pd.to_datetime(frame["date"])).sort_values(keys)[list(names)].to_numpy(float)


def readings(pattern, folder):
    """Return what pandas, polars and DuckDB read of Parquet files, as pandas frames."""
    paths = sorted(folder.glob(pattern))
    in_polars = pl.read_parquet([str(path) for path in paths])
    in_duckdb = duckdb.sql(f"select * from read_parquet('{folder}/{pattern}')")
    return [
        pd.concat([pd.read_parquet(path) for path in paths]),
        pd.DataFrame(in_polars.to_dict(as_series=False)),
        pd.DataFrame(in_duckdb.fetchall(), columns=in_duckdb.columns),
    ]


def test_checksums_verify_and_notice_a_changed_byte(bundle):
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=bundle, check=False).returncode == 0
    named = {line.split("  ")[1] for line in (bundle / "SHA256SUMS").read_text().splitlines()}
    assert named == {path.name for path in bundle.iterdir()} - {"SHA256SUMS"}
    (bundle / "design.csv").write_text("changed")
    assert subprocess.run(check, cwd=bundle, capture_output=True, check=False).returncode == 1


def test_the_dictionary_names_every_column_and_file(bundle):
    text = (bundle / "README.md").read_text()
    columns = pq.read_schema(bundle / "results.parquet").names + pq.read_schema(bundle / "cells.parquet").names
    columns += (bundle / "design.csv").read_text().splitlines()[0].split(",")
    assert {"parameters.migration.bragging", "migration.bragging", "draw", "true.bars"} <= set(columns)
    assert [name for name in columns if not re.search(rf"^\| `{re.escape(name)}` \| .*\| \S.+ \|$", text, re.M)] == []
    assert [path.name for path in bundle.iterdir() if f"`{path.name}`" not in text and path.name != "README.md"] == []


def test_three_readers_read_equal_numbers_from_the_bundle_and_from_the_store(trial, bundle):
    asked = open_experiment(trial / "trial.toml", trial / "results").table(list(OUTCOMES), "month").to_pandas()
    from_bundle, from_store = (
        readings("results.parquet", bundle),
        readings("part-*.parquet", trial / "results" / "runs"),
    )
    assert len(asked) == 2 * 3 * 2 * 36
    for frame in from_bundle:
        assert np.array_equal(numbers(frame), numbers(asked))
        assert set(frame.columns) == set(asked.columns)
        assert set(frame["parameters.migration.bragging"]) == set(asked["parameters.migration.bragging"])
    once = asked.drop_duplicates(["cell", "date"])
    for frame in from_store:
        assert np.array_equal(
            numbers(frame.drop(columns="scenario")), numbers(once.drop(columns=["scenario", "point"]))
        )


def test_the_same_numbers_stand_in_csv(trial):
    call("export", "trial.toml", "--to", "as_csv", "--format", "csv")
    call("export", "trial.toml", "--to", "as_parquet")
    text, binary = (
        pd.read_csv(trial / "as_csv" / "results.csv"),
        pd.read_parquet(trial / "as_parquet" / "results.parquet"),
    )
    assert np.array_equal(numbers(text), numbers(binary)) and list(text.columns) == list(binary.columns)


def test_no_path_of_the_machine_is_in_the_bundle(trial, bundle):
    for path in bundle.iterdir():
        content = path.read_bytes()
        for place in (str(trial), str(run.__file__).removesuffix("/run.py"), "/home/", "/root", "/tmp/"):
            assert place.encode() not in content, (path.name, place)
    assert json.loads((bundle / "manifest.json").read_text())["made"]["command"] == [
        "run.py",
        "experiment",
        "run",
        "trial.toml",
    ]


def test_a_bundle_of_a_part_says_that_it_is_one(trial, fake_model):
    call("run", "trial.toml", "--jobs", 1, "--add-replicates", 1, "--shard", "1/9")
    call("export", "results/experiments/trial", "--to", "partial")
    text = (trial / "partial" / "README.md").read_text()
    assert "PARTIAL: runs that finish quickly may differ" in text and "of 18 runs are stored" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "results"), "is there already and not an empty folder"),
        (("--to", "new", "--format", "xlsx"), "write one of parquet, csv"),
        (("--to", "new", "--out", "nowhere"), "holds no record yet; run the experiment first"),
    ],
)
def test_what_cannot_be_bundled_is_said(trial, words, said):
    result = call("export", "trial.toml", *words, code=2)
    assert said in result.stderr and not (trial / "new").exists()
