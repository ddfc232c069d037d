"""Measure one thing in this process and print it as JSON: python -m benchmarks.measure goldrush.

Kernels are compiled, and caches warm, before the clock starts. Other benchmarks call this in fresh processes.
"""

import argparse
import gc
import importlib
import json
import subprocess
import sys
import time
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

WORKLOADS = ("mesa", "starsim", "goldrush")
MODEL_START = date(2008, 1, 1)


class Clock:
    """Seconds of this process's processor, and of the wall, since it was made."""

    def __init__(self):
        """Start."""
        gc.collect()
        self.cpu, self.wall = time.process_time(), time.perf_counter()

    def read(self) -> dict[str, float]:
        """Return both times."""
        return {"cpu": time.process_time() - self.cpu, "wall": time.perf_counter() - self.wall}


def peak_memory() -> float:
    """Return the most memory that this process has held so far, MB (VmHWM of Linux; NaN elsewhere)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), float("nan"))


def workload(name: str, *, agents: int, weeks: int, seed: int) -> dict[str, float]:
    """Run the reference workload on one machinery."""
    run = importlib.import_module(f"benchmarks.on_{name}").run
    run(400, 3, 0)
    clock = Clock()
    result = run(agents, weeks, seed)
    return {**clock.read(), "agent_steps": result.agent_steps, "memory": peak_memory()}


def sized(parameters, size: float):
    """Return parameters with ``size`` times the people, room and gold, beyond declared ranges if need be."""
    origins, digging, migration = parameters.origins, parameters.digging, parameters.migration
    people = [f.name for f in fields(origins) if f.name.startswith(("workforce_", "at_risk_"))]
    return replace(
        parameters,
        origins=replace(origins, **{name: getattr(origins, name) * size for name in people}),
        digging=replace(
            digging,
            crowding_scale=digging.crowding_scale * size,
            gold_in_ground=digging.gold_in_ground * size,
        ),
        migration=replace(migration, initial_miners=migration.initial_miners * size),
    )


def model(*, scale: int, weeks: int, seed: int, size: float = 1.0) -> dict[str, float | list[float]]:
    """Run ``baseline`` from 2008 on for ``weeks`` weeks; the years before are timed apart.

    ``by_year``: processor seconds of every 52 weeks. ``rows``: mean rows of miners. ``memory``: peak, MB.
    """
    from model.goldrush import GoldRush
    from model.scenario.scenario import load_scenario

    plan = load_scenario("baseline")
    plan = replace(plan, parameters=sized(plan.parameters, size))
    GoldRush("baseline", scale=100).run_until(date(2008, 6, 2))
    before = Clock()
    world = GoldRush(plan, seed=seed, scale=scale).run_until(MODEL_START)
    warm_up = before.read()
    clock, marks, rows = Clock(), [0.0], 0
    for week in range(1, weeks + 1):
        world.step()
        rows += world.miners.n
        if week % 52 == 0:
            marks.append(clock.read()["cpu"])
    return {
        **clock.read(),
        "warm_up": warm_up["cpu"],
        "by_year": [b - a for a, b in pairwise(marks)],
        "rows": rows / weeks,
        "memory": peak_memory(),
    }


def in_fresh_process(what: str, **settings: float) -> dict | None:
    """Measure in a new Python process; None, with the reason printed, if it fails."""
    words = [f"--{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.measure", what, *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).resolve().parent.parent)
    if done.returncode:
        print(f"{what} {settings} failed: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*WORKLOADS, "model"])
    parser.add_argument("--agents", type=int, default=50_000)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    if o.what == "model":
        result = model(scale=o.scale, weeks=o.weeks, seed=o.seed, size=o.size)
    else:
        result = workload(o.what, agents=o.agents, weeks=o.weeks, seed=o.seed)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
