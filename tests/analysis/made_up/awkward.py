"""Made-up results that are hard to draw: starts at edges, long names, one policy, many, huge values and tiny ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval
from analysis.base.words import words_in
from analysis.figures import (
    boxes,
    indices,
    indices_over_time,
    outcome,
    response_surface,
    screening,
    second_order,
    tornado,
)
from analysis.figures.audit import audit_figure
from analysis.figures.captions import Provenance
from analysis.figures.comparison import comparison_figure
from analysis.figures.expected_directions import directions_figure
from analysis.figures.routes import routes_figure
from analysis.measures.audit import audit
from analysis.measures.expected_directions import matrix
from analysis.measures.summarise import Levels, Pair
from analysis.sensitivity.discovery import Discovery
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.screening import OneAtATime
from analysis.studies.fines.arms import FINES, INSPECTIONS, arm_name
from analysis.studies.fines.figure import fines_figure
from analysis.studies.fines.measures import BARS, EXPECTED, PAID, PEOPLE, PROFIT, LastYears
from analysis.studies.formalisation.figure import formalisation_figure
from analysis.studies.interdiction.figure import operations_figure
from analysis.studies.probes.figure import probes_figure
from analysis.studies.replacement.figure import replacement_figure
from analysis.studies.replacement.measures import OUTCOMES as REPLACED
from analysis.studies.replacement.measures import recovery
from analysis.studies.stays.figure import stays_figure
from tests.analysis.made_up import audit as audits
from tests.analysis.made_up import (
    comparison,
    expected_directions,
    formalisation,
    interdiction,
    probes,
    routes,
    stays,
)
from tests.analysis.made_up import sensitivity as some
from tests.analysis.made_up.estimates import estimates

W, CAPTION = words_in(), Provenance(model_version=4, seed=4_294_967_295, scale=20)
LONG = "protection_led_280_outlook_and_a_second_policy"
SIZES = {"tiny": 1e-5, "huge": 1e5}
CROWDS = {"one policy, tiny numbers": (1, 1e-5), "ten policies, huge numbers": (10, 1e5)}

ONE = "one replicate"

type Drawn = tuple[str, Callable]
"""What is awkward, and a function that draws it."""


def of_size(pair: Pair, size: float) -> Pair:
    """Return a pair whose numbers are so many times as large."""
    return replace(pair, policy=pair.policy * size, against=pair.against * size)


def of_one(pair: Pair) -> Pair:
    """Return the first replicate of a pair."""
    return replace(pair, policy=pair.policy[:1], against=pair.against[:1], planned=1)


def crowd(make: Callable[[str], Pair], n: int, size: float = 1.0) -> list[Pair]:
    """Return policies of one reference with long names, made by name."""
    return [of_size(make(LONG if n == 1 else f"{LONG}_{k}"), size) for k in range(n)]


def of_pairs(draw: Callable, make: Callable[[str], Pair]) -> Iterator[Drawn]:
    """Yield the figure of one policy with tiny numbers, and of ten with huge ones, and of one replicate."""
    for called, (n, times) in CROWDS.items():
        yield called, lambda n=n, times=times: draw(crowd(make, n, times))
    yield ONE, lambda: draw([of_one(make("raids")), of_one(make("shelters"))])


def comparisons() -> Iterator[Drawn]:
    def draw(pairs: list[Pair]):
        return comparison_figure(pairs, CAPTION, W)

    yield from of_pairs(draw, comparison.made)
    names = [f"{LONG}_{k}" for k in range(3)]
    yield "long names in the title", lambda: draw([comparison.made(name) for name in names])
    starts = {"at the left edge": (2008, 1), "near it": (2008, 3), "at the right edge": (2011, 12)}
    for called, month in starts.items():
        pair = replace(comparison.made(), policy_start=date(*month, 1))
        yield f"start {called}", lambda pair=pair: draw([pair])


def outcomes() -> Iterator[Drawn]:
    about = {"definition": "People in sexual exploitation in bars.", "unit": "persons", "over_time": "mean"}

    def draw(pairs: list[Pair]):
        return outcome.outcome_figure(outcome.Drawn(FORMS["sexual"], about, pairs, []), CAPTION, W)

    yield from of_pairs(draw, comparison.made)


def indicators() -> Iterator[Drawn]:
    def draw(pairs: list[Pair]):
        return audit_figure(audit(pairs, audits.MANIFEST), CAPTION, W)

    yield from of_pairs(draw, lambda name: audits.made(name, audits.EFFECTS["raids"]))


def directions() -> Iterator[Drawn]:
    made = expected_directions
    raids = made.pair("raids", recruited_sexual=-10.0, cost_to_state=1e6)
    yield ONE, lambda: directions_figure(matrix([of_one(raids)], made.MANIFEST, made.TABLE), CAPTION, W)


def all_routes() -> Iterator[Drawn]:
    def draw(times: float):
        levels: Levels = routes.made(4)
        grown = replace(levels, values=levels.values * times)
        return routes_figure(grown, routes.MANIFEST, routes.FACTS, CAPTION, W)

    for size, times in SIZES.items():
        yield f"{size} numbers", lambda times=times: draw(times)


def fines() -> Iterator[Drawn]:
    def year(fine: float, inspections: float, times: float, half: float):
        expected = inspections * fine / 400
        means = {BARS: 400.0, PEOPLE: 2000.0, PROFIT: 900.0 + fine / 100, EXPECTED: expected, PAID: fine}
        sides = (0.0, -half, half)
        return {name: Interval(*(times * mean * (1.0 + side) for side in sides)) for name, mean in means.items()}

    def draw(times: float, half: float = 0.1, replicates: int = 4):
        arms = {arm_name(each, fine): year(fine, each, times, half) for each in INSPECTIONS for fine in FINES}
        world = formalisation.levels("baseline", replicates, 400.0)
        return fines_figure(LastYears(arms, year(0.0, 0.0, times, half), world), CAPTION, W)

    for size, times in SIZES.items():
        yield f"{size} numbers", lambda times=times: draw(times)
    yield ONE, lambda: draw(1.0, np.nan, 1)


def windows() -> Iterator[Drawn]:
    usual, found = formalisation.found_of(1)
    yield ONE, lambda: formalisation_figure(found, usual, CAPTION, W)


def operations() -> Iterator[Drawn]:
    for called, months, times in (("start", (0, 1, 2), 1e-5), ("end", (93, 94, 95), 1e5)):
        pair = of_size(interdiction.pair(*months), times)
        yield f"forces at the {called}", lambda pair=pair: operations_figure([pair], CAPTION, W)
    yield ONE, lambda: operations_figure([of_one(interdiction.pair(40, 41))], CAPTION, W)


def replacements() -> Iterator[Drawn]:
    dates = [date(2013 + month // 12, month % 12 + 1, 1) for month in range(60)]
    names = list(REPLACED)

    def draw(n: int, times: float, replicates: int = 3):
        policy, against = np.zeros((2, replicates, len(dates), len(names)))
        luck = 1.0 + np.arange(replicates)[:, None] / 20
        gap = -100.0 * times * luck * np.linspace(1, 0, len(dates))
        policy[:, :, names.index("true.people_in_sexual_exploitation")] = gap
        policy[:, 0, names.index("true.exits_by_removed")] = policy[:, 0, names.index("true.exits")] = 100.0 * times
        pair = Pair("removal", "held_price", dates[0], dates, names, policy, against, replicates)
        half = np.nan if replicates == 1 else 30.0
        averted = {
            (places, form, f"{LONG}_{k}"): Interval(*(times * (100 * k + side) for side in (0.0, -half, half)))
            for places in ("refilled", "not_refilled")
            for form in FORMS.values()
            for k in range(n)
        }
        return replacement_figure(pair, recovery(pair), averted, CAPTION, W)

    for called, (n, times) in CROWDS.items():
        yield called, lambda n=n, times=times: draw(n, times)
    yield "usual numbers", lambda: draw(3, 1.0)
    yield ONE, lambda: draw(3, 1.0, 1)


def sensitivities() -> Iterator[Drawn]:
    sheet = some.sheet()

    def sized(found: Estimates, times: float) -> Estimates:
        return replace(found, value=found.value * times, low=found.low * times, high=found.high * times)

    for size, times in SIZES.items():
        effects = OneAtATime(low=sized(some.EFFECTS.low, times), high=sized(some.EFFECTS.high, times))
        yield f"tornado, {size}", lambda e=effects, t=times: tornado.tornado_figure(e, some.SETTINGS, 1234 * t, sheet)
        pair = sized(some.MU, times), sized(some.SIGMA, times)
        yield f"screening, {size}", lambda pair=pair: screening.screening_figure(*pair, sheet)
        grid = some.grid(-100.0 * times, 5.0 * times)
        yield f"surface, {size}", lambda g=grid: response_surface.response_surface_figure(g, "soles", sheet)
    few = estimates([0.5, 0.001], 0.4, (LONG, "dummy"))
    yield "indices, two factors", lambda: indices.indices_figure(few, few, sheet)
    pair = estimates([0.5], 0.4, (f"{LONG} x dummy",))
    yield "second order, one pair", lambda: second_order.second_order_figure(pair, sheet)
    whole = some.by_year(0.9)
    years = replace(whole, value=whole.value[:, :2], low=whole.low[:, :2], high=whole.high[:, :2])
    yield "two years", lambda: indices_over_time.indices_over_time_figure(years, some.YEARS[:2], sheet)
    yield "no boxes", lambda: boxes.boxes_figure(Discovery([], some.FAIL, some.RANGES), sheet)


def probing() -> Iterator[Drawn]:
    for called, factors in {"nothing moves": (1.0, 1.0), "all is gone": (0.0, 0.0), "ten times": (10.0, 12.0)}.items():
        every = [probes.found(*factors, changes=f"{LONG} {k}") for k in range(9)]
        yield called, lambda every=every: probes_figure(every, CAPTION, W)
    yield ONE, lambda: probes_figure([probes.found(0.9)], CAPTION, W)


def lengths() -> Iterator[Drawn]:
    for size, times in SIZES.items():
        yield size, lambda t=times: stays_figure(stays.found(times=t), CAPTION, W)
    yield ONE, lambda: stays_figure(stays.found(1), CAPTION, W)


FAMILIES = {
    "comparison_figure": comparisons, "outcome_figure": outcomes,
    "audit_figure": indicators, "directions_figure": directions, "routes_figure": all_routes, "fines_figure": fines,
    "formalisation_figure": windows, "operations_figure": operations, "replacement_figure": replacements,
    "probes_figure": probing, "stays_figure": lengths, "sensitivity": sensitivities,
}  # fmt: skip
ALL = [(f"{family}: {what}", draw) for family, cases in FAMILIES.items() for what, draw in cases()]
