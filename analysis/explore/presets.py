"""The presets of the page: what 20 million soles a year pay of each portfolio, as far as the sliders can say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from analysis.explore.sliders import portfolio_of, sliders
from experiments.base.portfolios import WEEKS_PER_YEAR, Intervention, Portfolio, load_scenario, shares_paid

PORTFOLIOS = {
    name: f"{name}_20_outlook"
    for name in ("balanced", "enforcement_led", "integrity_led", "prevention_led", "protection_led")
}
"""Scenarios of the presets."""


@dataclass(frozen=True)
class Preset:
    """A portfolio as a setting of the page.

    ``levers``: intensities by slider, size paid over full size. ``left_out``: kinds of lever that are paid and that
    no slider can say, such as joint raids without more of them. ``budget``: soles a year.
    """

    key: str
    scenario: str
    levers: dict[str, float]
    left_out: tuple[str, ...]
    budget: float


def presets() -> list[Preset]:
    """Return the presets, in alphabetical order."""
    return [_preset(key, scenario) for key, scenario in PORTFOLIOS.items()]


def _preset(key: str, name: str) -> Preset:
    scenario = load_scenario(name)
    portfolio = portfolio_of(scenario)
    shares = paid(portfolio, scenario.parameters)
    funded = {lever.kind for lever, share in zip(portfolio.levers, shares, strict=True) if share}
    levers = {one.key: _intensity(one, portfolio.levers, shares) for one in sliders() if one.key in funded}
    known = {slider: round(value, 4) for slider, value in levers.items() if value}
    return Preset(key, name, known, tuple(sorted(funded - set(known))), portfolio.yearly)


def _intensity(slider: Any, levers: Sequence[Intervention], shares: Sequence[float]) -> float:
    own = [(lever, share) for lever, share in zip(levers, shares, strict=True) if lever.kind == slider.key]
    size = slider.size_of([lever for lever, _ in own], [share for _, share in own])
    return min(1.0, size / slider.full)


def paid(portfolio: Portfolio, parameters: Any) -> list[float]:
    """Return the share of each lever, once built up, that the yearly cap pays at declared parameters."""
    world = SimpleNamespace(parameters=parameters, levers=_routine(parameters))
    bills = []
    for lever in portfolio.levers:
        bills.append(lever.weekly_cost(world, lever.intensity))
        world.levers = lever.adjust(world.levers, lever.intensity)
    return shares_paid(bills, portfolio.yearly / WEEKS_PER_YEAR, portfolio.when_short)


def _routine(parameters: Any) -> Any:
    from experiments.base.portfolios import routine

    return routine(parameters)
