"""Errors that a person can act on. Each carries one clear message and ends the command with its exit code."""

USAGE, UNEXPECTED = 2, 1


class ExperimentError(ValueError):
    """An experiment is asked for in a way that makes no sense."""


class StoreError(RuntimeError):
    """Results cannot be written, or what is stored cannot be read."""


class WorkerError(RuntimeError):
    """A worker process died before it could report."""


def exit_code(error: Exception) -> int | None:
    """Return the exit code for an error that its message explains; None for one that needs its traceback."""
    from model.parameters_base import ParameterError
    from model.price import PriceError
    from model.scenario import ScenarioError

    if isinstance(error, WorkerError):
        return UNEXPECTED
    explained = (ExperimentError, StoreError, ParameterError, PriceError, ScenarioError)
    return USAGE if isinstance(error, explained) else None
