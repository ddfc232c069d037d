"""What is to be run: scenarios, their references, one draw, theories, replicates, a seed and a scale."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Protocol

from experiments.base.cell import ENSEMBLE, Cell, Draw, digest
from experiments.base.errors import ExperimentError
from experiments.base.outcomes import declared_outcomes
from experiments.design.apply_draw import apply_draw, apply_theory, relevant_changes
from experiments.engine.runner import Job
from experiments.engine.warm_starts import without_interventions
from experiments.store.resolution import RESOLUTIONS


@dataclass(frozen=True)
class Arm:
    """A scenario and the name of the arm it is compared with; None for a reference itself.

    ``policy_start`` is the first day scored on which their interventions differ; None where more than
    interventions differs, such as the price. ``keeps`` are the keys of settings that no point of the plan changes.
    """

    scenario: Any
    reference: str | None = None
    policy_start: date | None = None
    keeps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sample:
    """The sets of an ensemble that the points of a plan are: the file's name and checksum, the row of each in it.

    ``rules`` holds the rule of decision of every set; one rule throughout where all arms keep their own. ``worth``: how
    many independent sets say as much of a mean as the whole ensemble, None where its file does not say.
    """

    file: str
    checksum: str
    rows: tuple[int, ...]
    rules: tuple[str, ...]
    worth: float | None = None


class Background(Protocol):
    """Parameter sets beneath the points of a design: what a point does not set comes from a set."""

    def place(self, point: int, replicate: int) -> int:
        """Return which set a point has in a replicate."""

    def draw(self, place: int) -> Draw:
        """Return the changes that a set makes."""

    def about(self, replicates: Sequence[int]) -> dict[str, Any]:
        """Return what a manifest says of the sets."""


@dataclass(frozen=True)
class Keep:
    """What is kept of a run: outcomes (None: all that the model declares) and how fine in time."""

    outcomes: tuple[str, ...] | None = None
    resolution: str = RESOLUTIONS[0]

    def names(self) -> list[str]:
        """Return the outcomes that are kept."""
        return list(declared_outcomes()) if self.outcomes is None else list(self.outcomes)


@dataclass(frozen=True)
class Place:
    """Where a cell stands on the axes of a plan: positions of arm, point of the design, theory and replicate."""

    arm: int
    point: int
    theory: int
    replicate: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Arms and the axes that they all share; every arm runs every point, replicate and theory.

    ``draw`` holds the changes with which all arms were loaded; ``points`` are the draws of a design, which change the
    arms further. None in ``theories`` stands for the theory that each scenario declares. Where the points are a
    ``sample`` of an ensemble, each meets luck of its own, so that luck common to all sets shifts no mean; the arms of a
    point share it. ``lucks`` gives points luck of their own as well: those with the same number share it. A
    ``background`` puts a set beneath every point, which the point's own draw wins over; luck is then that of the
    replicate, at all points.
    """

    name: str
    arms: tuple[Arm, ...]
    draw: Draw
    points: tuple[Draw, ...] = (Draw(),)
    theories: tuple[Any, ...] = (None,)
    seed: int
    replicates: Sequence[int]
    scale: int
    keep: Keep = Keep()
    sample: Sample | None = None
    lucks: tuple[int, ...] = ()
    background: Background | None = None

    def __post_init__(self) -> None:
        """Refuse arms of which no month can be kept or compared, however they were made."""
        scenarios = {arm.scenario.name: arm.scenario for arm in self.arms}
        for arm in self.arms:
            _refuse_without_months(arm, scenarios.get(arm.reference or "", arm.scenario))

    def most_runs(self) -> int:
        """Return how many runs it holds at most, without making them; places that are the same run count apart."""
        return len(self.arms) * len(self.points) * len(self.theories) * len(self.replicates)

    def places(self) -> Iterator[Place]:
        """Yield every place, whole replicates first."""
        counts = (len(axis) for axis in (self.theories, self.points, self.arms))
        axes = product(self.replicates, *map(range, counts))
        return (Place(arm, point, theory, replicate) for replicate, theory, point, arm in axes)

    def scenario(self, place: Place) -> Any:
        """Return the scenario that the cell at a place runs."""
        scenario = apply_draw(self.arms[place.arm].scenario, self._point(*self._at(place)))
        return apply_theory(scenario, self.theories[place.theory])

    def cell(self, place: Place) -> Cell:
        """Return the cell at a place."""
        about = self._identity(place)
        return Cell(**about, replicate=self._luck(place))

    def job(self, place: Place) -> Job:
        """Return the cell at a place with the scenario it runs, and the changes that led to it."""
        return Job(self.cell(place), self.scenario(place), self._draw(*self._at(place)))

    def jobs(self) -> list[Job]:
        """Return every cell once, with what it runs."""
        return [self.job(place) for place, _ in self.unique()]

    def unique(self) -> Iterator[tuple[Place, str]]:
        """Yield one place of every cell with its id; places that are the same run count once."""
        seen = set()
        for place in self.places():
            cell = self.cell(place).id
            if cell not in seen:
                seen.add(cell)
                yield place, cell

    def history(self, place: Place) -> str:
        """Return a digest of what cells must share to fork from one history."""
        return self._histories[(*self._at(place), place.theory)]

    def cells(self, arm: Arm) -> dict[str, list[str]]:
        """Return the ids of an arm's cells at the first point, replicate by replicate, for every theory by label.

        For a sample of an ensemble, those of all points under ``ensemble``, the replicates of a point side by side.
        """
        at = self.arms.index(arm)
        if self.sample:
            places = (Place(at, point, 0, n) for point in range(len(self.points)) for n in self.replicates)
            return {ENSEMBLE: [self.cell(place).id for place in places]}
        found = (
            [self.cell(Place(at, 0, theory, replicate)) for replicate in self.replicates]
            for theory in range(len(self.theories))
        )
        return {cells[0].theory: [cell.id for cell in cells] for cells in found}

    def _at(self, place: Place) -> tuple[int, int, int]:
        """Return arm, point and set of the background, 0 without one."""
        beneath = self.background.place(place.point, place.replicate) if self.background else 0
        return place.arm, place.point, beneath

    def _draw(self, arm: int, point: int, beneath: int) -> Draw:
        """Return the changes that concern an arm at a point over a set."""
        return relevant_changes(self.arms[arm].scenario, self._point(arm, point, beneath).over(self.draw))

    def _point(self, arm: int, point: int, beneath: int) -> Draw:
        """Return the changes of a point over a set, without those to settings that an arm keeps."""
        draw = self.points[point]
        draw = draw.over(self.background.draw(beneath)) if self.background else draw
        return draw.without(self.arms[arm].keeps)

    def _luck(self, place: Place) -> int:
        """Return the replicate of the cell at a place."""
        if self.lucks:
            return place.replicate * (max(self.lucks) + 1) + self.lucks[place.point]
        return place.replicate * len(self.points) + place.point if self.sample else place.replicate

    def _identity(self, place: Place) -> dict[str, Any]:
        where = (*self._at(place), place.theory)
        if where not in self._identities:
            scenario = self.scenario(place)
            self._identities[where] = {
                "scenario": scenario.name,
                "fingerprint": scenario.fingerprint(),
                "draw": self._draw(*where[:3]).label,
                "theory": scenario.theory.label,
                "seed": self.seed,
                "scale": self.scale,
                "model_version": model_version(),
            }
            self._histories[where] = digest(without_interventions(scenario).fingerprint())[:20]
        return self._identities[where]

    @cached_property
    def _identities(self) -> dict[tuple[int, ...], dict[str, Any]]:
        return {}

    @cached_property
    def _histories(self) -> dict[tuple[int, ...], str]:
        return {}


