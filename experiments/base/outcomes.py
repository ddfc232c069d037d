"""The outcomes that the model declares, loaded when first needed, so that the command line starts quickly."""

from collections.abc import Mapping
from typing import Any

from experiments.base.errors import ExperimentError
from experiments.base.vocabulary import elsewhere


def declared_outcomes() -> Mapping[str, Any]:
    """Return the outcomes that the model declares."""
    from model.outcomes import OUTCOMES

    return OUTCOMES


def known_outcome(name: Any) -> str:
    """Return the name of an outcome that the model declares; ExperimentError with advice for any other word."""
    from model.outcomes import known_outcome as known

    try:
        return known(name)
    except ValueError as error:
        meaning = isinstance(name, str) and elsewhere(name)
        raise ExperimentError(f"unknown outcome '{name}'; it is {meaning}" if meaning else str(error)) from None
