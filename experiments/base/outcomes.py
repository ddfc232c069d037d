"""The outcomes that the model declares, loaded when first asked for: the command line starts without the model."""

from collections.abc import Mapping
from typing import Any


def declared_outcomes() -> Mapping[str, Any]:
    """Return the outcomes that the model declares."""
    from model.outcomes import OUTCOMES

    return OUTCOMES
