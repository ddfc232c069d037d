"""Print what each rule of a week costs: python -m benchmarks.profile_week --scale 10."""

import argparse
import time
from collections.abc import Callable
from datetime import date

from model import goldrush
from model.goldrush import GoldRush


def timed(rule: Callable, name: str, spent: dict[str, float]) -> Callable:
    """Return ``rule`` wrapped so that its seconds are added to ``spent``."""

    def run(*arguments):
        start = time.perf_counter()
        result = rule(*arguments)
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        return result

    return run


def profile(scenario: str, *, scale: int, start: date, weeks: int, seed: int = 1) -> dict[str, float]:
    """Return milliseconds a week by rule, from ``start`` on; "week" is the whole."""
    model = GoldRush(scenario, seed=seed, scale=scale).run_until(start)
    spent: dict[str, float] = {}
    rules, census = goldrush.WEEK, goldrush.Census
    goldrush.WEEK = tuple(timed(rule, rule.__module__.removeprefix("model."), spent) for rule in rules)
    goldrush.Census = timed(census, "census", spent)
    model.recorder.add = timed(model.recorder.add, "recorder", spent)
    begin = time.perf_counter()
    try:
        for _ in range(weeks):
            model.step()
    finally:
        goldrush.WEEK, goldrush.Census = rules, census
    spent["week"] = time.perf_counter() - begin
    print(f"{model.date}: {model.miners.n} rows of miners, {model.persons.n} persons, {model.bars.n} bars")
    return {name: seconds / weeks * 1000 for name, seconds in spent.items()}


def main() -> None:
    """Print the table, dearest rule first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="baseline")
    parser.add_argument("--scale", type=int, default=10)
    parser.add_argument("--start", type=date.fromisoformat, default=date(2011, 1, 3))
    parser.add_argument("--weeks", type=int, default=104)
    options = parser.parse_args()
    costs = profile(options.scenario, scale=options.scale, start=options.start, weeks=options.weeks)
    for name, cost in sorted(costs.items(), key=lambda item: -item[1]):
        print(f"{name:28} {cost:8.4f} ms a week {cost / costs['week']:7.1%}")


if __name__ == "__main__":
    main()
