"""Read a sensitivity study from a TOML file and turn its stages into experiments that can be stopped and resumed.

Stages: one factor at a time over the ranges of the file and close to the defaults; Morris's screening; a Sobol sequence
over the factors that screening leaves, for indices by an emulator; grids of two levers.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.base.files import make_folder, write_whole
from experiments.base.folder import experiment_folder
from experiments.design.apply_draw import relevant_changes
from experiments.design.designs import ONE_AT_A_TIME, Design
from experiments.design.factors import DUMMY, PRICE, THEORY, Factor
from experiments.record import value_checks as checks
from experiments.record.background import Sets
from experiments.record.ensembles import FILE as PROJECT_SETS
from experiments.record.experiment_file import ExperimentFile, Reader, read_experiment, try_out, whole_names
from experiments.record.record import FILE, Record

SHARED = ("question", "purpose", "claim", "scenarios", "against", "set", "runs", "keep")
TOP = (*SHARED, "factors", "subject", "stages", "quick")
NEAR, MORRIS, INDICES, SURFACE = "near", "morris", "indices", "surface"
STAGES: Mapping[str, tuple[str, ...]] = {
    ONE_AT_A_TIME: ("replicates",),
    NEAR: ("replicates", "within"),
    MORRIS: ("replicates", "points"),
    INDICES: ("replicates", "points", "leave"),
    SURFACE: ("replicates", "points", "pairs"),
}
"""Stages in the order in which they are run, with their settings."""
ALWAYS = (THEORY, PRICE, DUMMY)
"""Families of factors that screening never takes out."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Settings of a stage; those that do not concern it keep their defaults."""

    replicates: int = 2
    points: int = 4
    within: float = 0.2
    leave: int = 14
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The question: a policy compared with the reference in some outcomes, and which rival does best in the first."""

    policy: str
    outcomes: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SensitivityFile:
    """What a sensitivity file says: an experiment, its factors, the subject and the stages."""

    experiment: ExperimentFile
    factors: tuple[Factor, ...]
    subject: Subject
    stages: Mapping[str, Stage]
    quick: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the study."""
        return self.experiment.name

    def at_sets(self, file: Path | None = None) -> "SensitivityFile":
        """Return the study with sets of the ensemble in a file, that of the project by default, beneath its points.

        Raise ExperimentError for a file that is no ensemble of this model version.
        """
        experiment = replace(self.experiment, name=f"{self.name}-ensemble", sets=Sets.of(file))
        return replace(self, experiment=experiment)

    def most_runs(self) -> int:
        """Return how many runs all stages take at most, before screening takes factors out."""
        return sum(self._runs(name, stage) for name, stage in self.stages.items())

    def _runs(self, name: str, stage: Stage) -> int:
        pairs = [tuple(self.factor(one) for one in pair) for pair in stage.pairs] if name == SURFACE else [self.factors]
        points = sum(_design(name, stage, factors).size() for factors in pairs)
        scenarios = self.experiment.scenarios if name == INDICES else self.compared()
        return points * (len(scenarios) + 1) * stage.replicates

    def factor(self, name: str) -> Factor:
        """Return a factor by name."""
        return next(factor for factor in self.factors if factor.is_called(name))

    def compared(self) -> tuple[str, ...]:
        """Return the scenarios of stages that are about the policy only."""
        return tuple(name for name in self.experiment.scenarios if Path(name).stem == self.subject.policy)


def read_sensitivity(path: Path | str, *, quick: bool = False) -> SensitivityFile:
    """Return what a sensitivity file says, made smaller by its ``[quick]`` where that is asked for.

    Raise ScenarioError that lists every mistake with its line.
    """
    from model.text.mistakes import Report, children
    from model.text.toml_file import read_file

    path, report = Path(path), Report()
    file, tree = read_file(path)
    report.add_syntax(file)
    found = children(tree, TOP, "key of a sensitivity study", report)
    reader = _SensitivityReader(report, tree, path.parent)
    return report.result(reader.study(path, found, quick))


