"""The options that commands share, and the decorator that makes a function a command."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.base.languages import ENGLISH, languages
from experiments.command_line.completion import outcomes, records, scenarios
from experiments.command_line.terminal import RESULTS, clear_errors

if TYPE_CHECKING:
    from experiments.record.experiment import Replication


def known_language(code: str) -> str:
    """Return a language that there is a catalogue of words for; end with a message and code 2 for any other."""
    if code not in languages():
        raise typer.BadParameter(f"{code!r} is no language of the catalogues; write one of {', '.join(languages())}")
    return code


LARGEST_SEED = 2**32 - 1
LARGEST_SCALE = 100_000
MOST = 1_000_000_000
"""Largest number of replicates that is counted at all; far smaller ones are asked about."""

Scenario = Annotated[
    str,
    typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path to a .toml file.", autocompletion=scenarios),
]
Scenarios = Annotated[
    list[str],
    typer.Argument(metavar="SCENARIO", help="Names of scenarios, or paths to .toml files.", autocompletion=scenarios),
]
Chosen = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENARIO]...",
        help="Names or paths; by default every policy of the project.",
        autocompletion=scenarios,
    ),
]
Against = Annotated[str, typer.Option(help="Scenario to compare with.", autocompletion=scenarios)]
Record = Annotated[
    str, typer.Argument(metavar="RECORD", help="Name of a record, or its folder.", autocompletion=records)
]
Plotted = Annotated[str, typer.Option("--outcome", help="Outcome, such as true.bars.", autocompletion=outcomes)]
Policies = Annotated[
    list[str] | None,
    typer.Option("--policy", help="Policy in the foreground; may be repeated. By default each policy."),
]
Tables = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Tables of a sensitivity study, for what decides the result."),
]
Replicates = Annotated[
    int, typer.Option("--replicates", "-r", min=1, max=MOST, help="Number of runs that differ only in luck.")
]
Seed = Annotated[int, typer.Option("--seed", "-s", min=0, max=LARGEST_SEED, help="Seed of all random numbers.")]
Scale = Annotated[
    int, typer.Option(min=1, max=LARGEST_SCALE, help="Persons that one agent stands for; miners and candidates only.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=-1, help="Worker processes; -1 means one per core.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of stored results; nothing is written elsewhere.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a setting of every scenario, references included."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Quick = Annotated[bool, typer.Option("--quick", help="Run the whole chain on a small budget.")]
Language = Annotated[
    str,
    typer.Option(
        envvar="GOLDRUSH_LANGUAGE",
        callback=known_language,
        autocompletion=languages,
        help=f"Language of what is printed and drawn: {', '.join(languages())}.",
    ),
]
Recover = Annotated[
    int, typer.Option("--recover", min=0, help="Calibrate so many made-up records too, whose parameters are known.")
]
EnsembleFile = Annotated[
    Path | None, typer.Option("--ensemble", metavar="FILE", help="Parameter sets to run, as calibrate leaves them.")
]
OwnReference = Annotated[
    str | None,
    typer.Option(
        "--against",
        help="Scenario to compare with; by default their common reference, or baseline.",
        autocompletion=scenarios,
    ),
]
RivalTheories = Annotated[
    str | None,
    typer.Option(
        "--theories",
        help="Rival theories: each (one switch at a time), all, or labels with commas; at one parameter set (--point).",
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Show every outcome and the whole ledger as well.")]
Draws = Annotated[int, typer.Option(min=2, max=10_000, help="Parameter sets of the ensemble that are run.")]
Large = Annotated[bool, typer.Option("--large", help="Run it even if it takes weeks or fills a disk.")]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What all commands that run scenarios have in common; each field is an option."""

    seed: Seed = 1
    jobs: Jobs = -1
    out: Out = RESULTS
    settings: Set = None
    quiet: Quiet = False
    large: Large = False
    language: Language = ENGLISH

    @property
    def changes(self) -> Sequence[str]:
        """The ``KEY=VALUE`` texts of ``--set``."""
        return self.settings or ()


@dataclass(frozen=True, kw_only=True)
class Options(Shared):
    """What commands that run scenarios at one parameter set have in common; each field is an option."""

    replicates: Replicates = 10
    scale: Scale = 20

    def replication(self, only: int | None = None) -> "Replication":
        """Return the seed, replicates and scale that are asked for; ``only`` names the one replicate to run."""
        from experiments.record.experiment import Replication

        return Replication(self.seed, range(self.replicates) if only is None else (only,), self.scale)


@dataclass(frozen=True, kw_only=True)
class PlotOptions:
    """What is drawn of one outcome; each field is an option."""

    outcome: Plotted = "true.people_in_sexual_exploitation"
    out: Out = RESULTS
    language: Language = ENGLISH


@dataclass(frozen=True, kw_only=True)
class FigureOptions:
    """Which figures are drawn to send on; each field is an option."""

    policy: Policies = None
    sensitivity: Tables = None
    out: Out = RESULTS
    language: Language = ENGLISH


@dataclass(frozen=True, kw_only=True)
class PairedRuns:
    """What is asked of mechanisms, and how their effect is measured; each field is an option."""

    measure: Annotated[bool, typer.Option("--measure", help="Run the model with and without each mechanism.")] = False
    default: Annotated[
        bool, typer.Option("--default", help="Switch each mechanism off alone, with everything else at its default.")
    ] = False
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Measure both ways, and print the page for the documents instead.")
    ] = False
    as_json: Json = False
    replicates: Annotated[
        int, typer.Option("--replicates", "-r", min=2, max=MOST, help="Paired runs for each row.")
    ] = 6
    seed: Seed = 1
    scale: Scale = 50
    jobs: Jobs = -1
    quiet: Quiet = False
    large: Large = False
    language: Language = ENGLISH


def command(
    app: typer.Typer, *, name: str | None = None, hidden: bool = False, alone: bool = False, **defaults: Any
) -> Callable[[Callable[..., None]], Any]:
    """Return a decorator that makes a function a command of ``app``; known errors end it with one message.

    With ``alone`` it is what the app does where none of its commands is named.

    A parameter ``options`` whose annotation is a dataclass becomes one option for each field: Typer reads options from
    a signature, so the decorator writes a signature that has the fields in place of ``options``. ``defaults`` replace
    the defaults of fields.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(function)
        record = signature.parameters["options"].annotation if "options" in signature.parameters else None
        own = fields(record) if record else ()

        @wraps(function)
        def called(**values: Any) -> None:
            if record:
                values["options"] = record(**{each.name: values.pop(each.name) for each in own})
            with clear_errors():
                function(**values)

        others = [each for name, each in signature.parameters.items() if name != "options"]
        shared = [_parameter(each, defaults) for each in own]
        vars(called)["__signature__"] = signature.replace(parameters=_keywords([*others, *shared]))
        register = app.callback(invoke_without_command=True) if alone else app.command(name, hidden=hidden)
        register(called)
        return function

    return decorate


def _parameter(option: Field[Any], defaults: dict[str, Any]) -> inspect.Parameter:
    """Return the parameter that stands for a field."""
    default = defaults.get(option.name, option.default)
    return inspect.Parameter(option.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=option.type)


def _keywords(parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    return [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
