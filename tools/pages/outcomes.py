"""Outcomes from the code: unit, how weeks add up, which direction is better, and what each means."""

import sys
from collections.abc import Iterable
from itertools import groupby

from model.outcomes import OUTCOMES
from model.outcomes.declare import Outcome
from tools.pages.text import item, marked, page, plain, section

TRUE, RECORDED = "odd/outcomes-true.md", "odd/outcomes-recorded.md"
FAMILIES = {TRUE: ("true",), RECORDED: ("recorded", "ratio")}
TITLES = {TRUE: "True outcomes", RECORDED: "Recorded outcomes, and ratios of recorded to true"}
ABOUT = {
    TRUE: "What happens in the model, whether or not anybody records it. No register shows these numbers.",
    RECORDED: (
        "What registers, families and NGOs in the model write down, and how that compares with what happens there."
    ),
}
WEEKS = {"sum": "summed over weeks", "mean": "mean of weeks", "last": "last week"}


def outcome_pages() -> dict[str, str]:
    """Return the pages of outcomes by path."""
    return {
        path: _page(path, [one for one in OUTCOMES.values() if _family(one) in of]) for path, of in FAMILIES.items()
    }


def _family(one: Outcome) -> str:
    return one.name.partition(".")[0]


def _page(path: str, found: Iterable[Outcome]) -> str:
    about = (
        f"{ABOUT[path]} After each name: unit, how the weeks of a month add up, and which direction is better, if any."
    )
    parts = [section(f"`{module.replace('.', '/')}.py`", f"{_doc(module)}\n\n{_list(ones)}")
             for module, ones in groupby(found, lambda one: one.declared_in)]  # fmt: skip
    return page(TITLES[path], about, parts)


def _doc(module: str) -> str:
    return plain(sys.modules[module].__doc__ or "")


def _list(found: Iterable[Outcome]) -> str:
    return "\n".join(item(f"`{one.name}` ({one.unit}, {WEEKS[one.over_time]}{_better(one)}): {marked(one.definition)}")
                     for one in found)  # fmt: skip


def _better(one: Outcome) -> str:
    return "" if one.better == "neither" else f", {one.better} is better"
