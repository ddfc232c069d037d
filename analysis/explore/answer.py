"""What the page says of two policies, from its data alone; ``page/js`` computes the same in the browser.

With ``z`` the terms of a policy: the logarithm of the ratio to the baseline is normal with mean ``z'm`` and a variance
of four parts: ``z^2`` times the variances between theories, between parameter sets and by chance, and ``z'Ez`` of the
doubt about ``m``, which fitting leaves. Chance has a further part, the same under every policy, as paths part even
under a weak one. A factor brings bands to the width with which they hold as many sets left out of the fit as they
should; what it adds counts as the emulator's. Two policies are compared in one world: by the difference of their terms,
so that the same policy twice differs by nothing and all they share cancels.
"""

from collections.abc import Mapping
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
    where nothing differs. ``told``: whether that is outside 5 to 95 %. ``falls`` and ``rises``: under how many rules of
    decision a fall, or a rise, is at least 90 % probable.
    """

    low: float
    middle: float
    high: float
    chance_low: float
    chance_high: float
    parts: dict[str, float]
    lower: float
    told: bool
    falls: int
    rises: int


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
    found = []
    for one in data["outputs"]:
        base = level_of(one, price)
        below = level_of(one, price, float(z[1] @ np.array(one["mean"])))
        asked = {"a": (z[0], base), "b": (z[1], base), "difference": (z[0] - z[1], below)}
        three = {name: asdict(effect(one, *each)) for name, each in asked.items()}
        found.append({"key": one["key"], "span": one["span"]} | three)
    return {"cost": {"a": asdict(paid[0]), "b": asdict(paid[1])}, "outputs": found}


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


def effect(one: Mapping[str, Any], z: np.ndarray, level: float) -> Effect:
    """Return the effect of terms on a figure, per cent of ``level``; terms may be the difference of two policies'."""
    mean, parts = float(z @ np.array(one["mean"])), parts_of(one, z)
    sd = float(np.sqrt(sum(parts.values())))
    spread, luck = WIDTH * sd, WIDTH * float(np.sqrt(parts["chance"]))
    low, middle, high, chance_low, chance_high = (
        percent(one, mean + away, level) for away in (-spread, 0.0, spread, -luck, luck)
    )
    lower = float(ndtr(-mean / sd)) if sd else 0.5
    told = not TOLD[0] <= lower <= TOLD[1]
    falls, rises = _theories(one, z, parts)
    return Effect(low, middle, high, chance_low, chance_high, parts, lower, told, falls, rises)


def parts_of(one: Mapping[str, Any], z: np.ndarray) -> dict[str, float]:
    """Return the variance of the logarithm of a ratio by part."""
    squares = z**2
    found = {name: float(squares @ np.array(one[name])) for name in PARTS if name != "emulator"}
    found["chance"] += one["parted"] * bool(squares.any())
    found["emulator"] = max(0.0, float(z @ np.array(one["emulator"]) @ z))
    wider = max(0.0, one["inflation"] - 1.0) * sum(found.values())
    narrower = {name: min(1.0, one["inflation"]) * variance for name, variance in found.items()}
    return narrower | {"emulator": narrower["emulator"] + wider}


def level_of(one: Mapping[str, Any], price: float, log_ratio: float = 0.0) -> float:
    """Return the level of a figure in the middle world at a factor on the price, under a policy of this log ratio.

    Between the prices that were run, the logarithm of the baseline is linear in that of the price.
    """
    prices, middles = np.array(one["baseline"]["by_price"], float).T
    offset = one["baseline"]["offset"]
    base = float(np.exp(np.interp(np.log(price), np.log(prices), np.log(middles))))
    return (base + offset) * float(np.exp(log_ratio)) - offset


def percent(one: Mapping[str, Any], log_ratio: float, level: float) -> float:
    """Return the change of a figure, per cent of a level that is above 0, of which the ratio with its offset is given.

    At a level of 0 or less the ratio itself is told.
    """
    times = 1.0 + one["baseline"]["offset"] / level if level > 0 else 1.0
    return max(-100.0, 100.0 * times * float(np.expm1(log_ratio)))


def _theories(one: Mapping[str, Any], z: np.ndarray, parts: Mapping[str, float]) -> tuple[int, int]:
    """Return under how many rules a fall and a rise are sure, with parameters, chance and emulator in doubt.

    So is by how much a rule's own coefficients depart from the mean of the rules.
    """
    doubt = float(z**2 @ np.array(one["apart"]))
    sd = float(np.sqrt(doubt + sum(parts[name] for name in PARTS if name != "theory")))
    lower = [float(ndtr(-float(z @ np.array(each)) / sd)) if sd else 0.5 for each in one["rules"].values()]
    return sum(each >= SURE for each in lower), sum(1.0 - each >= SURE for each in lower)
