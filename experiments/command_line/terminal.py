"""What every command shares: its options, messages to people, and errors that end in one line."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

FAILED_RUNS, INTERRUPTED = 3, 130
LARGEST_SEED = 2**32 - 1
WIDTH_OF_FILES = 160

Scenario = Annotated[str, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path to a .toml file.")]
Scenarios = Annotated[
    list[str], typer.Argument(metavar="SCENARIO", help="Names of scenarios, or paths to .toml files.")
]
Chosen = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SCENARIO]...", help="Names or paths; none is every policy of the project."),
]
Replicates = Annotated[int, typer.Option("--replicates", "-r", min=1, help="Runs that differ in chance only.")]
Seed = Annotated[int, typer.Option("--seed", "-s", min=0, max=LARGEST_SEED, help="Root of all chance.")]
Scale = Annotated[int, typer.Option(min=1, help="Persons per agent, miners and candidates only.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=-1, help="Worker processes; -1 is one a core.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the store; nothing is written elsewhere.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a key of every scenario, references included."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@contextmanager
def clear_errors() -> Generator[None]:
    """End with one message instead of a traceback where the message says all."""
    try:
        yield
    except KeyboardInterrupt:
        log("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        from experiments.base.errors import exit_code

        code = exit_code(error)
        if code is None:
            raise
        log(f"error: {error}")
        raise typer.Exit(code) from None


def log(line: str) -> None:
    """Print a line to standard error, where everything goes that is no result."""
    Console(stderr=True).print(line, markup=False, highlight=False, soft_wrap=True)


def show(result: Any) -> None:
    """Print a result to standard output; where that is a file, wide enough for the tables."""
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH_OF_FILES
    console.print(result, highlight=False)
