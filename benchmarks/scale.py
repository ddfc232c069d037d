"""Compare headline outcomes at scale 1, 5 and 10: python -m benchmarks.scale [--replicates 20].

The scale weights miners and pools of candidates only. An outcome passes if its mean differs from that at
scale 1 by under 5 %, or by an interval that covers zero with a half-width under 5 %.
"""

import argparse
from datetime import date

from benchmarks.replicates import in_period, ratio_interval, run_all
from benchmarks.table import keep, markdown
from model.scenario.scenario import load_scenario

OUTCOMES = {
    "miners": "true.miners",
    "people in sexual exploitation": "true.people_in_sexual_exploitation",
    "people in labour exploitation": "true.people_in_labour_exploitation",
    "bars": "true.bars",
    "recruited": "true.recruited",
    "gold": "true.gold_extracted",
}
START = date(2008, 1, 1)
TOLERANCE = 0.05


def verdict(ratio: float, half: float) -> str:
    """Say whether a ratio to scale 1 is as close as asked, and why."""
    apart = abs(ratio - 1.0)
    if apart < TOLERANCE:
        return "within 5 %"
    if apart <= half < TOLERANCE:
        return "interval covers zero"
    return "**differs**"


def rows(runs: dict[str, list], scales: list[int], stop: date) -> list[list[str]]:
    """Return a row for each outcome and larger scale."""
    table = []
    for name, outcome in OUTCOMES.items():
        by_scale = {scale: in_period(runs[str(scale)], outcome, START, stop) for scale in scales}
        finest = by_scale[scales[0]]
        for scale in scales[1:]:
            ratio, half = ratio_interval(by_scale[scale], finest)
            means = [f"{finest.mean():,.4g}", f"{by_scale[scale].mean():,.4g}"]
            table.append([name, str(scale), *means, f"{ratio - 1:+.1%} ± {half:.1%}", verdict(ratio, half)])
    return table


def main() -> None:
    """Run and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 5, 10])
    parser.add_argument("--stop", type=date.fromisoformat, default=date(2014, 1, 1))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    plan = load_scenario("baseline")
    arms = {str(scale): (plan, scale) for scale in options.scales}
    runs = run_all(arms, stop=options.stop, replicates=options.replicates, jobs=options.jobs)
    how = (
        f"`baseline`, means of {START.year} to {options.stop.year - 1}, {options.replicates} replicates, "
        f"paired by replicate; 90 % intervals over replicates, which show chance in the model only."
    )
    header = ["outcome", "scale", f"mean at scale {options.scales[0]}", "mean", "difference", "verdict"]
    keep("scale", "Scale", how, markdown(header, rows(runs, options.scales, options.stop)))


if __name__ == "__main__":
    main()
