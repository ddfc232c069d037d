"""What studies found: a module a study, with ``report(folder, manifest, store, language)``.

It writes tables and a figure into the folder and returns what the terminal shows.
"""

from importlib import import_module
from typing import Any


def study_report(name: str) -> Any:
    """Return the function that reports a study."""
    return import_module(f"{__name__}.{name}").report
