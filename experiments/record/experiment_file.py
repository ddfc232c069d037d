"""Read an experiment from a TOML file: what is compared, over which design, with which luck, and what is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.base.vocabulary import hint
from experiments.design.apply_draw import apply_draw, apply_theory, relevant_changes
from experiments.design.designs import (
    CSV,
    FROM_FILE,
    KINDS,
    LUCK,
    MOST_POINTS,
    NO_DESIGN,
    ONE_AT_A_TIME,
    SET,
    WEIGHT,
    Design,
    read_rows,
)
from experiments.design.factors import DUMMY, THEORY, Factor, factor, known_factors
from experiments.design.loading import Loader, setting_key, theories_named
from experiments.engine.plan import Keep, Plan, arms_alone, arms_compared
from experiments.engine.replicates import Until
from experiments.record import value_checks as checks
from experiments.record.background import Sets, with_background
from experiments.record.ensembles import FILE
from experiments.store.resolution import RESOLUTIONS

TOP = ("question", "purpose", "claim", "scenarios", "against", "set", "design", "ensemble", "runs", "keep")
DESIGNS = (*KINDS, ONE_AT_A_TIME, *FROM_FILE)
COUNTED_BY_ITSELF = (ONE_AT_A_TIME, CSV)
OF_A_ROW = (WEIGHT, LUCK, SET)
"""Columns of a file of points that are no factors."""
UNUSED = {
    "points": COUNTED_BY_ITSELF,
    "factors": FROM_FILE,
    "file": tuple(kind for kind in DESIGNS if kind not in FROM_FILE),
    "second_order": tuple(kind for kind in DESIGNS if kind != "sobol_indices"),
}
"""Keys of [design] with the kinds that do not use them."""
PURPOSES = ("explore", "confirm")
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True, kw_only=True)
class ExperimentFile:
    """What an experiment file says, checked.

    ``base`` is where relative paths in it begin; ``settings`` are changes in all scenarios, as with ``--set``;
    ``sets`` are the ensemble whose sets lie beneath the points of the design.
    """

    name: str
    path: Path
    base: Path
    question: str
    purpose: str
    claim: str
    scenarios: tuple[str, ...]
    against: str | None
    settings: Draw
    design: Design
    seed: int
    replicates: int
    scale: int
    theories: str | None
    until: Until | None
    keep: Keep
    sets: Sets | None = None

    def plan(self) -> Plan:
        """Return the plan: arms, points, and the axes that they share. Raise what loading the scenarios raises."""
        axis = theories_named(self.theories) if self.theories else (None,)
        plan = Plan(
            name=self.name, arms=self._arms(axis[0]), draw=self.settings, points=self.design.draws(), theories=axis,
            seed=self.seed, replicates=range(self.replicates), scale=self.scale, keep=self.keep,
            lucks=self.design.lucks,
        )  # fmt: skip
        return with_background(plan, self.sets, self.design) if self.sets else plan

    def _arms(self, theory: Any) -> tuple[Any, ...]:
        loader = Loader(self.settings)
        names = [name for name in self.scenarios if name != self.against]
        loaded = loader.all([*names, *([self.against] if self.against else [])])
        found = [apply_theory(scenario, theory) for scenario in loaded]
        if self.against is None:
            return arms_alone(found)
        *scenarios, reference = found
        return arms_compared(scenarios, reference, lambda name: apply_theory(loader.load(name), theory))


def read_experiment(path: Path | str, base: Path | None = None) -> ExperimentFile:
    """Return what an experiment file says. Raise ScenarioError that lists every mistake with its line.

    Scenarios, ranges and values are checked against the model's declarations, so that none of them fails later.
    Relative paths in the file begin at ``base``, or at the file's own folder.
    """
    from model.text.mistakes import Report, children
    from model.text.toml_file import read_file

    path, report = Path(path), Report()
    file, tree = read_file(path)
    report.add_syntax(file)
    found = children(tree, TOP, "key of an experiment", report)
    experiment = Reader(report, tree, base or path.parent).experiment(path, found)
    if experiment is not None and not report.mistakes:
        try_out(experiment, found, report)
    return report.result(experiment)


class Reader:
    """Reads the parts of a file; a mistake goes into the report, and a default takes its place."""

    def __init__(self, report: Any, tree: Any, base: Path) -> None:
        """Take the report, the tree of the file and where relative paths begin."""
        self.report, self.tree, self.base = report, tree, base

    def experiment(self, path: Path, found: Mapping[str, Any]) -> ExperimentFile | None:
        """Return the experiment of a file's parts; None where any is mistaken."""
        from model.scenario.sections import read_titles
        from model.scenario.texts import in_first

        runs = self.table(found.get("runs"), ("seed", "replicates", "scale", "theories", "until"), "key of [runs]")
        values = {
            "question": in_first(read_titles(self.tree, "", self.report).question),
            "purpose": self.value(found.get("purpose"), partial(checks.word, PURPOSES), PURPOSES[0]),
            "claim": self.value(found.get("claim"), checks.text, ""),
            "scenarios": tuple(map(self._located, self.value(found.get("scenarios"), checks.names, ()))),
            "against": self._located(self.value(found.get("against"), checks.text, None)),
            "settings": self._settings(found.get("set")),
            "design": self._design(found.get("design")),
            "seed": self.value(runs.get("seed"), partial(checks.whole, 0, LARGEST_SEED), 1),
            "replicates": self.value(runs.get("replicates"), partial(checks.whole, 1, 100_000), 10),
            "scale": self.value(runs.get("scale"), partial(checks.whole, 1, 100_000), 20),
            "theories": self.value(runs.get("theories"), checks.theories, None),
            "until": self._until(runs.get("until")),
            "keep": self._keep(found.get("keep")),
            "sets": self._sets(found.get("ensemble")),
        }
        self._check_together(found, runs, values)
        return None if self.report.mistakes else ExperimentFile(name=path.stem, path=path, base=self.base, **values)

    def _check_together(self, found: Mapping[str, Any], runs: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Note what is missing, and what does not go together, in parts that may each be right."""
        if values["purpose"] == "confirm" and not values["claim"] and "purpose" in found:
            self.report.add(found["purpose"], 'confirms what? write claim = "what it is for"')
        varies_theory = [each.name for each in values["design"].factors if each.family == THEORY]
        if values["theories"] and varies_theory:
            self.report.add(runs["theories"], f"would override the factor {varies_theory[0]}; vary theories in one way")
        if values["theories"] and values["sets"]:
            self.report.add(runs["theories"], "would override the theories of the ensemble; leave one of the two out")
        if "scenarios" not in found:
            self.report.add(self.tree, 'no scenarios; write scenarios = ["raids", "shelters"]')
        if "until" in runs and "against" not in found:
            self.report.add(runs["until"], 'nothing is compared; write against = "baseline", or a number of replicates')

    def _located(self, name: Any) -> Any:
        """Return a scenario's name as it is, and the path of a file from where this file's paths begin."""
        return str(self.base / name) if name and name.endswith(".toml") else name

    def table(self, node: Any, known: tuple[str, ...], what: str) -> dict[str, Any]:
        """Return what a table holds under known names; every other name is a mistake."""
        from model.text.mistakes import children

        return children(node, known, what, self.report)

    def value(self, node: Any, read: Callable[[Any], Any], default: Any) -> Any:
        """Return what ``read`` makes of a value, or the default where there is none or it is mistaken."""
        from model.text.mistakes import value_of

        found = value_of(node, read, self.report)
        return default if found is None else found

    def _settings(self, node: Any) -> Draw:
        found: dict[str, Any] = {}
        for name, child in self._named(node).items():
            key = self.value(child, lambda _, name=name: setting_key(name), None)
            if key in found:
                self.report.add(child, "is set twice, once under another name; keep one")
            if key:
                found[key] = child.value
        return Draw.of(found)

    def _named(self, node: Any) -> dict[str, Any]:
        """Return what a table holds by whole names; none, with the mistake noted, where it is no table."""
        self.table(node, tuple(node.value) if node and isinstance(node.value, dict) else (), "key")
        return whole_names(node) if node else {}

    def _keep(self, node: Any) -> Keep:
        found = self.table(node, ("outcomes", "resolution"), "key of [keep]")
        outcomes = self.value(found.get("outcomes"), checks.outcomes, None)
        return Keep(outcomes, self.value(found.get("resolution"), partial(checks.word, RESOLUTIONS), RESOLUTIONS[0]))

    def _sets(self, node: Any) -> Sets | None:
        if node is None:
            return None
        found = self.table(node, ("file", "checksum"), "key of [ensemble]")
        name = self.value(found.get("file"), checks.path, None)
        sets = Sets(FILE if name is None else self.base / name, self.value(found.get("checksum"), checks.text, ""))
        try:
            sets.load()
        except ExperimentError as error:
            self.report.add(node, str(error))
            return None
        return sets if sets.checksum else Sets.of(sets.file)

    def _until(self, node: Any) -> Until | None:
        if node is None:
            return None
        found = self.table(node, ("outcome", "half_width", "first", "most"), "key of [runs.until]")
        for name in (name for name in ("outcome", "half_width") if name not in found):
            self.report.add(node, f"[runs.until] has no {name}")
        until = Until(
            outcome=self.value(found.get("outcome"), checks.outcome, ""),
            half_width=self.value(found.get("half_width"), checks.positive, 1.0),
            first=self.value(found.get("first"), partial(checks.whole, 2, 100_000), 4),
            most=self.value(found.get("most"), partial(checks.whole, 2, 100_000), 40),
        )
        if until.first > until.most:
            self.report.add(node, f"first = {until.first} is more than most = {until.most}")
        return until

    def _design(self, node: Any) -> Design:
        if node is None:
            return Design()
        found = self.table(node, ("kind", "points", "seed", "second_order", "file", "factors"), "key of [design]")
        kind = self.value(found.get("kind"), partial(checks.word, DESIGNS), NO_DESIGN)
        if "kind" not in found:
            self.report.add(node, f"[design] has no kind; write one of {', '.join(DESIGNS)}")
        design = Design(
            kind=kind,
            factors=self.factors(found.get("factors")),
            points=self.value(found.get("points"), partial(checks.points, kind), 1),
            seed=self.value(found.get("seed"), partial(checks.whole, 0, LARGEST_SEED), 1),
            second_order=self.value(found.get("second_order"), checks.switch, False),
        )
        if kind not in (*COUNTED_BY_ITSELF, NO_DESIGN) and "points" not in found:
            self.report.add(node, f"[design] of kind {kind} has no points; write how many, such as points = 64")
        for name in (name for name, unused in UNUSED.items() if name in found and kind in unused):
            self.report.add(found[name], f"has no effect on a design of kind {kind}; leave it out")
        if kind in FROM_FILE:
            design = self._with_rows(design, node, found.get("file"))
        if not (design.factors or design.sets) and not self.report.mistakes:
            self.report.add(node, "[design] has no factors; write a table [design.factors]")
        if design.size() > MOST_POINTS:
            self.report.add(
                found.get("points", node), f"{design.size():,} points are too many; {MOST_POINTS:,} at most"
            )
        return design

    def factors(self, node: Any) -> tuple[Factor, ...]:
        """Return the factors of a table; mistaken ones are left out."""
        found = [(child, self.value(child, partial(factor, name), None)) for name, child in self._named(node).items()]
        return self._distinct([(child, each) for child, each in found if each])

    def _distinct(self, found: list[tuple[Any, Factor]]) -> tuple[Factor, ...]:
        """Return factors; note each that changes what an earlier one changes."""
        names: dict[str, str] = {}
        for node, each in found:
            if each.change in names:
                self.report.add(node, f"{each.name} is the same as {names[each.change]}; name it once")
            names.setdefault(each.change, each.name)
        return tuple(each for _, each in found)

    def _with_rows(self, design: Design, node: Any, file: Any) -> Design:
        """Return a design with the rows of its file; the columns name the factors, with the ranges of the rows."""
        if file is None:
            self.report.add(node, f'[design] of kind {design.kind} has no file; write file = "points.csv"')
            return design
        found = self.value(file, lambda name: read_rows(self.base / checks.path(name)), None)
        if found is None:
            return design
        names, rows = found
        kept = {name: [row[names.index(name)] for row in rows] for name in OF_A_ROW if name in names}
        weights = tuple(kept.get(WEIGHT, ()))
        if weights and design.kind == CSV:
            self.report.add(file, f"column {WEIGHT}: rows have weights in a sample of a posterior only")
        if any(weight < 0 for weight in weights) or (weights and not sum(weights)):
            self.report.add(file, f"column {WEIGHT}: weights are not negative, and one of them is above 0")
        columns = [n for n, name in enumerate(names) if name not in OF_A_ROW]
        factors = [self._column(file, names[n], [row[n] for row in rows]) for n in columns]
        chosen = tuple(tuple(row[n] for n in columns) for row in rows)
        distinct = self._distinct([(file, each) for each in factors if each])
        lucks, sets = (self._counted(file, name, kept.get(name, []), design.kind) for name in (LUCK, SET))
        under = self._under(file, sets)
        return replace(design, factors=distinct, rows=chosen, weights=weights, lucks=lucks, sets=sets, under=under)

    def _counted(self, file: Any, name: str, values: list[float], kind: str) -> tuple[int, ...]:
        """Return a column of whole numbers, 0 or more, of a CSV file; anything else is a mistake."""
        strange = next((value for value in values if value < 0 or value % 1), None)
        if strange is not None:
            self.report.add(file, f"column {name}: {strange:g} is no whole number, 0 or more")
        if values and kind != CSV:
            self.report.add(file, f"column {name}: has no place in a design of kind {kind}; {CSV} has it")
        return tuple(map(int, values))

    def _under(self, file: Any, sets: tuple[int, ...]) -> tuple[Draw, ...]:
        """Return the changes of parameter sets of the project's ensemble by their rows; note a row that it lacks."""
        from experiments.record.ensembles import load_ensemble

        if not sets or self.report.mistakes:
            return ()
        draws = load_ensemble().draws()
        if max(sets) >= len(draws):
            self.report.add(file, f"column {SET}: the ensemble has no set {max(sets)}; they are 0 to {len(draws) - 1}")
            return ()
        return tuple(draws[n] for n in sets)

    def _column(self, file: Any, name: str, values: list[Any]) -> Factor | None:
        if name not in known_factors():
            self.report.add(file, f"column {name}: nothing is called so; {hint(name, known_factors())}")
            return None
        declared = known_factors()[name]
        if declared.options:
            strange = next((value for value in values if value not in declared.options), None)
            if strange is not None:
                self.report.add(file, f"column {name}: {strange!r} is no option; {hint(strange, declared.options)}")
            return Factor(name, declared.change, declared.family, declared.unit, options=declared.options)
        low, high = min(values), max(values)
        return Factor(name, declared.change, declared.family, declared.unit, low, high if high > low else low + 1.0)


def try_out(experiment: ExperimentFile, found: Mapping[str, Any], report: Any) -> None:
    """Load the scenarios and apply the ends of every range to them; note what the model refuses."""
    plan = _loaded(experiment, found, report)
    if plan is None:
        return
    scenarios = [arm.scenario for arm in plan.arms]
    if experiment.design.kind in FROM_FILE:
        file, rows = found["design"].value["file"], experiment.design.rows
        lines: dict[tuple[Any, ...], int] = {}
        for line, values in enumerate(rows, start=2):
            lines.setdefault(values, line)
        for values, line in lines.items():
            _try(experiment.design._draw(values), scenarios, file, report, f"line {line}: ")
        return
    where = whole_names(found["design"].value["factors"]) if experiment.design.factors else {}
    for each in experiment.design.factors:
        draws = [Draw.of({each.change: value}) for value in each.ends() if each.change]
        if each.family != DUMMY and not any(relevant_changes(scenario, draws[0]).changes for scenario in scenarios):
            names = ", ".join(scenario.name for scenario in scenarios)
            report.add(where[each.name], f"none of the scenarios has this policy ({names}); add one that has")
        for draw in draws:
            _try(draw, scenarios, where[each.name], report)


def _loaded(experiment: ExperimentFile, found: Mapping[str, Any], report: Any) -> Plan | None:
    """Return the plan without its design; None, with the mistake noted where it was made, if the model refuses it."""
    unchanged = replace(experiment, design=Design(), settings=Draw(), sets=None)
    nodes = {setting_key(name): node for name, node in whole_names(found["set"]).items()} if "set" in found else {}
    trials = [(found["scenarios"], replace(unchanged, against=None))]
    trials += [(found["against"], unchanged)] if "against" in found else []
    trials += [
        (nodes[key], replace(unchanged, settings=Draw.of({key: value}))) for key, value in experiment.settings.changes
    ]
    trials += [(found["set"], replace(unchanged, settings=experiment.settings))] if len(nodes) > 1 else []
    plan = None
    for node, trial in trials:
        try:
            plan = trial.plan()
        except ValueError as error:
            report.add(node, str(error).removeprefix("change: ").replace("\n", "\n  "))
            return None
    return plan


def _try(draw: Draw, scenarios: list[Any], node: Any, report: Any, where: str = "") -> None:
    try:
        for scenario in scenarios:
            apply_draw(scenario, draw)
    except (ValueError, TypeError) as error:
        report.add(node, where + str(error).replace("\n", "\n  "))


def whole_names(node: Any) -> dict[str, Any]:
    """Return the values of a table by their whole names, written in quotes or as TOML's tables in tables."""
    found: dict[str, Any] = {}
    for name, child in node.value.items() if isinstance(node.value, dict) else ():
        inner = whole_names(child) if isinstance(child.value, dict) and child.value else None
        found |= {name: child} if inner is None else {f"{name}.{rest}": each for rest, each in inner.items()}
    return found
