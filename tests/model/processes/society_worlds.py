"""Worlds in which a policy sets levers outright, for tests of what people know and of those who work with them."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention
from model.parameters import Parameters
from model.text.dates import date_of
from tests.model.worlds import GROWN, column, grown, under, weekly

SOCIETY = Parameters().civil_society
"""The numbers of the baseline."""


@dataclass(frozen=True, kw_only=True)
class Set(Intervention):
    """A policy that sets levers outright."""

    kind: ClassVar[str] = "set"
    levers: tuple = ()

    def adjust(self, levers, strength):
        """Set them."""
        return replace(levers, **dict(self.levers))


def setting(plan=None, stop=None, **levers):
    """Return a grown world in which levers are set."""
    return grown(under(Set(start=date_of(GROWN), stop=stop, levers=tuple(levers.items())), plan=plan))


def summed(model, name, weeks=52):
    """Return the sum of an outcome over weeks to come."""
    return weekly(model, weeks)[:, column(name)].sum()


def society_with(**changes):
    """Return the numbers of civil society with some changed."""
    return replace(SOCIETY, **changes)
