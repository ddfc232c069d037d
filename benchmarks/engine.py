"""Measure what the experiment engine costs beside a bare joblib loop over the same runs.

Run ``python -m uv run python -m benchmarks.engine``. Each measurement is a process of its own; engine and bare loop
take turns, so that a machine that drifts favours neither.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import keep, markdown

ROOT = Path(__file__).resolve().parent.parent
WORLD = """
question = "What happens in the first year?"
[period]
simulated_from = 2000-01-03
start = 2000-03-01
stop = 2001-01-01
[price]
kind = "replay"
"""
EXPERIMENT = """
question = "What does the engine cost beside a bare loop over the same runs?"
scenarios = ["world.toml"]
[design]
kind = "latin_hypercube"
points = {points}
[design.factors]
"migration.bragging" = "registry"
"bars.margin" = [0.2, 0.4]
"recruitment.acceptance" = [0.1, 0.5]
[runs]
replicates = {replicates}
scale = 20
[keep]
outcomes = ["true.people_in_sexual_exploitation", "true.miners", "recorded.reta_complaints"]
"""
REPLICATES = 2


def written(folder: Path, runs: int) -> Path:
    """Write the world and an experiment of so many runs, and return the experiment's file."""
    (folder / "world.toml").write_text(WORLD)
    file = folder / "experiment.toml"
    file.write_text(EXPERIMENT.format(points=runs // REPLICATES, replicates=REPLICATES))
    return file


def engine(folder: Path, runs: int, workers: int) -> dict[str, float]:
    """Run the experiment through the engine; memory of this process before and its peak after, MB."""
    from rich.console import Console

    from benchmarks.measure import peak_memory
    from experiments.engine.backend import worker_count
    from experiments.engine.batch import Execution, local_backend
    from experiments.record.record import open_experiment

    record = open_experiment(written(folder, runs), folder / "out")
    assert record.plan.keep.names() and worker_count(-1)  # loads what is loaded late, so that only growth is counted
    how = Execution(backend=local_backend(workers), console=Console(stderr=True), quiet=True)
    before, started = peak_memory(), time.perf_counter()
    record, ended = record.run(how)
    seconds = time.perf_counter() - started
    assert ended.complete
    disk = sum(path.stat().st_size for path in (folder / "out" / "runs").iterdir())
    return {"seconds": seconds, "memory_before": before, "memory_peak": peak_memory(), "disk": disk}


def bare(folder: Path, runs: int, workers: int) -> dict[str, float]:
    """Run the same cells in a joblib loop that keeps nothing but the last month's numbers."""
    from joblib import Parallel, delayed, parallel_config

    from experiments.record.record import open_experiment

    jobs = [(job.scenario, job.cell) for job in open_experiment(written(folder, runs)).plan.jobs()]
    started = time.perf_counter()
    with parallel_config("loky", n_jobs=workers, inner_max_num_threads=1):
        for _ in Parallel(return_as="generator_unordered")(delayed(run_one)(*job) for job in jobs):
            pass
    return {"seconds": time.perf_counter() - started}


def run_one(scenario, cell):
    """Run one cell from its beginning to its end."""
    from model.goldrush import GoldRush

    model = GoldRush(scenario, seed=cell.seed, replicate=cell.replicate, scale=cell.scale).run()
    return model.series().values[-1]


def measured(what: str, runs: int, workers: int) -> dict[str, float]:
    """Return one measurement from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.engine", "--one", what, "--runs", str(runs), "--workers", str(workers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(what, runs, workers, found, file=sys.stderr)
    return found


def by_workers(runs: int, workers: int) -> dict[str, float]:
    """Return runs an hour of engine and bare loop, starts included."""
    return {what: runs / measured(what, runs, workers)["seconds"] * 3600 for what in ("engine", "bare")}


def compare(runs: int, turns: int, few: int) -> None:
    """Measure engine and bare loop in turns, then one worker against two, and keep the page."""
    share = runs // turns
    both = [(measured("engine", share, 2), measured("bare", share, 2)) for _ in range(turns)]
    ours, plain = (sum(each["seconds"] for each in side) for side in zip(*both, strict=True))
    whole = both[0][0] if turns == 1 else measured("engine", runs, 2)
    grown = whole["memory_peak"] - whole["memory_before"]
    one, two = (by_workers(few, workers) for workers in (1, 2))
    faster = two["engine"] / one["engine"]
    rows = [
        (f"engine over bare joblib loop, {runs} runs in {turns} turns each", "under 1.10", f"{ours / plain:.3f}"),
        (f"growth of the parent's memory over {runs} runs, MB", "under 100", f"{grown:.0f}"),
        (f"speed-up from one to two workers, {few} runs", "at least 1.6", f"{faster:.2f}"),
        (f"runs an hour on one worker, {few} runs: engine; bare loop", "", "{engine:,.0f}; {bare:,.0f}".format(**one)),
        (f"runs an hour on two workers, {few} runs: engine; bare loop", "", "{engine:,.0f}; {bare:,.0f}".format(**two)),
    ]
    cost = (
        f"1,000 design points of one scenario with {REPLICATES} replicates: {1000 * REPLICATES:,} runs; "
        f"{ours / plain:.3f} times a bare loop over them; {whole['disk'] / runs * 1000 * REPLICATES / 1e6:.2f} MB on "
        "disk for 3 outcomes of 10 months a run."
    )
    keep("engine", "Cost of the experiment engine", SETTING, markdown(("", "asked", "measured"), rows), cost)


SETTING = "One-year runs at scale 20, two workers on two shared cores; seconds by the clock, workers' imports included."


def main() -> None:
    """Measure what the command line asks for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=["engine", "bare"])
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--few", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    o = parser.parse_args()
    if o.one is None:
        compare(o.runs, o.turns, o.few)
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"engine": engine, "bare": bare}[o.one](Path(folder), o.runs, o.workers)))


if __name__ == "__main__":
    main()
