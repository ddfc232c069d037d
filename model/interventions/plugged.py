"""Kinds of interventions that installed packages bring, checked as far as can be told without a run."""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import Any

from model import plugins
from model.interventions.base import BEGINS_EARLIEST, Intervention

KIND = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = ("portfolio",)
"""Kinds that are no lever: a list of levers under one budget."""
PAYERS = ("state", "ngos")


def plugged(own: Collection[str]) -> dict[str, type[Intervention]]:
    """Return the kinds of plugins by name; PluginError for one that is none, or is called like one of ``own``."""
    found: dict[str, type[Intervention]] = {}
    for plugin, kind in plugins.loaded(plugins.LEVERS):
        mistake = next(_mistakes(kind, {*own, *found, *TAKEN}), None)
        if mistake:
            raise plugin.error(mistake)
        found[kind.kind] = kind
    return found


def _mistakes(kind: Any, taken: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a kind, the first thing first."""
    base = f"{Intervention.__module__}.{Intervention.__name__}"
    if not (isinstance(kind, type) and issubclass(kind, Intervention)):
        yield f"is no class made from {base}"
    elif "__dataclass_fields__" not in vars(kind):
        yield "needs @dataclass(frozen=True, kw_only=True) above its class"
    else:
        yield from _mistakes_inside(kind, taken)


def _mistakes_inside(kind: type[Intervention], taken: Collection[str]) -> Iterator[str]:
    if not isinstance(kind.kind, str) or not KIND.fullmatch(kind.kind):
        yield f"its kind is {kind.kind!r}; give a name in small letters"
    if kind.kind in taken:
        yield f"the kind {kind.kind} exists already; choose another name"
    if kind.payer not in PAYERS:
        yield f"its payer is {kind.payer!r}, not one of {' and '.join(PAYERS)}"
    bare = [each.name for each in fields(kind) if not each.metadata and each.name not in ("start", "stop")]
    if bare:
        yield f"its setting {bare[0]} is not declared by setting, choice, choices or switch"
    else:
        yield from _mistakes_of_defaults(kind)


def _mistakes_of_defaults(kind: type[Intervention]) -> Iterator[str]:
    try:
        kind(start=BEGINS_EARLIEST)
    except Exception as error:
        yield f"cannot be made with its defaults: {error}"
