"""Errors that a person can act on. Each carries one clear message and ends the command with its exit code."""

from collections.abc import Iterable
from pathlib import Path

from model.plugins import PluginError, culprit

USAGE, UNEXPECTED = 2, 1


class ExperimentError(ValueError):
    """What is asked of an experiment makes no sense."""


class StoreError(RuntimeError):
    """Results cannot be written, or what is stored cannot be read."""


class DamagedError(StoreError):
    """A stored file is not what was written: truncated, or a byte of it changed."""

    def __init__(self, path: Path, reason: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"{path} {reason}; repeat the command that ran its cells: they alone are run again")
        self.path, self.reason = path, reason


class WorkerError(RuntimeError):
    """A worker process died before it could report."""


def unknown(what: str, name: str, known: Iterable[str]) -> ExperimentError:
    """Return the error for an unknown name, with a suggestion."""
    from experiments.base.vocabulary import hint

    return ExperimentError(f"{name}: unknown {what}; {hint(name, known)}")


def in_words(error: Exception) -> str:
    """Return the message of an error; of one about a file, its name and what is wrong; of a plugin's, its place."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error) if _is_explained(error) else culprit(error) or str(error)


def exit_code(error: Exception) -> int | None:
    """Return the exit code for an error that its message explains; None for one that needs its traceback."""
    if isinstance(error, WorkerError):
        return UNEXPECTED
    if isinstance(error, OSError) and error.filename:
        return USAGE
    return USAGE if _is_explained(error) or culprit(error) else None


def _is_explained(error: Exception) -> bool:
    if isinstance(error, (ExperimentError, StoreError, WorkerError, PluginError)):
        return True  # before what follows is imported, which needs the plugins
    from model.parameters.declaring import ParameterError
    from model.price.weekly import PriceError
    from model.scenario.scenario import ScenarioError

    return isinstance(error, (ParameterError, PriceError, ScenarioError))
