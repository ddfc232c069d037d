"""Parts from which studies build scenarios in Python instead of a file: policies, a held price, a fact's value."""

from datetime import date
from typing import Any


def policy(kind: str, **settings: Any) -> Any:
    """Return a policy of a kind with its settings; KeyError for a kind that the model does not have."""
    from model.interventions import INTERVENTIONS

    return INTERVENTIONS[kind](**settings)


def held_price(dollars: float, since: date) -> Any:
    """Return a gold price that is replayed until a day and then stays at ``dollars``, USD/oz."""
    from model.price.path import PricePath

    return PricePath(kind="held", held_at=dollars, held_from=since)


def fact(name: str) -> Any:
    """Return the value of a fact of the evidence; KeyError for a fact that it does not hold."""
    from model.evidence.facts import facts

    return facts()[name].value
