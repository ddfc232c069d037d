"""Long batches are light: what is not running yet is held as places, not as scenarios."""

import tracemalloc

from experiments.engine.chunks import WHOLE, groups_of, missing_chunks
from experiments.record.experiment_file import read_experiment

FILE = """
question = "How much does a plan weigh?"
scenarios = ["raids.toml"]
against = "baseline.toml"
[runs]
replicates = 10
[design]
kind = "latin_hypercube"
points = 250
[design.factors]
"migration.bragging" = "registry"
"raids.intensity" = [0.5, 1.0]
"""
CELLS = 5000
MOST = 8e6
"""Bytes for 5,000 cells: 1.6 kB a cell, where a scenario alone weighs more."""


def test_five_thousand_cells_are_a_few_megabytes(world, fake_model):
    (world / "trial.toml").write_text(FILE)
    plan = read_experiment("trial.toml").plan()
    plan.scenario(next(plan.places()))
    tracemalloc.start()
    try:
        sketches = missing_chunks(groups_of(plan, WHOLE), ())
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(len(group) for sketch in sketches for group in sketch) == CELLS
    print(f"held {held / 1e6:.1f} MB, at most {peak / 1e6:.1f} MB")
    assert held < MOST and peak < 1.5 * MOST
    assert 150 <= len(sketches) <= 300
