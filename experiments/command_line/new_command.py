"""Write a commented starter file that runs as it is. No file is ever overwritten."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command_line.options import command

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the new file, without ending.")]
Folder = Annotated[Path, typer.Option("--folder", help="Folder to write it into.")]
NEXT = {"scenario": ("explain", "compare"), "portfolio": ("explain", "compare"), "experiment": ("check", "run")}


@command(app)
def scenario(name: Name, folder: Folder = Path()) -> None:
    """Write a scenario with one policy in the baseline."""
    write("scenario", name, folder)


@command(app)
def portfolio(name: Name, folder: Folder = Path()) -> None:
    """Write a portfolio of levers under one yearly budget, with its list of levers."""
    write("portfolio", name, folder)


@command(app)
def experiment(name: Name, folder: Folder = Path()) -> None:
    """Write an experiment over two assumptions."""
    write("experiment", name, folder)


def write(kind: str, name: str, folder: Path) -> None:
    """Write a starter and say what to do with it."""
    from experiments.design.starters import write_starter

    written = write_starter(kind, name, folder)
    for path in written:
        print(f"wrote {path}")
    group = "experiment " if kind == "experiment" else ""
    print("next: " + "; ".join(f"run.py {group}{verb} {written[0]}" for verb in NEXT[kind]))
