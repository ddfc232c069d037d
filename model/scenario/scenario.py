"""A scenario: a question, and everything a run needs to answer it, read from a TOML file and checked."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from model.interventions.base import Intervention
from model.parameters import Parameters
from model.price.path import PricePath
from model.scenario.content import differences, first_difference, plain, with_kind
from model.scenario.layers import PORTFOLIOS, Layers, find_scenario, read_layers, short_name, with_changes
from model.scenario.layers import scenario_names as names_in
from model.scenario.portfolio_section import read_portfolio, refuse_clashes
from model.scenario.price_section import price_content, read_price
from model.scenario.schema import json_schema
from model.scenario.sections import (
    SECTIONS,
    Period,
    read_interventions,
    read_parameters,
    read_period,
    read_theory,
    read_titles,
    refuse_absent_zones,
)
from model.scenario.span import Span
from model.scenario.texts import UNTITLED, Titles, in_first
from model.scenario.theories import REFERENCE, Theory
from model.text.mistakes import Report, children
from model.text.toml_file import Node, ScenarioError

__all__ = [
    "Scenario", "ScenarioError", "json_schema", "load_scenario", "parse_changes", "portfolio_names", "scenario_names",
]  # fmt: skip

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
WORLDS = ("history", "baseline", "outlook")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything that defines a run except its random numbers and its scale.

    Weeks from ``simulated_from`` are simulated; ``start`` to the day before ``stop`` is scored. A scenario that
    ``starts_from`` a world begins with the state of ``before`` at ``start``. ``reference`` is the scenario it is
    compared with; if the file names it (``own_reference``), price and period may differ from it on purpose. ``world``
    names the reference world it extends; it is a label that no rule may read, and so are ``titles``.
    """

    name: str
    question: str
    world: str
    simulated_from: date
    start: date
    stop: date
    starts_from: str | None = None
    price: PricePath
    parameters: Parameters
    theory: Theory = REFERENCE
    interventions: tuple[Intervention, ...] = ()
    reference: str | None = None
    own_reference: bool = False
    reference_interventions: tuple[Intervention, ...] = ()
    before: "Scenario | None" = None
    titles: Titles = UNTITLED

    def policy_start(self) -> date | None:
        """Return the first day on which interventions differ from the reference's; None if they never do."""
        if self.reference is None:
            return None
        return first_difference(self.interventions, self.reference_interventions)

    def fork_date(self, reference: "Scenario") -> date | None:
        """Return the first day on which a run can differ from ``reference``'s; None if it cannot.

        Runs with the same random numbers are identical until then, so the reference's state can be reused.
        """
        mine, others = self.content(), reference.content()
        if any(mine[part] != others[part] for part in mine if part not in ("interventions", "start", "stop")):
            return self.simulated_from
        first = first_difference(self.interventions, reference.interventions)
        return first and max(first, self.simulated_from)

    def same_period_and_price(self, other: "Scenario") -> list[str]:
        """Return how period and price differ from another scenario's, a line each; empty if comparable."""
        mine, others = self.resolved(), other.resolved()
        parts = ((part, mine[part], others[part]) for part in ("period", "price"))
        return [line for part, here, there in parts for line in differences(part, here, there)]

    def resolved(self) -> dict[str, Any]:
        """Return the scenario with all it inherits, as plain values that JSON can hold."""
        content = self.content()
        period = {name: content.pop(name) for name in ("simulated_from", "start", "stop")}
        content.pop("before")
        return {
            "name": self.name,
            "question": self.question,
            "world": self.world,
            "reference": self.reference,
            "period": period | {"starts_from": self.starts_from},
            **content,
        }

    def content(self) -> dict[str, Any]:
        """Return what determines the results of a run, as plain values: no name, no question, no reference."""
        return {
            "simulated_from": self.simulated_from.isoformat(),
            "start": self.start.isoformat(),
            "stop": self.stop.isoformat(),
            "before": self.before and self.before.fingerprint(),
            "price": price_content(self.price),
            "parameters": {name: plain(group) for name, group in self.parameters.groups().items()},
            "theory": asdict(self.theory),
            "interventions": [with_kind(one) for one in self.interventions],
        }

    def fingerprint(self) -> str:
        """Return the SHA-256 of ``content()``, the same on every machine, as a key for stored results."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()


def load_scenario(name: str | Path, *, folder: Path = SCENARIOS, changes: Mapping[str, Any] | None = None) -> Scenario:
    """Return the scenario called ``name`` in ``folder``, or in the file ``name`` if that ends in ``.toml``.

    ``changes`` are laid over the file, with the same checks: ``{"parameters.digging.best_yield": 20,
    "period.stop": "2015-01-01", "interventions.raids.intensity": 0.5}``. Raise ScenarioError that lists every
    mistake.
    """
    folder, report = Path(folder).resolve(), Report()
    layers = read_layers(find_scenario(name, folder), folder, report)
    layers = replace(layers, tree=with_changes(layers.tree, changes or {}, report))
    scenario = _read(layers, folder, report)
    links = _reference(scenario, layers, folder, report) | _before(scenario, layers, folder, report)
    return replace(report.result(scenario), **links)


def scenario_names(folder: Path = SCENARIOS) -> list[str]:
    """Return the names of the scenarios that come with the project, or of those in ``folder``."""
    return names_in(folder)


def portfolio_names(folder: Path = SCENARIOS) -> list[str]:
    """Return the names of the scenarios of the folder of portfolios."""
    return names_in(folder / PORTFOLIOS)


def parse_changes(assignments: Iterable[str]) -> dict[str, Any]:
    """Return ``["price.held_at=364 USD/oz"]`` as changes; values are read as TOML where they can be."""
    changes = {}
    for assignment in assignments:
        key, equals, value = (part.strip() for part in assignment.partition("="))
        if not key or not equals or not value:
            raise ScenarioError(f"'{assignment}' is not a change; write KEY=VALUE, such as price.kind=held")
        if key in changes:
            raise ScenarioError(f"'{assignment}': {key} is given twice; keep one")
        changes[key] = _toml_value(value)
    return changes


def _toml_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _read(layers: Layers, folder: Path, report: Report) -> Scenario | None:
    """Return the scenario without its links to others; None, with the mistakes noted, if it has any."""
    parts = children(layers.tree, SECTIONS, "key", report)
    titles = read_titles(layers.own, layers.paths[0].stem, report)
    period = read_period(parts.get("period"), layers.own, report) if layers.complete else None
    span = _span(period, layers) if period else None
    price = read_price(parts.get("price"), span, report) if layers.complete else None
    parameters = read_parameters(parts.get("parameters"), report)
    theory = read_theory(parts.get("theory"), report)
    interventions = read_interventions(parts.get("interventions"), span, report)
    portfolio = read_portfolio(parts.get("portfolio"), period, folder, report)
    refuse_absent_zones(parts.get("interventions"), interventions, parameters, report)
    refuse_absent_zones(parts.get("portfolio"), portfolio, parameters, report)
    refuse_clashes(portfolio, parts.get("interventions"), _own_files(layers), report)
    if period is None or price is None or report.mistakes:
        return None
    return Scenario(
        name=layers.paths[0].stem,
        question=in_first(titles.question),
        titles=titles,
        world=_world(layers).stem,
        **vars(period),
        price=price,
        parameters=parameters,
        theory=theory,
        interventions=(*interventions, *portfolio),
    )


def _span(period: Period, layers: Layers) -> Span:
    """Return the days that are simulated, and which file says so; acts of another world may lie outside them."""
    stop = layers.tree.value["period"].value["stop"].place.file
    worlds = tuple(path for path in layers.paths if path.stem in WORLDS)
    return Span(period.simulated_from, period.stop, tuple(path for path in worlds if not stop or path != stop.path))


def _own_files(layers: Layers) -> tuple[Path, ...]:
    """Return the files of a scenario's chain that stand above its world."""
    return layers.paths[: layers.paths.index(_world(layers))]


