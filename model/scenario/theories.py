"""Rival theories: what the sources dispute or nobody has observed, one switch each.

A theory takes one option of every switch; the first option is the reference. Results are reported with the number of
theories under which they hold, out of those tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

from model.codes import Rule
from model.parameters import Parameters

SWITCHES: Mapping[str, tuple[str, ...]] = {
    "decision_rule": ("expected_profit", "loss_averse", "imitation", "inertia"),
    "recruiters": ("networks", "families"),
    "corruption": ("central", "secondary"),
    "miners": ("independent", "some_forced"),
}
"""Options of each switch. Decision rules: unobserved. Recruiters: M17. Corruption: M34. Miners: M9."""


@dataclass(frozen=True, kw_only=True)
class Theory:
    """One option of every switch."""

    decision_rule: str = SWITCHES["decision_rule"][0]
    recruiters: str = SWITCHES["recruiters"][0]
    corruption: str = SWITCHES["corruption"][0]
    miners: str = SWITCHES["miners"][0]

    @property
    def rule(self) -> Rule:
        """Return the code of the decision rule, for kernels."""
        return Rule[self.decision_rule.upper()]

    @property
    def departures(self) -> dict[str, str]:
        """Return the switches that are not on their reference option, with their options."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: option for name, option in chosen.items() if option != SWITCHES[name][0]}

    @property
    def label(self) -> str:
        """Return ``default``, or the options that depart from the reference."""
        return "+".join(self.departures.values()) or "default"


REFERENCE = Theory()
"""The theory with the reference option of every switch."""


def each_alone() -> tuple[Theory, ...]:
    """Return the reference theory, then every theory that departs from it on one switch."""
    alone = (Theory(**{name: option}) for name, options in SWITCHES.items() for option in options[1:])
    return (REFERENCE, *alone)


def every_combination() -> tuple[Theory, ...]:
    """Return every combination of options, the reference theory first."""
    return tuple(Theory(**dict(zip(SWITCHES, options, strict=True))) for options in product(*SWITCHES.values()))


def apply_theory(parameters: Parameters, theory: Theory) -> Parameters:
    """Return the parameters under a theory; the reference theory leaves them as they are."""
    theories, changes = parameters.theories, dict[str, dict[str, Any]]()
    if theory.recruiters == "families":
        changes["bars"] = {"network_share": theories.family_network_share}
        changes["recruitment"] = {"labour_network": theories.family_network_share}
    if theory.corruption == "secondary":
        changes["corruption"] = {"profit_effect": theories.secondary_profit_effect}
        policing = parameters.policing
        changes["policing"] = {
            "leak_per_agency": policing.leak_per_agency * theories.secondary_leaks,
            "leak_per_day": policing.leak_per_day * theories.secondary_leaks,
        }
    if theory.miners == "some_forced":
        changes["migration"] = {"forced_share": theories.forced_share}
    groups = {name: replace(getattr(parameters, name), **values) for name, values in changes.items()}
    return replace(parameters, **groups)
