"""Starters: commented files that run as they are, for a scenario, portfolio or experiment of one's own."""

import re
from pathlib import Path

from experiments.base.errors import ExperimentError, StoreError

TEMPLATES = Path(__file__).with_name("templates")
FILES = {
    "scenario": {"{name}.toml": "scenario.toml"},
    "portfolio": {"{name}.toml": "portfolio.toml", "{name}_levers.toml": "levers.toml"},
    "experiment": {"{name}.toml": "experiment.toml"},
}
"""The files of each starter, with the template of each."""
PLACEHOLDER = "NAME"
NAME = re.compile(r"\w[\w-]*")


def write_starter(kind: str, name: str, folder: Path) -> list[Path]:
    """Write the files of a starter into a folder and return them; none is ever overwritten.

    Raise ExperimentError for a name that is no plain word, that a scenario of the project has, or of which a file
    exists; StoreError where the folder cannot be written.
    """
    name = name.removesuffix(".toml")
    _refuse(kind, name)
    paths = {folder / file.format(name=name): template for file, template in FILES[kind].items()}
    for path in paths:
        if path.exists():
            raise ExperimentError(f"{path} exists already; choose another name, or delete the file first")
    for path, template in paths.items():
        _write_new(path, (TEMPLATES / template).read_text(encoding="utf-8").replace(PLACEHOLDER, name))
    return list(paths)


def _refuse(kind: str, name: str) -> None:
    from model.scenario.scenario import portfolio_names, scenario_names

    if not NAME.fullmatch(name):
        raise ExperimentError(f"'{name}' is no name; use letters, digits, _ and -, such as my_{kind}")
    if name in (*scenario_names(), *portfolio_names()):
        raise ExperimentError(f"{name} is a scenario of the project; choose another name, such as my_{name}")


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StoreError(
            f"cannot write {path}: {error.strerror}; give --folder a folder that can be written"
        ) from error
