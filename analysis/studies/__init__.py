"""Studies of one mechanism each: a folder a study.

``arms.py`` says what is run: ``QUESTION``, ``WORLD`` (what most arms extend) and ``arms(loader, world)``. ``report.py``
has ``report(folder, manifest, store, language)``, which writes tables and a figure and returns what the terminal shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from experiments.base.errors import unknown


@dataclass(frozen=True)
class Study:
    """A study by name."""

    name: str

    @property
    def world(self) -> str:
        """The scenario that it is made in unless another is asked for."""
        return self._part("arms").WORLD

    @property
    def arms(self) -> Callable[..., tuple[Any, ...]]:
        """The function that returns its arms."""
        return self._part("arms").arms

    @property
    def report(self) -> Callable[..., Any]:
        """The function that writes and shows what came of it."""
        return self._part("report").report

    def _part(self, part: str) -> Any:
        return import_module(f"{__name__}.{self.name}.{part}")


def studies() -> list[str]:
    """Return the names of all studies."""
    return sorted(found.name for found in iter_modules(__path__))


def study(name: str) -> Study:
    """Return a study by name; raise ExperimentError if there is none of that name."""
    if name not in studies():
        raise unknown("study", name, studies())
    return Study(name)