def _refuse_without_months(arm: Arm, reference: Any) -> None:
    """Raise ExperimentError for an arm that has no whole calendar month, or none in common with its reference."""
    from model.text.dates import first_month_ends

    start, stop = max(arm.scenario.start, reference.start), min(arm.scenario.stop, reference.stop)
    policies = arm.policy_start.replace(day=1) if arm.policy_start else start
    if stop >= (end := first_month_ends(max(start, policies))):
        return
    since = f"{start}" if policies <= start else f"{arm.policy_start}, when its policies begin,"
    what = f"no whole calendar month lies between {since} and {stop}, and results are kept by month"
    raise ExperimentError(f"{arm.scenario.name}: {what}; stop on {end} or later")


def model_version() -> int:
    """Return the version of the model; results of different versions are never mixed."""
    from model.version import MODEL_VERSION

    return MODEL_VERSION


def arms_alone(scenarios: Iterable[Any]) -> tuple[Arm, ...]:
    """Return scenarios as arms without a reference."""
    return tuple(Arm(scenario) for scenario in scenarios)


def arms_compared(scenarios: Sequence[Any], against: Any, load: Callable[[str], Any]) -> tuple[Arm, ...]:
    """Return the arms of a comparison: references not compared themselves, then every other scenario.

    ``load`` returns a scenario by name. Raise ExperimentError for a scenario that differs from ``against`` in
    period or price and names no reference of its own, and when nothing is left to compare.
    """
    compared = [scenario for scenario in scenarios if scenario.name != against.name]
    if not compared:
        raise ExperimentError(f"only {against.name} itself is given; name a scenario to compare with it")
    pairs = [(scenario, _reference(scenario, against, load)) for scenario in compared]
    _refuse_same_names([scenario for pair in pairs for scenario in pair])
    policies = [Arm(scenario, reference.name, _policy_start(scenario, reference)) for scenario, reference in pairs]
    names = {arm.scenario.name for arm in policies}
    references = {reference.name: reference for _, reference in pairs if reference.name not in names}
    return (*arms_alone(references.values()), *policies)


