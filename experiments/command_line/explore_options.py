"""The options of the command ``explore``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from experiments.command_line.options import LARGEST_SCALE, Jobs

RESULTS_OF_PAGE = Path("results/explore")
LOOPBACK, PORT = "127.0.0.1", 8765

ExploreFolder = Annotated[Path, typer.Argument(metavar="FOLDER", help="New or empty folder.")]
ExploreFile = Annotated[Path, typer.Argument(metavar="FILE", help="Experiment (.toml) whose runs are stored.")]
ExploreResults = Annotated[Path, typer.Option("--results", help="Folder of stored results.")]
ExploreSurrogate = Annotated[
    Path | None, typer.Option("--surrogate", metavar="FILE", help="Surrogate (.npz); by default the project's own.")
]


@dataclass(frozen=True, kw_only=True)
class ExploreOptions:
    """How the page is served, and how it runs the real model; each field is an option."""

    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes any free one.")] = PORT
    host: Annotated[str, typer.Option(help="Address to serve at; by default only this machine can open the page.")] = (
        LOOPBACK
    )
    open_to_network: Annotated[
        bool,
        typer.Option("--open-to-network", help="Agree that others can open the page and start runs on this machine."),
    ] = False
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True
    results: Annotated[Path, typer.Option("--results", help="Folder in which runs of the full model are stored.")] = (
        RESULTS_OF_PAGE
    )
    draws: Annotated[
        int, typer.Option(min=4, max=400, help="Parameter sets that the full model is run at, one run each.")
    ] = 8
    scale: Annotated[
        int, typer.Option(min=1, max=LARGEST_SCALE, help="Persons that one agent stands for in the full model's runs.")
    ] = 100
    jobs: Jobs = -1
    surrogate: ExploreSurrogate = None
