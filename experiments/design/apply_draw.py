"""Apply a draw or a theory to a loaded scenario, fast enough for thousands of points, with the model's own checks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError

PORTFOLIO, INTERVENTIONS = "portfolio", "interventions"
PRICE_AS_IN = "price.as_in"
"""Key of a draw whose value names a scenario; that scenario's gold price is used."""


def apply_draw(scenario: Any, draw: Draw) -> Any:
    """Return a scenario with the changes of a draw that concern it.

    Parameters and theory also change in the world that it starts from.

    Keys: ``parameters.GROUP.NAME``, ``theory.SWITCH``, ``price.SETTING``, ``price.as_in``,
    ``interventions.KIND.SETTING``, ``portfolio.SETTING`` and ``portfolio.KIND.SETTING``, which changes the levers of a
    kind. Raise ParameterError or PriceError for a value that the
    model refuses, ExperimentError for a key of another form.
    """
    for section, changes in _by_section(relevant_changes(scenario, draw)).items():
        scenario = SECTIONS[section](scenario, changes)
    return scenario


def apply_theory(scenario: Any, theory: Any) -> Any:
    """Return a scenario, and the world that it starts from, under a theory; None keeps its own theory."""
    if theory is None:
        return scenario
    return replace(scenario, theory=theory, before=scenario.before and apply_theory(scenario.before, theory))


def relevant_changes(scenario: Any, draw: Draw) -> Draw:
    """Return the changes of a draw that concern a scenario: a change to a policy only if it has that policy."""
    known = policies_of(scenario)
    return Draw(tuple(change for change in draw.changes if _concerns(change[0], known)))


def policies_of(scenario: Any) -> set[str]:
    """Return how keys of changes name what a scenario does: its policies, its portfolio, each kind of lever in it."""
    levers = (lever for policy in scenario.interventions for lever in getattr(policy, "levers", ()))
    return {policy_named(policy.kind) for policy in scenario.interventions} | {
        f"{PORTFOLIO}.{lever.kind}" for lever in levers
    }


def policy_named(kind: str) -> str:
    """Return how keys of changes name a policy of a kind."""
    return kind if kind == PORTFOLIO else f"{INTERVENTIONS}.{kind}"


def policy_of(key: str) -> str | None:
    """Return what a key changes, as ``policies_of`` names it; None for what every scenario has, such as a price."""
    section, *rest = key.split(".")
    if section == PORTFOLIO and len(rest) < 2:
        return section
    return f"{section}.{rest[0]}" if section in (PORTFOLIO, INTERVENTIONS) and rest else None


def _concerns(key: str, known: set[str]) -> bool:
    return policy_of(key) in (None, *known)


def _by_section(draw: Draw) -> dict[str, dict[str, Any]]:
    """Return ``{section: {rest of the key: value}}``; raise ExperimentError for a section that cannot vary."""
    found: dict[str, dict[str, Any]] = {}
    for key, value in draw.changes:
        section, _, rest = key.partition(".")
        if section not in SECTIONS or not rest:
            raise ExperimentError(f"{key}: cannot vary; a key begins with one of {', '.join(SECTIONS)}")
        found.setdefault(section, {})[rest] = value
    return found


def _with_parameters(scenario: Any, changes: Mapping[str, Any]) -> Any:
    groups: dict[str, dict[str, Any]] = {}
    for key, value in changes.items():
        group, _, name = key.partition(".")
        groups.setdefault(group, {})[name] = value
    parameters = scenario.parameters.with_changes(groups)
    return replace(scenario, parameters=parameters, before=_before(scenario, parameters=parameters))


def _with_theory(scenario: Any, changes: Mapping[str, Any]) -> Any:
    theory = replace(scenario.theory, **changes)
    return replace(scenario, theory=theory, before=_before(scenario, theory=theory))


def _before(scenario: Any, **changes: Any) -> Any:
    return scenario.before and replace(scenario.before, **changes)


def _with_price(scenario: Any, changes: Mapping[str, Any]) -> Any:
    settings = dict(changes)
    other = settings.pop("as_in", None)
    price = _price_of(other) if other else scenario.price
    if mistake := _table_mistake(price, scenario.stop):
        raise ExperimentError(f"{PRICE_AS_IN}: the price table of {other} {mistake}")
    return replace(scenario, price=replace(price, **settings) if settings else price)


def _table_mistake(price: Any, stop: date) -> str | None:
    from model.scenario.price_section import table_mistake

    return table_mistake(price, stop)


@cache
def _price_of(name: str) -> Any:
    from model.scenario.scenario import load_scenario

    return load_scenario(name).price


def _with_policies(scenario: Any, changes: Mapping[str, Any]) -> Any:
    for key, value in changes.items():
        kind, _, setting = key.partition(".")
        scenario = replace(scenario, interventions=_changed(scenario.interventions, kind, {setting: value}))
    return scenario


def _with_portfolio(scenario: Any, changes: Mapping[str, Any]) -> Any:
    own = {key: value for key, value in changes.items() if "." not in key}
    policies = _changed(scenario.interventions, PORTFOLIO, own)
    return replace(scenario, interventions=tuple(_with_levers(policy, changes) for policy in policies))


def _with_levers(policy: Any, changes: Mapping[str, Any]) -> Any:
    """Return a portfolio with the changes to its levers, ``KIND.SETTING``; another policy as it is."""
    if policy.kind != PORTFOLIO:
        return policy
    levers = policy.levers
    for key, value in changes.items():
        kind, _, setting = key.partition(".")
        levers = _changed(levers, kind, {setting: value}) if setting else levers
    return replace(policy, levers=levers)


def _changed(policies: tuple[Any, ...], kind: str, settings: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(replace(policy, **settings) if policy.kind == kind else policy for policy in policies)


SECTIONS: Mapping[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "price": _with_price,
    "parameters": _with_parameters,
    "theory": _with_theory,
    INTERVENTIONS: _with_policies,
    PORTFOLIO: _with_portfolio,
}
