"""Probes: one number of the model, or one policy, changed alone from the first week; read from a TOML file.

Each ``[[probe]]`` has a ``name`` and says in words what it ``changes``: numbers by name, as a factor of the world's own
value (``factors``) or as a value (``values``), and ``policies`` that stand in the probe but not in what it is compared
with; ``reference_policies`` stand only there. A name may hold ``*``, which stands for any letters.
``links`` are the outcomes, besides person-years, through which an effect can be followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from experiments.base.errors import ExperimentError

KEYS = ("name", "changes", "factors", "values", "policies", "reference_policies")


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One probe; numbers by ``group.name``, policies as interventions."""

    name: str
    changes: str
    factors: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    policies: tuple[Any, ...] = ()
    reference_policies: tuple[Any, ...] = ()

    def applied(self, world: Any) -> Any:
        """Return a world changed by the probe; raise ExperimentError where a number leaves its range."""
        from model.parameters.declaring import ParameterError

        changes: dict[str, dict[str, float]] = {}
        for key, value in self._numbers(world).items():
            group, _, name = key.partition(".")
            changes.setdefault(group, {})[name] = value
        try:
            parameters = world.parameters.with_changes(changes)
        except ParameterError as error:
            raise ExperimentError(f"probe {self.name}: {error}") from None
        return replace(
            world, name=self.name, parameters=parameters, interventions=(*world.interventions, *self.policies)
        )

    def compared_with(self, world: Any) -> Any:
        """Return what the probe is compared with: the world itself, or one with the policies of its reference."""
        if not self.reference_policies:
            return world
        everything = (*world.interventions, *self.reference_policies)
        return replace(world, name=f"reference_of_{self.name}", interventions=everything)

    def _numbers(self, world: Any) -> dict[str, float]:
        groups = world.parameters.groups()
        own = {key: getattr(groups[key.partition(".")[0]], key.partition(".")[2]) for key in self.factors}
        return {key: own[key] * factor for key, factor in self.factors.items()} | dict(self.values)


@dataclass(frozen=True)
class Probes:
    """All probes of a file in its order, and the outcomes through which they are followed."""

    links: tuple[str, ...]
    probes: tuple[Probe, ...]

    def named(self, name: str) -> Probe | None:
        """Return the probe of a name, None if there is none."""
        return next((probe for probe in self.probes if probe.name == name), None)


@cache
def read_probes(path: Path) -> Probes:
    """Return the probes of a file; raise ScenarioError that lists every mistake with file and line."""
    from model.text.mistakes import Report, children, value_of
    from model.text.toml_file import read_file

    report = Report()
    file, tree = read_file(path)
    report.add_syntax(file)
    parts = children(tree, ("links", "probe"), "key", report)
    links = value_of(parts.get("links"), _outcomes, report) or ()
    found = [_read(entry, report) for entry in (parts["probe"].entries() if "probe" in parts else ())]
    return report.result(Probes(links, tuple(each for each in found if each)))


def _outcomes(value: Any) -> tuple[str, ...]:
    from model.outcomes import known_outcome

    if not isinstance(value, list):
        raise ValueError("is not a list of outcomes")
    return tuple(map(known_outcome, value))


def _read(entry: Any, report: Any) -> Probe | None:
    """Return a probe; None, with its mistakes noted, if it has any."""
    from model.scenario.sections import read_interventions
    from model.text.mistakes import children, value_of

    before = len(report.mistakes)
    nodes = children(entry, KEYS, "key of a probe", report)
    texts: dict[str, Any] = {key: value_of(nodes.get(key), _text, report) for key in ("name", "changes")}
    for key in (key for key in texts if key not in nodes):
        report.add(entry, f"this probe has no {key}")
    numbers: dict[str, Any] = {key: _read_numbers(nodes.get(key), report) for key in ("factors", "values")}
    policies: dict[str, Any] = {
        key: read_interventions(nodes.get(key), None, report) for key in ("policies", "reference_policies")
    }
    if not any((*numbers.values(), policies["policies"])):
        report.add(entry, "this probe changes nothing; give factors, values or policies")
    return Probe(**texts, **numbers, **policies) if len(report.mistakes) == before else None


def _read_numbers(node: Any, report: Any) -> dict[str, float]:
    """Return numbers by ``group.name``; a name with ``*`` gives its number to every parameter that it fits."""
    from model.mechanisms import parameter_keys
    from model.text.mistakes import children, value_of

    if node is None:
        return {}
    known = parameter_keys()
    fitting = {name: [key for key in known if fnmatchcase(key, name)] for name in node.value if "*" in name}
    found = children(node, (*known, *(name for name, keys in fitting.items() if keys)), "parameter", report)
    values = {name: value_of(child, _number, report) for name, child in found.items()}
    return {key: value for name, value in values.items() if value is not None for key in fitting.get(name, [name])}


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not a text; write it in quotes")
    return " ".join(value.split())


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a number")
    return float(value)