class _SensitivityReader(Reader):
    """Reads what a sensitivity file has beyond an experiment."""

    def study(self, path: Path, found: Mapping[str, Any], quick: bool) -> SensitivityFile | None:
        """Return the study of a file's parts; None where any is mistaken."""
        from model.text.toml_file import Node

        smaller = self.table(found.get("quick"), ("set", "scale", "stages", *STAGES), "key of [quick]")
        experiment = self.experiment(path, {name: found[name] for name in SHARED if name in found})
        factors = self.factors(found.get("factors"))
        stages, quick_stages = self._stages(found.get("stages"), smaller)
        subject = self._subject(found.get("subject"))
        if "factors" not in found:
            self.report.add(self.tree, "no factors; write a table [factors]")
        if experiment is None or subject is None or self.report.mistakes:
            return None
        tables = [found.get("set"), smaller.get("set") if quick else None]
        quick_experiment = self._smaller(experiment, smaller)
        if quick:
            experiment, stages = quick_experiment, quick_stages
        tried = replace(experiment, design=Design(kind=ONE_AT_A_TIME, factors=factors))
        settings = {key: child for table in tables if table for key, child in whole_names(table).items()}
        where = {
            "design": Node({"factors": found["factors"]}, found["factors"].place),
            "set": Node(settings, (tables[0] or tables[1] or self.tree).place),
        }
        if not self.report.mistakes:
            try_out(tried, {**found, **where}, self.report)
        study = SensitivityFile(experiment=experiment, factors=factors, subject=subject, stages=stages)
        self._check(study, found)
        return study

    def _smaller(self, experiment: ExperimentFile, smaller: Mapping[str, Any]) -> ExperimentFile:
        settings = Draw.of({**dict(experiment.settings.changes), **dict(self._settings(smaller.get("set")).changes)})
        scale = self.value(smaller.get("scale"), partial(checks.whole, 1, 100_000), experiment.scale)
        return replace(experiment, name=f"{experiment.name}-quick", settings=settings, scale=scale)

    def _stages(self, node: Any, smaller: Mapping[str, Any]) -> tuple[dict[str, Stage], dict[str, Stage]]:
        """Return the stages of the study, and those of the smaller one."""
        found = self.table(node, tuple(STAGES), "stage")
        stages = {name: self._stage(name, found[name], Stage()) for name in STAGES if name in found}
        if not stages:
            self.report.add(node or self.tree, f"no stages; write a table such as [stages.{MORRIS}]")
        for name in (name for name in STAGES if name in smaller and name not in stages):
            self.report.add(smaller[name], f"is no stage of the study; write [stages.{name}] too, or leave it out")
        quick = stages | {name: self._stage(name, smaller[name], stages[name]) for name in stages if name in smaller}
        kept = self.value(smaller.get("stages"), partial(_some_stages, tuple(stages)), tuple(stages))
        for name in (name for name, stage in stages.items() if name == SURFACE and not stage.pairs):
            self.report.add(found[name], 'has no pairs; write pairs = [["raids.frequency", "corruption.start"]]')
        return stages, {name: stage for name, stage in quick.items() if name in kept}

    def _stage(self, name: str, node: Any, usual: Stage) -> Stage:
        found = self.table(node, STAGES[name], f"setting of the stage {name}")
        kind = "sobol_sequence" if name == INDICES else name
        return Stage(
            replicates=self.value(found.get("replicates"), partial(checks.whole, 1, 10_000), usual.replicates),
            points=self.value(found.get("points"), partial(checks.points, kind), usual.points),
            within=self.value(found.get("within"), checks.positive, usual.within),
            leave=self.value(found.get("leave"), partial(checks.whole, 1, 1_000), usual.leave),
            pairs=self.value(found.get("pairs"), _pairs, usual.pairs),
        )

    def _subject(self, node: Any) -> Subject | None:
        if node is None:
            self.report.add(self.tree, "no subject; write a table [subject] with policy and outcomes")
            return None
        found = self.table(node, ("policy", "outcomes", "rivals"), "key of [subject]")
        for name in (name for name in ("policy", "outcomes") if name not in found):
            self.report.add(node, f"[subject] has no {name}")
        return Subject(
            policy=self.value(found.get("policy"), checks.text, ""),
            outcomes=self.value(found.get("outcomes"), checks.outcomes, ()),
            rivals=self.value(found.get("rivals"), checks.names, ()),
        )

    def _check(self, study: SensitivityFile, found: Mapping[str, Any]) -> None:
        """Note names that the parts of a study do not share."""
        from model.text.suggestions import did_you_mean

        subject = found["subject"].value
        scenarios = [Path(name).stem for name in study.experiment.scenarios]
        for key, names in (("policy", [study.subject.policy]), ("rivals", study.subject.rivals)):
            for name in (name for name in names if name not in scenarios):
                self.report.add(subject[key], f"{name} is not among the scenarios; {did_you_mean(name, scenarios)}")
        for name in (name for name in study.subject.outcomes if name not in study.experiment.keep.names()):
            self.report.add(subject["outcomes"], f"{name} is not kept; add it to outcomes of [keep]")
        if study.experiment.against is None:
            self.report.add(found["subject"], 'nothing to compare with; write against = "baseline"')
        if len(study.subject.rivals) not in (0, 2):
            self.report.add(subject["rivals"], "names two scenarios, whose ranking is asked about")
        self._check_factors(study, found["factors"])
        known = [factor.name for factor in study.factors]
        pairs = study.stages[SURFACE].pairs if SURFACE in study.stages else ()
        named = [name for pair in pairs for name in pair]
        for name in (name for name in named if not any(factor.is_called(name) for factor in study.factors)):
            self.report.add(found["stages"], f"pairs: {name} is no factor of the study; {did_you_mean(name, known)}")

    def _check_factors(self, study: SensitivityFile, node: Any) -> None:
        """Note factors that change neither the policy asked about nor what it is compared with."""
        if self.report.mistakes:
            return
        compared = replace(study.experiment, scenarios=study.compared(), design=Design())
        arms = compared.plan().arms
        names = " nor ".join(arm.scenario.name for arm in reversed(arms))
        for factor in (factor for factor in study.factors if factor.change):
            draw = Draw.of({factor.change: factor.ends()[0]})
            if not any(relevant_changes(arm.scenario, draw).changes for arm in arms):
                self.report.add(node.value[factor.name], f"changes neither {names}; take it out")


