"""The options of commands that rest on the ensemble of parameter sets, and what they come to."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.base.languages import ENGLISH
from experiments.command_line.options import (
    LARGEST_SCALE,
    MOST,
    RESULTS,
    EnsembleFile,
    Jobs,
    Language,
    Large,
    Options,
    Out,
    Quiet,
    Shared,
)

if TYPE_CHECKING:
    from experiments.engine.plan import Plan
    from experiments.record.sensitivity_file import SensitivityFile

ENSEMBLE_REPLICATES, ENSEMBLE_DRAWS, ENSEMBLE_SCALE = 2, 24, 20
POINT_REPLICATES, POINT_SCALE = 10, 1
AtDeclared = Annotated[
    bool, typer.Option("--point", help="Run only the declared value of every parameter: ranges hold chance alone.")
]


def declared_values(point: bool, alone: str = "--point", **given: Any) -> bool:
    """Return whether only the declared values are run.

    Raise ExperimentError where sets of an ensemble are asked for as well: ``given`` are the options that do, by name,
    ``alone`` is the option that needs one set.
    """
    from experiments.base.errors import ExperimentError

    for option in (name for name, value in given.items() if point and value is not None):
        why = "takes one parameter set, and an ensemble holds many, each with its theories"
        raise ExperimentError(f"{alone} {why}; leave --{option} or {alone} away")
    return point


@dataclass(frozen=True, kw_only=True)
class StudyOptions:
    """How a sensitivity study is run; each field is an option."""

    quick: Annotated[bool, typer.Option("--quick", help="Run the smaller study of the file's table quick.")] = False
    ensemble: EnsembleFile = None
    point: AtDeclared = False
    out: Out = RESULTS
    jobs: Jobs = -1
    quiet: Quiet = False
    large: Large = False
    language: Language = ENGLISH

    def study(self, file: Path) -> "SensitivityFile":
        """Return the study of a file, with sets of an ensemble beneath its points unless at the declared values."""
        from experiments.record.sensitivity_file import read_sensitivity

        study = read_sensitivity(file, quick=self.quick)
        return study if declared_values(self.point, ensemble=self.ensemble) else study.at_sets(self.ensemble)


@dataclass(frozen=True, kw_only=True)
class EnsembleRuns(Options):
    """How a command runs: at ``draws`` sets of the ensemble in a file, or at the declared values where it is None."""

    draws: int | None = None
    ensemble: Path | None = None

    def at_sets(self, plan: "Plan") -> "Plan":
        """Return a plan at the sets of the ensemble, or the plan itself."""
        if self.draws is None:
            return plan
        from experiments.record.ensemble_runs import with_ensemble

        return with_ensemble(plan, self.draws, self.ensemble)


@dataclass(frozen=True, kw_only=True)
class EnsembleOptions(Shared):
    """What commands that rest on the ensemble have in common; each field is an option."""

    replicates: Annotated[
        int | None,
        typer.Option(
            "--replicates",
            "-r",
            min=1,
            max=MOST,
            help="Runs that differ only in luck: 2 of each parameter set; 10 with --point.",
        ),
    ] = None
    scale: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=LARGEST_SCALE,
            help="Persons that one agent stands for, miners and candidates only: 20; 1 for compare --point.",
        ),
    ] = None
    draws: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Parameter sets of the ensemble; by default 24.")
    ] = None
    ensemble: EnsembleFile = None
    point: AtDeclared = False

    def runs(self, theories: str | None = None) -> EnsembleRuns:
        """Return how to run, with what is not given filled in; rival theories imply ``--point``.

        Raise ExperimentError where sets of an ensemble are asked for together with what needs one set.
        """
        alone = "--point" if theories is None else "--theories"
        point = declared_values(self.point or theories is not None, alone, ensemble=self.ensemble, draws=self.draws)
        replicates, scale, draws = self.replicates, self.scale, self.draws
        return EnsembleRuns(
            **{each.name: getattr(self, each.name) for each in fields(Shared)},
            replicates=replicates or (POINT_REPLICATES if point else ENSEMBLE_REPLICATES),
            scale=scale or (POINT_SCALE if point else ENSEMBLE_SCALE),
            draws=None if point else draws or ENSEMBLE_DRAWS,
            ensemble=self.ensemble,
        )
