"""The sliders of the page: kinds of lever with a full size each, and what their settings change in a scenario."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

from experiments.base.portfolios import Intervention, Portfolio, load_scenario

HERE = Path(__file__).parent
SETTINGS = HERE / "sliders.toml"
SCENARIO = HERE / "all_levers.toml"
"""The outlook with all levers of the page at full size and a cap out of reach."""
WORLD = "outlook"
SHOCK_FROM = "2026-01-01"
"""From when the factor on the gold price holds; the history before is the same at every price."""


@dataclass(frozen=True)
class Slider:
    """A kind of lever; ``size`` are the settings whose product is its size, of which ``routine`` is there anyway."""

    key: str
    unit: str
    main: bool = False
    size: tuple[str, ...] = ()
    routine: float = 0.0
    levers: tuple[Intervention, ...] = field(default=(), repr=False)

    @property
    def full(self) -> float:
        """Return the full size, in ``unit``."""
        return self.size_of(self.levers)

    def size_of(self, levers: Sequence[Intervention], shares: Sequence[float] | None = None) -> float:
        """Return the size of levers of this kind added up, each as far as it is paid: ``shares``, 1 by default."""
        paid = [1.0] * len(levers) if shares is None else shares
        sizes = (prod(getattr(lever, name) for name in self.size) - self.routine for lever in levers)
        return sum(share * size for share, size in zip(paid, sizes, strict=True))


@dataclass(frozen=True)
class Range:
    """What a slider that is no lever can be set to."""

    low: float
    high: float
    default: float


@cache
def sliders() -> tuple[Slider, ...]:
    """Return the sliders in the order of the page, with their levers at full size."""
    levers = full_portfolio().levers
    return tuple(
        Slider(**entry | {"size": tuple(entry["size"]), "levers": tuple(one for one in levers if one.kind == key)})
        for entry in _settings()["sliders"]
        for key in (entry["key"],)
    )


def limits(name: str) -> Range:
    """Return the range of ``budget`` (soles a year) or ``price`` (times the outlook's path)."""
    return Range(**_settings()[name])


@cache
def full_portfolio() -> Portfolio:
    """Return the portfolio of all levers at full size."""
    return portfolio_of(load_scenario(SCENARIO))


def portfolio_of(scenario: Any) -> Portfolio:
    """Return the portfolio of a scenario that has one."""
    return next(policy for policy in scenario.interventions if isinstance(policy, Portfolio))


def changes_of(policy: Mapping[str, float], budget: float | None = None, price: float = 1.0) -> dict[str, Any]:
    """Return what turns ``SCENARIO`` into a setting of the page, by key; without a budget everything is paid.

    ``policy`` holds intensities, 0 to 1, by slider; one left out is 0. ``budget``: soles a year. ``price``: factor.
    """
    found: dict[str, Any] = {lever_key(one.key): float(policy.get(one.key, 0.0)) for one in sliders()}
    return found | ({} if budget is None else {"portfolio.yearly": f"{budget:.2f} soles/year"}) | price_changes(price)


def price_changes(price: float) -> dict[str, Any]:
    """Return what sets the factor on the gold price, with and without a policy."""
    return {"price.shock_from": SHOCK_FROM, "price.shock_factor": float(price)}


def lever_key(key: str) -> str:
    """Return the key of the intensity of a slider's levers."""
    return f"portfolio.{key}.intensity"


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
