"""Studies of one mechanism each: a module a study, which says what is to be run.

A module here has ``QUESTION``, ``WORLD`` (what most arms extend) and ``arms(loader, world)``, which returns the arms of
its plan. The module of the same name in ``analysis/studies`` reports what came of them.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from experiments.errors import ExperimentError


def studies() -> list[str]:
    """Return the names of all studies."""
    return sorted(found.name for found in iter_modules(__path__))


def study(name: str) -> Any:
    """Return the module of a study; raise ExperimentError if there is none of that name."""
    from model.suggestions import did_you_mean

    if name not in studies():
        raise ExperimentError(f"{name}: unknown study; {did_you_mean(name, studies())}")
    return import_module(f"{__name__}.{name}")
