"""The options of the command ``brief``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from experiments.base.languages import ENGLISH, languages
from experiments.command_line.completion import records
from experiments.command_line.options import RESULTS, Jobs, Out, known_language

ALL = "all"
TEMPLATES = ("ministry", "donor", "public", "research")


def one_or_all(code: str) -> str:
    """Return a language, or ``all``; end with a message and code 2 for another."""
    return code if code == ALL else known_language(code)


StoredRecord = Annotated[
    str | None,
    typer.Argument(metavar="[RECORD]", help="Name of a stored comparison, or its folder.", autocompletion=records),
]


@dataclass(frozen=True, kw_only=True)
class BriefOptions:
    """What is asked of a brief beside its record; each field is an option."""

    template: Annotated[str, typer.Option(help=f"For whom: {', '.join(TEMPLATES)}.")] = "ministry"
    look: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Title, chosen outcomes, policies and logo (.toml).")
    ] = None
    demo: Annotated[bool, typer.Option("--demo", help="Run a small comparison first, and write its brief.")] = False
    check: Annotated[
        Path | None,
        typer.Option(metavar="CLAIMS", help="List what has changed since a brief was written (its .claims.json)."),
    ] = None
    out: Out = RESULTS
    jobs: Jobs = -1
    language: Annotated[
        str,
        typer.Option(
            envvar="GOLDRUSH_LANGUAGE",
            callback=one_or_all,
            autocompletion=lambda: [*languages(), ALL],
            help=f"Language of the brief: {', '.join([*languages(), ALL])}.",
        ),
    ] = ENGLISH

    @property
    def in_languages(self) -> list[str]:
        """Return the languages to write."""
        return languages() if self.language == ALL else [self.language]
