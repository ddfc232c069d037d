"""What the facts that parameters cite say about them; ``links.toml`` holds it, and what the words mean.

The grade of a source says how good the source is. The link says whether its fact measures the number, bounds it, or
only names its topic.
"""

import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from model.evidence.facts import ASSUMED

FILE = Path(__file__).with_name("links.toml")
MEASURES, BOUNDS, NAMES = "measures", "bounds", "names"
LINKS = (MEASURES, BOUNDS, NAMES)
"""From the strongest to the weakest."""
COUNTED = (MEASURES, BOUNDS)
"""Links that count as evidence."""


@cache
def links() -> Mapping[str, Mapping[str, str]]:
    """Return the links of ``group.name`` by fact, as the file has them; a name may hold ``*``."""
    groups = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {f"{group}.{name}": facts for group, names in groups.items() for name, facts in names.items()}


def links_of(parameter: str) -> Mapping[str, str]:
    """Return the links of one parameter by fact; none for one that is assumed."""
    known = links()
    fitting = (name for name in known if "*" in name and fnmatchcase(parameter, name))
    return known.get(parameter) or known.get(next(fitting, ""), {})


def evidence_link(parameter: str) -> str:
    """Return the strongest link of a parameter, ``"assumed"`` for one without a fact.

    Only those in ``COUNTED`` are evidence of its size.
    """
    found = set(links_of(parameter).values())
    return next((link for link in LINKS if link in found), ASSUMED)


def citing(facts: Iterable[str]) -> Mapping[str, str]:
    """Return the parameters that cite any of some facts, each with the strongest of its links to them."""
    wanted = set(facts)
    found = {name: {link for fact, link in cited.items() if fact in wanted} for name, cited in links().items()}
    return {name: next(link for link in LINKS if link in these) for name, these in found.items() if these}
