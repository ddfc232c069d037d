"""What every command says to people: results, messages, and errors that end in one line with an exit code."""

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

if TYPE_CHECKING:
    from experiments.engine.batch import Ended

FAILED_RUNS, NOT_REPRODUCED, INTERRUPTED = 3, 3, 130
"""Exit codes beside 0, 1 for an unexpected error, and 2 for a mistake in what is asked for."""
WIDTH_OF_FILES = 160
RESULTS = Path("results")
"""The folder of stored results unless --out names another."""


@contextmanager
def clear_errors() -> Generator[None]:
    """End with one message instead of a traceback where the message says all."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        log("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        from experiments.base.errors import exit_code, in_words

        code = exit_code(error)
        if code is None:
            raise
        log(f"error: {in_words(error)}")
        raise typer.Exit(code) from None


def exit_as(batches: Iterable["Ended"]) -> None:
    """End the command with the exit code of its batches: interrupted, some runs failed, or none of these."""
    batches = list(batches)
    if any(ended.interrupted for ended in batches):
        raise typer.Exit(INTERRUPTED)
    if any(ended.failures or ended.failed_before for ended in batches):
        raise typer.Exit(FAILED_RUNS)


def log(line: str) -> None:
    """Print a line to standard error, where everything goes that is no result."""
    Console(stderr=True).print(line, markup=False, highlight=False, soft_wrap=True)


def show(result: Any) -> None:
    """Print a result to standard output, as wide as COLUMNS says; by default a file is wide enough for the tables."""
    console = Console()
    if not console.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        console.width = WIDTH_OF_FILES
    console.print(result, highlight=False)


def show_record(result: Any, folder: Path) -> None:
    """Print a result, and to standard error where its record is."""
    show(result)
    log(f"record: {folder}")


def print_file(path: Path) -> None:
    """Print a file that a report has written; nothing where nothing was to be reported."""
    if path.exists():
        print(path.read_text(encoding="utf-8"), end="")
