"""Show that the rush is grown and not planted, and what pairing saves: python -m benchmarks.rush.

Four questions: where do miners end if the price stays at its level of 2003; by how much does a permanent
+10 % price raise effort; how long does the model remember the stock it starts with; and how many fewer
replicates does a paired comparison need.
"""

import argparse
from datetime import date

import numpy as np

from analysis.base.statistics import Interval, interval, variance_reduction
from benchmarks.replicates import in_period, ratio_interval, run_all
from benchmarks.table import keep, markdown
from model.scenario.scenario import Scenario, load_scenario, scenario_names

SHOCK = 1.1
SHOCK_FROM = date(2008, 1, 7)
YEAR = (date(2012, 1, 1), date(2013, 1, 1))
AFTER = date(2015, 1, 1)
"""End of the five years after policies start, 2010 to 2014."""
POLICY_PERIOD = (date(2010, 1, 1), AFTER)
STOCKS = {"half": 0.5, "double": 2.0}
OUTCOMES = (
    "true.people_in_sexual_exploitation",
    "true.people_in_labour_exploitation",
    "true.recruited",
    "true.miners",
    "true.bars",
    "recorded.reta_victims",
)
RAIDS = "raids +10 %"


def rush_arms() -> dict[str, Scenario]:
    """Return the scenarios of the first three questions, and their baseline."""
    baseline = load_scenario("baseline")
    first = baseline.parameters.migration.initial_miners
    stocks = {
        name: load_scenario("baseline", changes={"parameters.migration.initial_miners": first * factor})
        for name, factor in STOCKS.items()
    }
    dearer = load_scenario("baseline", changes={"price.shock_from": SHOCK_FROM, "price.shock_factor": SHOCK})
    return {"baseline": baseline, "held": load_scenario("low_price_2003"), "dearer": dearer, **stocks}


def policy_arms() -> dict[str, Scenario]:
    """Return raids +10 % and every policy that is compared with ``baseline`` at its price."""
    small = {RAIDS: load_scenario("raids", changes={"interventions.raids.frequency": SHOCK})}
    baseline = load_scenario("baseline")
    loaded = {name: load_scenario(name) for name in scenario_names()}
    policies = {
        name: plan
        for name, plan in loaded.items()
        if plan.reference == "baseline" and plan.interventions and not plan.same_period_and_price(baseline)
    }
    return small | policies


def miners(runs: dict[str, list], arm: str, period: tuple[date, date] = YEAR) -> np.ndarray:
    """Return mean miners by replicate."""
    return in_period(runs[arm], "true.miners", *period)


def price_table(runs: dict[str, list]) -> str:
    """Return miners of 2012 with the price held at 2003, and the elasticity of effort."""
    ratio, half = ratio_interval(miners(runs, "held"), miners(runs, "baseline"))
    elasticity = interval(np.log(miners(runs, "dearer") / miners(runs, "baseline")) / np.log(SHOCK))
    rows = [
        ["miners in 2012, baseline", f"{miners(runs, 'baseline').mean():,.0f}"],
        ["price held at 2003, share of baseline's miners (asked: under 0.5)", f"{ratio:.3f} ± {half:.3f}"],
        [f"effort elasticity, miners of 2012 for +10 % from {SHOCK_FROM}", shown(elasticity)],
    ]
    return markdown(["grown and not planted", "in the model"], rows)


def memory_table(runs: dict[str, list]) -> str:
    """Return miners of each year as a share of baseline's, for first stocks of half and double."""
    years = range(2000, 2013)
    rows = []
    for name in STOCKS:
        spans = [(date(year, 1, 1), date(year + 1, 1, 1)) for year in years]
        shares = [ratio_interval(miners(runs, name, s), miners(runs, "baseline", s))[0] for s in spans]
        rows.append([name, *(f"{share:.2f}" for share in shares)])
    return markdown(["first miners", *map(str, years)], rows)


def pairing_table(runs: dict[str, list], arms: list[str]) -> str:
    """Return the variance-reduction factor of every policy and outcome."""
    rows = []
    for arm in arms:
        pairs = ([in_period(runs[name], o, *POLICY_PERIOD) for name in (arm, "baseline")] for o in OUTCOMES)
        rows.append([arm, *(shown(variance_reduction(*pair)) for pair in pairs)])
    return markdown(["policy", *(f"`{o}`" for o in OUTCOMES)], rows)


def shown(value: Interval) -> str:
    """Return an interval as text; an outcome that never differs has an infinite factor."""
    if np.isinf(value.mean):
        return "no difference"
    return f"{value.mean:.2f} [{value.low:.2f}, {value.high:.2f}]"


def main() -> None:
    """Run and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--scale", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    o = parser.parse_args()
    policies = policy_arms()
    arms = {name: (plan, o.scale) for name, plan in {**rush_arms(), **policies}.items()}
    runs = run_all(arms, stop=AFTER, replicates=o.replicates, jobs=o.jobs)
    how = f"Scale {o.scale}, {o.replicates} replicates; 90 % intervals show chance in the model only."
    pairing = (
        "Variance-reduction factor (Var(A) + Var(B)) / Var(A - B) of means over 2010-2014, with bootstrap "
        "intervals; asked for raids +10 %: at least 3."
    )
    tables = [price_table(runs), memory_table(runs), pairing, pairing_table(runs, list(policies))]
    keep("rush", "Rush", how, *tables)


if __name__ == "__main__":
    main()
