"""Camp sites: where they lie, how much gold they hold and which are worked at the start."""

from statistics import NormalDist

import numpy as np

from model.codes import Zone

GOLDEN = (5**0.5 - 1) / 2
GRAMS_PER_TONNE = 1.0e6


def spread(n: int, shift: float) -> np.ndarray:
    """Return ``n`` standard normal scores, evenly spread and in scattered order, the same in every run."""
    quantiles = ((np.arange(1, n + 1) * GOLDEN + shift) % 1.0).clip(0.02, 0.98)
    return np.array([NormalDist().inv_cdf(q) for q in quantiles])


def site_columns(parameters) -> dict[str, np.ndarray]:
    """Return the columns of all camp sites from the parameter groups ``places`` and ``digging``.

    Gold and quality vary over sites with the declared spreads; the room for miners is proportional to the gold.
    """
    places, digging = parameters.places, parameters.digging
    zone = np.repeat([int(z) for z in Zone], [getattr(places, f"{z.name.lower()}_sites") for z in Zone])
    access = np.array([getattr(places, f"{z.name.lower()}_access") for z in Zone])[zone]
    gold = np.exp(digging.site_spread * spread(zone.size, 0.0))
    gold *= digging.gold_in_ground * GRAMS_PER_TONNE / gold.sum()
    quality = np.exp(digging.quality_spread * spread(zone.size, 0.5) - digging.quality_spread**2 / 2)
    room = digging.crowding_scale * gold / gold.sum()
    return {
        "zone": zone, "access": access, "gold_start": gold, "gold": gold, "quality": quality, "room": room,
        "open": opened_first(zone, gold * quality, places.open_in_2000),
    }  # fmt: skip


def opened_first(zone: np.ndarray, worth: np.ndarray, share: float) -> np.ndarray:
    """Return which sites are worked at the start: the best of the corridor and of the rivers (old mining areas)."""
    old = np.isin(zone, (Zone.CORRIDOR, Zone.RIVER))
    rank = np.argsort(np.argsort(np.where(old, -worth, np.inf), kind="stable"), kind="stable")
    return rank < max(1, round(share * zone.size))
