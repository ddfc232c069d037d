"""Are the places of people who leave filled again, and what would policies do if they were not?"""

from dataclasses import replace
from datetime import date
from typing import Any

from experiments.design.building import fact, held_price, policy
from experiments.design.loading import Loader
from experiments.engine.plan import Arm

QUESTION = "Are the places of people who leave exploitation filled again, and what would policies do if they were not?"
WORLD = "baseline"
POLICIES = ("raids", "shelters", "prevention_communities")
HELD_FROM, PRICE = date(2012, 1, 2), "gold-price-wb-2012"
REMOVED, UNTIL = date(2013, 1, 7), date(2013, 1, 14)
"""The week in which people are removed, after a year at a held price."""
HELD, REMOVAL = "held_price", "removal"
FILLED, UNFILLED = "refilled", "not_refilled"


def arms(loader: Loader, world: str) -> tuple[Arm, ...]:
    """Return the removal at a held price, then policies in the world as it is and in one that fills no place again."""
    scenario = loader.load(world)
    worlds = {FILLED: scenario, **_unfilled(scenario)}
    return (*removal(scenario), *(arm for name, one in worlds.items() for arm in _policies(loader, name, one)))


def removal(scenario: Any) -> tuple[Arm, Arm]:
    """Return a world whose gold price is held, and the same with one in ten people removed in one week."""
    price = held_price(fact(PRICE), since=HELD_FROM)
    held = replace(scenario, name=HELD, price=price, interventions=())
    one = policy("removal", start=REMOVED, stop=UNTIL)
    return Arm(held), Arm(replace(held, name=REMOVAL, interventions=(one,)), HELD, REMOVED)


def _unfilled(scenario: Any) -> dict[str, Any]:
    """Return the world in which places that people leave are not filled again, if the model has that parameter."""
    recruitment = scenario.parameters.recruitment
    if not hasattr(recruitment, "refilling"):
        return {}
    parameters = scenario.parameters.with_changes({"recruitment": {"refilling": 0.0}})
    return {UNFILLED: replace(scenario, parameters=parameters)}


def _policies(loader: Loader, name: str, world: Any) -> list[Arm]:
    """Return a world without policies and with each of them, in the order of the ranking."""
    reference = replace(world, name=name, interventions=())
    chosen = [(policy, loader.load(policy)) for policy in POLICIES]
    return [
        Arm(reference),
        *(
            Arm(
                replace(reference, name=f"{policy}_{name}", interventions=scenario.interventions),
                name,
                scenario.interventions[0].start,
            )
            for policy, scenario in chosen
        ),
    ]
