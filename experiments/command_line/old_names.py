"""Commands that had another name: each says what it is called now."""

from collections.abc import Callable

import typer

from experiments.command_line.terminal import log

RENAMED = {"coverage": "mechanisms"}
ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}


def register_old_names(app: typer.Typer) -> None:
    """Add the old names to an app, hidden; each refuses and names the new one."""
    for old, new in RENAMED.items():
        app.command(old, hidden=True, add_help_option=False, context_settings=ANYTHING)(_refusing(old, new))


def _refusing(old: str, new: str) -> Callable[[], None]:
    def refuse() -> None:
        log(f"error: the command {old} is now called {new}; write run.py {new}")
        raise typer.Exit(2)

    return refuse
