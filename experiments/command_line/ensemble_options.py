"""The options of commands that rest on the ensemble of parameter sets, and what they come to."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.command_line.options import LARGEST_SCALE, MOST, EnsembleFile, Options, Shared

if TYPE_CHECKING:
    from experiments.engine.plan import Plan

ENSEMBLE_REPLICATES, ENSEMBLE_DRAWS, ENSEMBLE_SCALE = 2, 24, 20
POINT_REPLICATES, POINT_SCALE = 10, 1


@dataclass(frozen=True, kw_only=True)
class EnsembleRuns(Options):
    """How a command runs: at ``draws`` sets of the ensemble in a file, or at the declared values where it is None."""

    draws: int | None = None
    ensemble: Path | None = None

    def at_sets(self, plan: "Plan") -> "Plan":
        """Return a plan at the sets of the ensemble, or the plan itself."""
        from experiments.record.ensemble_runs import with_ensemble

        return plan if self.draws is None else with_ensemble(plan, self.draws, self.ensemble)


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
    point: Annotated[
        bool, typer.Option("--point", help="Run only the declared value of every parameter: ranges hold chance alone.")
    ] = False

    def runs(self, theories: str | None = None) -> EnsembleRuns:
        """Return how to run, with what is not given filled in; rival theories imply ``--point``.

        Raise ExperimentError where sets of an ensemble are asked for together with what needs one set.
        """
        point = self.point or theories is not None
        if point:
            self._refuse_sets("--theories" if theories is not None else "--point")
        replicates, scale, draws = self.replicates, self.scale, self.draws
        return EnsembleRuns(
            **{each.name: getattr(self, each.name) for each in fields(Shared)},
            replicates=replicates or (POINT_REPLICATES if point else ENSEMBLE_REPLICATES),
            scale=scale or (POINT_SCALE if point else ENSEMBLE_SCALE),
            draws=None if point else draws or ENSEMBLE_DRAWS,
            ensemble=self.ensemble,
        )

    def _refuse_sets(self, alone: str) -> None:
        from experiments.base.errors import ExperimentError

        for option, given in (("--ensemble", self.ensemble), ("--draws", self.draws)):
            if given is not None:
                why = "takes one parameter set, and an ensemble holds many, each with its theories"
                raise ExperimentError(f"{alone} {why}; leave {option} or {alone} away")
