"""Load the scenarios of an experiment with the changes of its draw."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.base.vocabulary import SCENARIO, elsewhere, hint
from experiments.design.apply_draw import policies_of, policy_of


class Loader:
    """Loads scenarios under one draw.

    Changes to parameters, price and period reach every scenario, references included. A change to an
    intervention or to the portfolio reaches the scenarios that have it.
    """

    def __init__(self, draw: Draw) -> None:
        """Take the changes of a draw: those for every scenario, and those for scenarios with a policy."""
        everywhere = [change for change in draw.changes if policy_of(change[0]) is None]
        self.everywhere = dict(everywhere)
        self.policies = dict(change for change in draw.changes if change not in everywhere)

    def load(self, name: str) -> Any:
        """Return a scenario by name or path; raise ScenarioError with every mistake, or ExperimentError."""
        from model.scenario.scenario import load_scenario

        _refuse_other_names(name)
        scenario = load_scenario(name, changes=self.everywhere)
        own = self._concerning(scenario)
        return load_scenario(name, changes=self.everywhere | own) if own else scenario

    def all(self, names: Iterable[str]) -> list[Any]:
        """Return scenarios by name, each once; raise ScenarioError where a change fits none of them."""
        from model.scenario.scenario import load_scenario

        names = list(dict.fromkeys(names))
        scenarios = [self.load(name) for name in names]
        used = {key for scenario in scenarios for key in self._concerning(scenario)}
        for key in self.policies.keys() - used:
            load_scenario(names[-1], changes={key: self.policies[key]})
        return scenarios

    def _concerning(self, scenario: Any) -> dict[str, Any]:
        known = policies_of(scenario)
        return {key: value for key, value in self.policies.items() if policy_of(key) in known}


def _refuse_other_names(name: str) -> None:
    """Raise ExperimentError where a scenario is named by what is no scenario but something else."""
    from model.scenario.scenario import portfolio_names, scenario_names

    if name not in (*scenario_names(), *portfolio_names()) and (meaning := elsewhere(name, SCENARIO)):
        raise ExperimentError(f"unknown scenario '{name}'; it is {meaning}")


def draw_from(settings: Iterable[str]) -> Draw:
    """Return the draw that ``KEY=VALUE`` texts describe; raise ScenarioError on another form, or an unknown key."""
    from model.scenario.scenario import parse_changes

    return named_draw(parse_changes(settings))


def named_draw(changes: Mapping[str, Any]) -> Draw:
    """Return the draw of changes by full or short names; ExperimentError for an unknown name or one given twice."""
    found: dict[str, Any] = {}
    for name, value in changes.items():
        try:
            key = setting_key(name)
        except ValueError as error:
            raise ExperimentError(f"change: {name}: {error}") from None
        if key in found:
            raise ExperimentError(f"change: {name}: is set twice; keep one")
        found[key] = value
    return Draw.of(found)


def setting_key(name: str) -> str:
    """Return the full key of a setting, such as ``interventions.raids.frequency`` for ``raids.frequency``.

    Raise ValueError where nothing is called so; it says what else is.
    """
    from model.scenario.names import full_key

    try:
        return full_key(name)
    except ValueError:
        if meaning := elsewhere(name):
            raise ValueError(f"cannot be changed; it is {meaning}") from None
        raise


EACH, ALL = "each", "all"
"""Words for the theories that differ from the reference in one switch, and for every combination of options."""


def theories_named(text: str) -> tuple[Any, ...]:
    """Return the theories of ``each``, ``all``, or labels with commas between them, each once, the reference first.

    The reference is always among them, because the others are compared with it. Raise ExperimentError for a
    label that no theory has.
    """
    from model.scenario.theories import REFERENCE, each_alone, every_combination

    if text in (EACH, ALL):
        return each_alone() if text == EACH else every_combination()
    return tuple(dict.fromkeys((REFERENCE, *(theory_named(label.strip()) for label in text.split(",")))))


def theory_named(label: str) -> Any:
    """Return the theory with a label such as ``loss_averse+families``; raise ExperimentError if none has it."""
    from model.scenario.theories import every_combination

    known = {theory.label: theory for theory in every_combination()}
    if label not in known:
        raise ExperimentError(f"{label}: unknown theory; {hint(label, known)}")
    return known[label]


def axis_name(theories: Sequence[Any]) -> list[str]:
    """Return the words for theories in an experiment's name; none where each scenario keeps its own theory."""
    from model.scenario.theories import each_alone, every_combination

    if theories == (None,):
        return []
    named = {each_alone(): [EACH], every_combination(): [ALL]}
    return named.get(tuple(theories)) or [theory.label for theory in theories]


def policies_against(reference: str) -> list[str]:
    """Return the names of the project's scenarios that differ from a reference in interventions only.

    Raise ExperimentError where there is none.
    """
    from model.scenario.scenario import load_scenario, scenario_names

    world = load_scenario(reference).content()
    contents = {name: load_scenario(name).content() for name in scenario_names()}
    found = [name for name, mine in contents.items() if _differing(mine, world) == ["interventions"]]
    if not found:
        raise ExperimentError(f"no scenario of the project differs from {reference} in policies only; name scenarios")
    return found


def _differing(mine: Mapping[str, Any], others: Mapping[str, Any]) -> list[str]:
    return [part for part in mine if mine[part] != others[part]]
