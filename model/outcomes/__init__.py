"""Outcomes of a run, each declared once with unit, direction and aggregation over weeks.

``true.*`` is what happens in the model, ``recorded.*`` what a register or file shows, ``ratio.*`` the second over the
first; no figure mixes them. A policy's harm and cost are outcomes like any other and are never netted into one score.
Outcomes that installed packages declare (``model/plugins.py``) come last.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from model.outcomes import exploitation, aftercare, survival, rush, economy, adversary, policing, operations  # isort: skip
from model.outcomes import formalisation, justice, society, harm, budget, registers  # isort: skip
from model.outcomes.declare import Outcome

if TYPE_CHECKING:
    from model.outcomes.declared import OUTCOMES, known_outcome
    from model.outcomes.measuring import measure

__all__ = ["DECLARED_IN", "OUTCOMES", "Outcome", "known_outcome", "measure"]

DECLARED_IN = (
    exploitation, aftercare, survival, rush, economy, adversary, policing, operations, formalisation, justice, society,
    harm, budget, registers,
)  # fmt: skip
"""The modules that declare outcomes, in the order of every table."""

LAZY = {"OUTCOMES": "declared", "known_outcome": "declared", "measure": "measuring"}
"""What waits for the plugins, by the module that holds it."""


def __getattr__(name: str) -> Any:
    """Return what waits for the plugins when it is first asked for, so that a plugin can import ``declare`` from here.

    Raise PluginError for a plugin of no use.
    """
    if name not in LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(f"{__name__}.{LAZY[name]}"), name))
