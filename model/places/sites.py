"""Camp sites: where they lie, how much gold they hold, which are known and which are worked at the start."""

from statistics import NormalDist

import numpy as np

from model.codes import ZONES, Zone
from model.places.travel import road_opens

GOLDEN, SILVER = (5**0.5 - 1) / 2, 2**0.5 - 1
"""Steps that scatter numbers evenly; two steps give scores that do not depend on each other."""
GRAMS_PER_TONNE = 1.0e6
QUANTITIES = ("sites", "access", "gold", "quality", "room", "known")
"""What is declared for each zone type, as ``places.roadside_gold``."""


def spread(n: int, shift: float, step: float = GOLDEN) -> np.ndarray:
    """Return ``n`` standard normal scores, evenly spread and in scattered order, the same in every run."""
    quantiles = ((np.arange(1, n + 1) * step + shift) % 1.0).clip(0.02, 0.98)
    return np.array([NormalDist().inv_cdf(q) for q in quantiles])


def site_columns(parameters) -> dict[str, np.ndarray]:
    """Return the columns of all camp sites from the parameter groups ``places`` and ``digging``.

    Each zone type has its share of the gold, and its quality and room relative to others; all vary over its sites with
    the declared spreads.
    """
    places, digging = parameters.places, parameters.digging
    by_zone = {name: places.column(name) for name in QUANTITIES}
    if road_opens(parameters.origins) > 0:
        by_zone["access"][Zone.ROADSIDE] = places.roadside_access_before
    zone = np.repeat(np.arange(ZONES), by_zone["sites"])
    gold = shared_out(zone, by_zone["gold"], np.exp(digging.site_spread * spread(zone.size, 0.0)))
    gold *= digging.gold_in_ground * GRAMS_PER_TONNE
    quality = np.exp(digging.quality_spread * spread(zone.size, 0.5) - digging.quality_spread**2 / 2)
    quality *= by_zone["quality"][zone]
    room = by_zone["room"][zone] * np.exp(places.room_spread * spread(zone.size, 0.0, SILVER))
    opened = opened_first(zone, gold * quality, places.open_in_2000)
    return {
        "zone": zone, "access": by_zone["access"][zone], "gold_start": gold, "gold": gold, "quality": quality,
        "room": digging.crowding_scale * room / room.sum(), "open": opened,
        "known": opened | known_first(zone, gold * quality, by_zone["known"]),
    }  # fmt: skip


def shared_out(zone: np.ndarray, weights: np.ndarray, within: np.ndarray) -> np.ndarray:
    """Return shares of sites, 1 in all: of zone types in proportion to ``weights``, of sites of each to ``within``."""
    shares = weights[zone] * within / np.bincount(zone, within, ZONES)[zone]
    return shares / shares.sum()


def known_first(zone: np.ndarray, worth: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return which sites are known at the start: of each zone type a share, the best of it."""
    better = [(worth[zone == there] > mine).sum() for there, mine in zip(zone, worth, strict=True)]
    return np.array(better) < np.rint(shares * np.bincount(zone, minlength=ZONES))[zone]


def opened_first(zone: np.ndarray, worth: np.ndarray, share: float) -> np.ndarray:
    """Return which sites are worked at the start: the best of the corridor and of the rivers (old mining areas)."""
    old = np.isin(zone, (Zone.CORRIDOR, Zone.RIVER))
    rank = np.argsort(np.argsort(np.where(old, -worth, np.inf), kind="stable"), kind="stable")
    return rank < max(1, round(share * zone.size))