def _some_stages(known: tuple[str, ...], value: Any) -> tuple[str, ...]:
    return tuple(checks.word(known, name) for name in checks.names(value))


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise ValueError('is no list of pairs; write [["raids.frequency", "corruption.start"]]')
    if same := next((first for first, second in value if first == second), None):
        raise ValueError(f"pairs {same} with itself")
    return tuple((str(first), str(second)) for first, second in value)


def _design(name: str, stage: Stage, factors: Sequence[Factor]) -> Design:
    kinds = {NEAR: ONE_AT_A_TIME, INDICES: "sobol_sequence", SURFACE: "grid"}
    return Design(kind=kinds.get(name, name), factors=tuple(factors), points=stage.points)


def stage_record(study: SensitivityFile, stage: str, factors: Sequence[Factor], out: Path, label: str = "") -> Record:
    """Write the experiment file of a stage into the folder of its record and return the record.

    From then on the stage is an experiment like any other, which ``run.py experiment`` can resume and reproduce.
    """
    settings = study.stages[stage]
    design = _design(stage, settings, factors)
    whole = stage == INDICES
    experiment = replace(
        study.experiment,
        name="-".join(word for word in (study.name, stage, label) if word),
        scenarios=study.experiment.scenarios if whole else study.compared(),
        design=design,
        replicates=settings.replicates,
    )
    folder = make_folder(experiment_folder(out, experiment.name))
    write_whole(folder / FILE, as_toml(experiment).encode())
    found = read_experiment(folder / FILE, base=experiment.base)
    return Record(replace(found, name=experiment.name), out, settings.replicates)