def _world(layers: Layers) -> Path:
    """Return the file of the reference world that a scenario is or extends, else the root of its chain."""
    return next((path for path in layers.paths if path.stem in WORLDS), layers.paths[-1])


def _reference(scenario: Scenario | None, layers: Layers, folder: Path, report: Report) -> dict[str, Any]:
    """Return the reference of a scenario and its interventions: the one it names, else its world."""
    node, path = layers.own.value.get("reference"), _world(layers)
    if node is None and (scenario is None or path == layers.paths[0]):
        return {}
    found = _linked(node or Node(path, layers.own.place), layers, folder, report)
    if found is None:
        return {}
    reference, called = found
    return {
        "reference": called,
        "own_reference": node is not None,
        "reference_interventions": reference.interventions,
    }


def _before(scenario: Scenario | None, layers: Layers, folder: Path, report: Report) -> dict[str, Any]:
    """Return the world that a scenario starts from, under that scenario's parameters and theory throughout."""
    if scenario is None or scenario.starts_from is None:
        return {}
    node = layers.tree.value["period"].value["starts_from"]
    found = _linked(node, layers, folder, report)
    if found is None:
        return {}
    before, called = found
    if before.starts_from:
        report.add(node, f"itself starts from '{before.starts_from}'; name a world that is simulated whole")
    elif not before.simulated_from <= scenario.start <= before.stop:
        span = f"{before.simulated_from} to {before.stop}"
        report.add(node, f"is simulated from {span} and has no state for the start, {scenario.start}")
    return {"starts_from": called, "before": replace(before, parameters=scenario.parameters, theory=scenario.theory)}


def _linked(node: Node, layers: Layers, folder: Path, report: Report) -> tuple[Scenario, str] | None:
    """Return the scenario that a value names and how to load it; None, with the mistake noted, if none."""
    path = layers.paths[0]
    try:
        other = node.value if isinstance(node.value, Path) else find_scenario(node.value, folder, path.parent)
        if other == path:
            raise ScenarioError("names the scenario itself; name another one")
        inner = Report()
        scenario = inner.result(_read(read_layers(other, folder, inner), folder, inner))
    except ScenarioError as error:
        report.add_text(node, error)
        return None
    return scenario, short_name(other, folder)
