"""Operations against mining: what falls while forces are there, and what follows when they leave."""

from dataclasses import replace
from datetime import date
from typing import Any

from experiments.design.building import held_price, policy
from experiments.engine.plan import Arm

QUESTION = "What do operations against mining change while forces are there, and what follows when they leave?"
WORLD = "baseline"
REPLAYED = "history"

STOP = date(2016, 1, 4)
"""End of the world at a constant price: three years after the forces leave."""
PRICE = held_price(1225.0, since=date(2010, 1, 4))
"""Gold stays at its annual mean of 2010, in USD/oz, from two years before the forces come."""
OPERATION = policy("interdiction", start=date(2012, 1, 2), zones=("roadside",), force=1500.0, garrison=51.0)
"""A strike and a year of presence with the force of 2014 (interdiction-force)."""


def arms(loader: Any, world: str) -> tuple[Arm, ...]:
    """Return worlds with operations, with rescue modules and without, beside the same worlds without operations.

    One world has a constant price and gold left, the other is history, where the last operation brought a module.
    """
    held = replace(loader.load(world), price=PRICE, stop=STOP)
    operated = replace(held, name="constant_price", interventions=(*held.interventions, OPERATION))
    replayed = loader.load(REPLAYED)
    return (
        *beside_none(operated, with_modules(operated, 1.0, "with_module")),
        *beside_none(replayed, with_modules(replayed, 0.0, "without_module")),
    )


def beside_none(*operated: Any) -> tuple[Arm, ...]:
    """Return variants of a world, compared with that world without operations, which is named after the first."""
    others = tuple(one for one in operated[0].interventions if one.kind != OPERATION.kind)
    free = replace(operated[0], name=f"{operated[0].name}_without_operations", interventions=others)
    return Arm(free), *(Arm(each, free.name, each.fork_date(free)) for each in operated)


def with_modules(operated: Any, share: float, suffix: str) -> Any:
    """Return a world in which a share of the operations brings a rescue module."""
    changed = tuple(
        replace(one, rescue_module=share) if one.kind == OPERATION.kind else one for one in operated.interventions
    )
    return replace(operated, name=f"{operated.name}_{suffix}", interventions=changed)
