"""Studies of one mechanism each: a folder a study.

``arms.py`` says what is run: ``QUESTION``, ``WORLD`` (which most arms extend) and ``arms(loader, world)``.
``measures.py`` holds the arithmetic, ``table.py`` the tables and CSV files, ``figure.py`` the figure, and ``report.py``
the report, which puts them together (``analysis/reports/base.py``).
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
        """Return the name of the scenario that it uses unless another is asked for."""
        return self._part("arms").WORLD

    @property
    def arms(self) -> Callable[..., tuple[Any, ...]]:
        """Return the function that returns its arms."""
        return self._part("arms").arms

    @property
    def report(self) -> Callable[..., Any]:
        """Return its report."""
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
