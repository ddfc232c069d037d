"""What the page says of two policies, from its data alone; ``page/js`` computes the same in the browser.

With ``z`` the terms of a policy: the logarithm of the ratio to the baseline is normal with mean ``z'm`` and a variance
of four parts: ``z^2`` times the variances between theories, between parameter sets and by chance, and ``z'Ez`` of the
doubt about ``m``, which fitting leaves. Chance has a further part, as even under a weak policy paths part: a variance
times the sum of squared sliders, the first terms, to a power. Two policies are compared in one world: by the difference
of their terms, so that the same policy twice differs by nothing and all they share cancels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from analysis.explore.terms import Terms

LEVEL = 0.9
WIDTH = float(ndtri(0.5 + LEVEL / 2))
TOLD = (0.05, 0.95)
"""Probability of being lower between which the page cannot tell."""
SURE = 0.9
"""Probability of a direction from which a rule of decision is said to hold it."""
PARTS = ("theory", "parameters", "chance", "emulator")
TEN_YEARS = 10


@dataclass(frozen=True)
class Effect:
    """A relative change, per cent: middle and 90 % band, its variance by part (of the logarithm), what it may mean.

    ``chance_low`` and ``chance_high``: the band of chance alone. ``lower``: probability that the figure falls; 0.5
    where nothing differs. ``told``: whether that is outside 5 to 95 %. ``holds``: under how many rules of decision the
    direction of the middle is at least 90 % probable; None where nothing differs.
    """

    low: float
    middle: float
    high: float
    chance_low: float
    chance_high: float
    parts: dict[str, float]
    lower: float
    told: bool
    holds: int | None


@dataclass(frozen=True)
class Cost:
    """Soles by year: what the cap allows, what is spent and what is left; and the mean share paid in ten years."""

    allowed: list[float]
    spent: list[float]
    unspent: list[float]
    share: float


def answer(
    data: Mapping[str, Any], a: Mapping[str, float], b: Mapping[str, float], budget: float, price: float
) -> dict[str, Any]:
    """Return the answer to two policies, intensities by slider, under one cap, soles a year, and one price factor.

    For every figure: policy A and policy B against the baseline, and A against B.
    """
    paid = [cost_of(data, policy, budget) for policy in (a, b)]
    z = np.array([terms_at(data, policy, cost.share, price) for policy, cost in zip((a, b), paid, strict=True)])
    return {
        "cost": {"a": asdict(paid[0]), "b": asdict(paid[1])},
        "outputs": [
            {"key": one["key"], "span": one["span"]}
            | {name: asdict(effect(one, at)) for name, at in (("a", z[0]), ("b", z[1]), ("difference", z[0] - z[1]))}
            for one in data["outputs"]
        ],
    }


def terms_at(data: Mapping[str, Any], policy: Mapping[str, float], share: float, price: float) -> np.ndarray:
    """Return the terms of a policy of whose strengths a share is paid, at a factor on the price."""
    inputs = [share * policy.get(one["key"], 0.0) for one in data["sliders"]]
    terms = Terms(tuple(tuple((i, power) for i, power in term) for term in data["terms"]), len(inputs) + 1)
    return terms(np.array([[*inputs, np.log(price)]]))[0]


def cost_of(data: Mapping[str, Any], policy: Mapping[str, float], budget: float) -> Cost:
    """Return what a policy spends in the mean world under a yearly cap that cuts all levers by one factor.

    As in the model (``model/processes/policies.py``), the factor of a week rests on what all levers cost once built up;
    the model also rounds every bill to centimos.
    """
    cost, intensities = data["cost"], np.array([policy.get(one["key"], 0.0) for one in data["sliders"]])
    due, asked = budget * np.array(cost["due"]), float(intensities @ np.array(cost["built_up"]))
    shares = np.minimum(1.0, due / asked) if asked else np.full(len(due), float(budget > 0))
    spent = shares * (intensities @ np.array(cost["weekly"]))
    edges = [*cost["weeks"], len(due)]
    by_year = [slice(first, stop) for first, stop in pairwise(edges)]
    allowed, used = ([float(each[year].sum()) for year in by_year] for each in (due, spent))
    left = [max(0.0, x - y) for x, y in zip(allowed, used, strict=True)]
    return Cost(allowed, used, left, float(shares[: edges[TEN_YEARS]].mean()))


def effect(one: Mapping[str, Any], z: np.ndarray) -> Effect:
    """Return the effect of terms on a figure; terms may be the difference of two policies'."""
    mean, parts = float(z @ np.array(one["mean"])), parts_of(one, z)
    sd = float(np.sqrt(sum(parts.values())))
    spread, luck = WIDTH * sd, WIDTH * float(np.sqrt(parts["chance"]))
    low, middle, high, chance_low, chance_high = (
        percent(one, mean + away) for away in (-spread, 0.0, spread, -luck, luck)
    )
    lower = float(ndtr(-mean / sd)) if sd else 0.5
    told = not TOLD[0] <= lower <= TOLD[1]
    return Effect(low, middle, high, chance_low, chance_high, parts, lower, told, _holds(one, z, mean, parts))


def parts_of(one: Mapping[str, Any], z: np.ndarray) -> dict[str, float]:
    """Return the variance of the logarithm of a ratio by part."""
    squares = z**2
    found = {name: float(squares @ np.array(one[name])) for name in PARTS if name != "emulator"}
    parted = one["parted"]
    found["chance"] += parted["variance"] * float(squares[: parted["sliders"]].sum()) ** parted["power"]
    return found | {"emulator": max(0.0, float(z @ np.array(one["emulator"]) @ z))}


def percent(one: Mapping[str, Any], log_ratio: float) -> float:
    """Return the change of a figure, per cent of its middle baseline, of which the ratio with its offset is given."""
    base, offset = one["baseline"]["middle"], one["baseline"]["offset"]
    found = 100.0 * (1.0 + offset / base) * float(np.expm1(log_ratio)) if base else 100.0 * float(np.expm1(log_ratio))
    return max(-100.0, found)


def _holds(one: Mapping[str, Any], z: np.ndarray, mean: float, parts: Mapping[str, float]) -> int | None:
    """Return under how many rules the direction of the mean is sure: parameters, chance and emulator in doubt."""
    sd = float(np.sqrt(sum(parts[name] for name in PARTS if name != "theory")))
    if not sd or not mean:
        return None
    means: Sequence[float] = [float(z @ np.array(each)) for each in one["rules"].values()]
    return sum(float(ndtr(np.sign(mean) * each / sd)) >= SURE for each in means)
