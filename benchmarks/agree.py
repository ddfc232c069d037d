"""Check that implementations of the reference workload agree: python -m benchmarks.agree [--starsim].

Prints each implementation's means over seeds, and how far they lie from idiomatic Mesa in standard errors.
"""

import argparse
from collections.abc import Callable

import numpy as np

from benchmarks import on_goldrush, on_mesa
from benchmarks.workload import Run

BURN_IN = 20


def means(run: Callable[[int, int, int], Run], *, n: int, weeks: int, seeds: range) -> dict[str, np.ndarray]:
    """Return each summary by seed."""
    rows = [run(n, weeks, seed).summary(after=BURN_IN) for seed in seeds]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def standard_scores(ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> dict[str, float]:
    """Return the difference of each mean in standard errors of the difference."""
    scores = {}
    for name, a in ours.items():
        b = theirs[name]
        error = np.sqrt(a.var(ddof=1) / a.size + b.var(ddof=1) / b.size)
        scores[name] = float((a.mean() - b.mean()) / error)
    return scores


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=2000)
    parser.add_argument("--weeks", type=int, default=156)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--starsim", action="store_true")
    options = parser.parse_args()
    runs = {"idiomatic Mesa": on_mesa.run, "goldrush": on_goldrush.run}
    if options.starsim:
        from benchmarks import on_starsim

        runs["Starsim"] = on_starsim.run
    results = {
        name: means(run, n=options.agents, weeks=options.weeks, seeds=range(1, options.seeds + 1))
        for name, run in runs.items()
    }
    reference = results["idiomatic Mesa"]
    print(f"{'':16}" + "".join(f"{name:>24}" for name in reference))
    for name, values in results.items():
        scores = standard_scores(values, reference) if values is not reference else dict.fromkeys(values, 0.0)
        print(f"{name:16}" + "".join(f"{v.mean():16.5g} ({scores[k]:+.1f})" for k, v in values.items()))


if __name__ == "__main__":
    main()
