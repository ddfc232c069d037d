"""Names of what a scenario sets: ``raids.frequency`` for short, ``interventions.raids.frequency`` in full."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from model.interventions import INTERVENTIONS
from model.parameters import GROUPS
from model.parameters.declaring import numbers_of
from model.scenario.portfolio import Portfolio
from model.scenario.price_section import SETTINGS as PRICE
from model.scenario.sections import DAYS
from model.scenario.theories import SWITCHES
from model.text.suggestions import did_you_mean, listed

CHANGEABLE = ("period", "price", "parameters", "theory", "interventions", "portfolio")
PARAMETERS, INTERVENTION = "parameters", "interventions"


def full_key(name: str) -> str:
    """Return the full key of a setting; raise ValueError with advice where nothing is called so.

    What stands behind the name of a section, a group or a policy is not checked.
    """
    head, _, rest = name.partition(".")
    if head in CHANGEABLE and rest:
        return name
    heads = [section for section, known in ((PARAMETERS, GROUPS), (INTERVENTION, INTERVENTIONS)) if head in known]
    if not heads or not rest:
        raise ValueError(f"cannot be changed, as no setting is called so; {advice(name)}")
    known = [section for section in heads if f"{section}.{name}" in full_keys()]
    if len(known) > 1:
        both = " or ".join(f"{section}.{name}" for section in known)
        raise ValueError(f"is the name of a parameter and of a policy's setting; write {both}")
    return f"{(known or heads)[0]}.{name}"


def advice(name: str) -> str:
    """Return which settings end with a name alone, or else which one is spelt most like it."""
    ends = sorted(short_name(key) for key in full_keys() if key.rpartition(".")[2] == name)
    return f"write {listed(ends)}" if ends else did_you_mean(name, map(short_name, full_keys()))


def short_name(key: str) -> str:
    """Return the name that people use for a full key."""
    return key.removeprefix(f"{PARAMETERS}.").removeprefix(f"{INTERVENTION}.")


@cache
def full_keys() -> frozenset[str]:
    """Return the full key of everything that a scenario can set."""
    return frozenset(_full_keys())


def _full_keys() -> Iterator[str]:
    yield from (f"{PARAMETERS}.{group}.{name}" for group, owner in GROUPS.items() for name in numbers_of(owner))
    yield from (f"{INTERVENTION}.{name}.{f.name}" for name, kind in INTERVENTIONS.items() for f in fields(kind))
    others = {
        "period": (*DAYS, "starts_from"),
        "price": PRICE,
        "theory": SWITCHES,
        "portfolio": (f.name for f in fields(Portfolio)),
    }
    yield from (f"{section}.{name}" for section, names in others.items() for name in names)
