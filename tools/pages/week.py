"""The week from the code: its rules in their order, each with the first sentence of its module."""

import re
import sys
from typing import NamedTuple

from model.goldrush import WEEK
from tools.pages.text import ending, first_sentence, item

STEP = re.compile(r"Step (?P<number>\d+)[^:]*: (?P<said>.+)")


class Step(NamedTuple):
    """A rule of the week: its name ``bars.step``, its module, its number in the description, and what it does."""

    name: str
    module: str
    number: str
    said: str


def steps() -> list[Step]:
    """Return the rules of the week in their order; number and sentence are empty where the module does not say them."""
    return [_step(rule.__module__) for rule in WEEK]


def _step(module: str) -> Step:
    found = STEP.match(first_sentence(sys.modules[module].__doc__ or ""))
    number, said = (found["number"], ending(found["said"])) if found else ("", "")
    return Step(f"{module.rpartition('.')[2]}.step", module, number, said)


def week() -> str:
    """Return the week as a list."""
    return "\n".join(item(f"**{each.number}** `{each.name}`: {each.said}") for each in steps())