def _reference(scenario: Any, against: Any, load: Callable[[str], Any]) -> Any:
    """Return what a scenario is compared with: ``against`` if comparable, else its own reference."""
    differences = scenario.same_period_and_price(against)
    if not differences:
        return against
    if not scenario.own_reference:
        own = load(scenario.reference) if scenario.reference not in (None, against.name) else None
        same = f"--against {own.name}" if own and not scenario.same_period_and_price(own) else ""
        raise ExperimentError(_not_comparable(scenario, against, differences, same))
    reference = load(scenario.reference)
    if scenario.stop <= reference.start or reference.stop <= scenario.start:
        raise ExperimentError(_not_comparable(scenario, reference, ["they have no month in common"]))
    return reference


def _not_comparable(scenario: Any, against: Any, differences: list[str], same: str = "") -> str:
    return (
        f"{scenario.name} cannot be compared with {against.name}, as more than policy differs "
        f"({'; '.join(differences)}); to see what its policies change at its own price and in its own period, write "
        f"{same or _for_all(scenario, against)}; if the difference is the question, write "
        f'reference = "{against.name}" in {scenario.name}'
    )


def _for_all(scenario: Any, against: Any) -> str:
    return f"for all scenarios: {_own_settings(scenario, against)} (in an experiment file under [set])"


def _own_settings(scenario: Any, against: Any) -> str:
    """Return the options that give every scenario the price and the period of one, where they differ from another's."""
    from model.scenario.price_section import price_settings

    changes = {}
    if scenario.resolved()["price"] != against.resolved()["price"]:
        changes = {f"price.{name}": value for name, value in price_settings(scenario.price).items()}
    for name in ("starts_from", "simulated_from", "start", "stop"):
        value = getattr(scenario, name)
        if value != getattr(against, name) and value and not (name == "simulated_from" and scenario.starts_from):
            changes[f"period.{name}"] = str(value)
    return shlex.join(word for key, value in changes.items() for word in ("--set", f"{key}={value}"))


def _refuse_same_names(scenarios: Iterable[Any]) -> None:
    prints: dict[str, str] = {}
    for scenario in scenarios:
        if prints.setdefault(scenario.name, scenario.fingerprint()) != scenario.fingerprint():
            raise ExperimentError(f"two different scenarios are called {scenario.name}; rename one of the files")


def _policy_start(scenario: Any, reference: Any) -> date | None:
    """Return the first day scored on which interventions differ; None if more than interventions differs."""
    day = scenario.fork_date(reference)
    if day is None or day == scenario.simulated_from:
        return None
    return max(day, scenario.start, reference.start)