def near(factors: Sequence[Factor], scenarios: Sequence[Any], within: float) -> list[Factor]:
    """Return the factors whose default is a number, with ranges of plus or minus the share ``within`` around it.

    No range goes beyond the factor's own.
    """
    found = []
    for factor in factors:
        default = default_of(factor, scenarios)
        if default and not factor.options and not factor.whole:
            low, high = sorted((default * (1 - within), default * (1 + within)))
            low, high = max(low, factor.low), min(high, factor.high)
            if low < high:
                found.append(replace(factor, low=low, high=high, whole=False))
    return found


def default_of(factor: Factor, scenarios: Sequence[Any]) -> float | None:
    """Return the value that a factor has in the first scenario that it concerns; None where it has none."""
    section, _, rest = factor.change.partition(".")
    first, _, name = rest.partition(".")
    for scenario in scenarios:
        if section == "parameters":
            return float(getattr(getattr(scenario.parameters, first), name))
        if section == "price":
            found = getattr(scenario.price, first, None)
            return found if isinstance(found, float) else None
        for policy in scenario.interventions:
            if section == "interventions" and policy.kind == first:
                return float(getattr(policy, name))
    return None


def as_toml(experiment: ExperimentFile) -> str:
    """Return the text of the file of an experiment."""
    top = {
        "question": experiment.question,
        "purpose": experiment.purpose,
        "claim": experiment.claim,
        "scenarios": [_named(name, experiment) for name in experiment.scenarios],
        "against": experiment.against and _named(experiment.against, experiment),
    }
    design, keep = experiment.design, experiment.keep
    about = {"kind": design.kind, "points": None if design.kind == ONE_AT_A_TIME else design.points}
    ranges = {factor.name: _range(factor) for factor in design.factors}
    runs = {"seed": experiment.seed, "replicates": experiment.replicates, "scale": experiment.scale}
    kept = {"outcomes": keep.outcomes and list(keep.outcomes), "resolution": keep.resolution}
    tables = {
        "set": dict(experiment.settings.changes),
        "design": about | {"seed": design.seed},
        "design.factors": ranges,
        **_ensemble(experiment),
        "runs": runs,
        "keep": kept,
    }
    lines = [*_lines(top), *(line for name, each in tables.items() for line in ("", f"[{name}]", *_lines(each)))]
    return "\n".join(lines) + "\n"


def _ensemble(experiment: ExperimentFile) -> dict[str, dict[str, Any]]:
    sets, base = experiment.sets, experiment.base.resolve()
    if sets is None:
        return {}
    file = sets.file.relative_to(base) if sets.file.is_relative_to(base) else sets.file
    return {"ensemble": {"file": None if sets.file == PROJECT_SETS else str(file), "checksum": sets.checksum}}


def _range(factor: Factor) -> list[Any] | str:
    if factor.name == DUMMY:
        return "registry"
    return list(factor.options) or [factor.low, factor.high]


def _named(name: str, experiment: ExperimentFile) -> str:
    path = Path(name)
    inside = name.endswith(".toml") and path.is_relative_to(experiment.base)
    return str(path.relative_to(experiment.base)) if inside else name


def _lines(values: Mapping[str, Any]) -> list[str]:
    """Return ``"key" = value`` lines; TOML writes texts, numbers and lists as JSON does. What is empty is left out."""
    given = {key: value for key, value in values.items() if value not in (None, "")}
    return [f"{json.dumps(key)} = {json.dumps(value, default=str)}" for key, value in given.items()]


def left_after_screening(
    factors: Sequence[Factor], importance: Mapping[str, float], floor: float, leave: int
) -> list[Factor]:
    """Return the factors that go on: the most important of those above the noise floor, at most ``leave``.

    Theory, price and the dummy always stay, so that they are in every study, and count. Raise ExperimentError where
    they alone are more.
    """
    kept = [factor for factor in factors if factor.family in ALWAYS]
    if len(kept) >= leave:
        raise ExperimentError(f"leave = {leave}, but theory, price and dummy alone are {len(kept)}; leave more")
    others = sorted((f for f in factors if f.family not in ALWAYS), key=lambda f: -importance[f.name])
    above = [factor for factor in others if not importance[factor.name] <= floor][: leave - len(kept)]
    chosen = {factor.name for factor in (*kept, *above)}
    return [factor for factor in factors if factor.name in chosen]
