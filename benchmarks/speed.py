"""Measure speed as ratios within one run: python -m benchmarks.speed [--repeats 3] [--quick].

Repeats are the outer loop, so that the moods of a shared machine hit all rows alike; numbers are medians.
Ratios use processor time, since everything here runs on one thread; wall time is shown beside it.
"""

import argparse
from collections import defaultdict
from statistics import median

import numpy as np

from benchmarks.measure import in_fresh_process
from benchmarks.table import keep, markdown

AGENTS, WEEKS = 50_000, 520
SIZES = (0.4, 0.8, 1.4, 2.0, 4.0, 8.0)
"""Sizes of the region, for 10,000 to 200,000 miners in 2010-2011."""
SIZE_WEEKS = 208
BREAK = 50_000

type Measured = dict[str, list[dict]]


def plan(*, quick: bool) -> dict[str, tuple[str, dict[str, float]]]:
    """Return what is measured: name -> kind and settings."""
    weeks = 104 if quick else WEEKS
    return {
        "idiomatic Mesa": ("mesa", {"agents": AGENTS, "weeks": 8 if quick else 26}),
        "Starsim, common random numbers": ("starsim", {"agents": AGENTS, "weeks": 52 if quick else 208}),
        "goldrush machinery": ("goldrush", {"agents": AGENTS, "weeks": WEEKS}),
        "baseline, scale 1": ("model", {"scale": 1, "weeks": weeks}),
        "baseline, scale 10": ("model", {"scale": 10, "weeks": weeks}),
        **{f"size {size}": ("model", {"size": size, "weeks": 52 if quick else SIZE_WEEKS}) for size in SIZES},
    }


def measure(*, repeats: int, quick: bool) -> Measured:
    """Measure everything ``repeats`` times, interleaved."""
    measured = defaultdict(list)
    for repeat in range(1, repeats + 1):
        for name, (what, settings) in plan(quick=quick).items():
            result = in_fresh_process(what, seed=repeat, **settings)
            if result:
                print(f"{repeat} {name}: {result['cpu']:.2f} s cpu, {result['wall']:.2f} s wall", flush=True)
                measured[name].append({**result, "weeks": settings["weeks"]})
    return measured


def of(measured: Measured, name: str, key: str) -> float:
    """Return a median over repeats; NaN if it was not measured."""
    return median([row[key] for row in measured[name]] or [float("nan")])


def reference_seconds(measured: Measured, key: str) -> float:
    """Return what idiomatic Mesa would need for the whole workload, from its seconds per agent step."""
    per_step = of(measured, "idiomatic Mesa", key) / of(measured, "idiomatic Mesa", "agent_steps")
    return per_step * of(measured, "goldrush machinery", "agent_steps")


def workload_table(measured: Measured) -> str:
    """Return (a): the reference workload."""
    rows = []
    per_step = {}
    for name in ("idiomatic Mesa", "Starsim, common random numbers", "goldrush machinery"):
        steps = of(measured, name, "agent_steps")
        per_step[name] = of(measured, name, "cpu") / steps * 1e9
        rows.append([name, f"{per_step[name]:.0f}", f"{of(measured, name, 'wall') / steps * 1e9:.0f}"])
    mesa, starsim, ours = per_step.values()
    rows.append(["**times idiomatic Mesa (asked: 50)**", f"**{mesa / ours:.0f}**", ""])
    rows.append(["**times Starsim (asked: 2.5)**", f"**{starsim / ours:.1f}**", ""])
    return markdown(["(a) reference workload, 50,000 agents", "ns cpu per agent-week", "ns wall"], rows)


def model_table(measured: Measured) -> str:
    """Return (b) and (d): the model against the whole workload in idiomatic Mesa."""
    mesa, mesa_wall = reference_seconds(measured, "cpu"), reference_seconds(measured, "wall")
    name = "idiomatic Mesa, workload, extrapolated by agent steps"
    rows = [[name, f"{mesa:.1f}", f"{mesa_wall:.1f}", "", "", ""]]
    for scale, asked in ((1, 20), (10, 120)):
        name = f"baseline, scale {scale}"
        weeks = of(measured, name, "weeks")
        seconds = of(measured, name, "cpu") / weeks * WEEKS
        rows.append(
            [
                f"({'b' if scale == 1 else 'd'}) {name}, 520 weeks from 2008",
                f"{seconds:.2f}",
                f"{of(measured, name, 'wall') / weeks * WEEKS:.2f}",
                f"**1/{mesa / seconds:.0f}** (1/{asked})",
                f"{of(measured, name, 'warm_up'):.2f}",
                f"{of(measured, name, 'memory'):.0f}",
            ]
        )
    header = ["model", "s cpu", "s wall", "of Mesa (asked)", "warm-up 2000-2007, s cpu", "peak memory, MB"]
    return markdown(header, rows)


def growth_table(measured: Measured) -> str:
    """Return (c): milliseconds a week against miners, a + b N below and above 50,000."""
    names = [f"size {size}" for size in SIZES]
    n = np.array([of(measured, name, "rows") for name in names])
    week = np.array([of(measured, name, "cpu") / of(measured, name, "weeks") * 1000 for name in names])
    rows = [[f"{x:,.0f}", f"{y:.2f}"] for x, y in zip(n, week, strict=True)]
    (b, a), (low, _), (high, _) = (fit(n, week, part) for part in (n > 0, n < 1.2 * BREAK, n > 0.8 * BREAK))
    rows.append(["a, ms a week (all)", f"{a:.2f}"])
    rows.append(["b, ns a miner and week (all)", f"{b * 1e6:.0f}"])
    rows.append(["b to 50,000; from 50,000", f"{low * 1e6:.0f}; {high * 1e6:.0f}"])
    rows.append(["**ratio (asked: 0.75 to 1.25)**", f"**{high / low:.2f}**"])
    return markdown(["(c) miners", "ms cpu a week"], rows)


def fit(n: np.ndarray, week: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Return slope and constant of the line through part of the points; NaN with fewer than two."""
    return np.polyfit(n[part], week[part], 1) if part.sum() > 1 else np.array([np.nan, np.nan])


def years_table(measured: Measured) -> str:
    """Return the time of each year of the run at scale 1: constant but for the number of miners."""
    years = np.median([row["by_year"] for row in measured["baseline, scale 1"]], axis=0) / 52 * 1000
    return markdown(
        ["linear in weeks", *(f"year {k}" for k in range(1, years.size + 1))],
        [["ms a week, scale 1", *(f"{y:.2f}" for y in years)]],
    )


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="fewer weeks; for a first look")
    options = parser.parse_args()
    measured = measure(repeats=options.repeats, quick=options.quick)
    quick = " Quick: fewer weeks, extrapolated." if options.quick else ""
    how = f"Medians of {options.repeats} interleaved repeats, each in a fresh process.{quick}"
    tables = (workload_table, model_table, growth_table, years_table)
    keep("speed", "Speed", how, *(table(measured) for table in tables))


if __name__ == "__main__":
    main()
