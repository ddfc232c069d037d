"""Which ministry or body pays for a lever where a budget is divided (M59, M67), and how a division is read.

The shares of 2014 went to Interior, Women and Tourism; Justice, Labour, Health and others received nothing. Which body
runs which lever follows the sources where they say it, and is assumed elsewhere.
"""

from math import isclose
from typing import Any

from model.interventions.base import Intervention
from model.text.mistakes import Report, children
from model.text.toml_file import Node

KINDS = {
    "interior": (
        "raids", "outside_units", "secrecy", "vetting", "rotation", "internal_control", "training", "register_support",
        "register_outage", "shared_register", "coordination", "road_checks", "river_checks", "permanent_posts",
        "interdiction", "crisis",
    ),
    "women": ("shelters", "recovery", "follow_up", "hotline", "prevention_communities", "prevention_public"),
    "tourism": ("code_of_conduct",),
    "justice": ("specialised_prosecutors", "courts", "witness_protection", "legal_reform"),
    "labour": ("reintegration", "advert_control", "livelihoods_origin", "livelihoods_region", "savings"),
    "education": ("prevention_professionals",),
    "mining": ("formalisation", "traceability"),
    "local": ("bar_licensing",),
    "other": ("veedurias", "advocacy", "ngo_project"),
}  # fmt: skip
"""Kinds of lever by ministry or body; a kind that is in no list, as of a plugin, belongs to ``other``."""
MINISTRIES = tuple(KINDS)
_OF_KIND = {kind: ministry for ministry, kinds in KINDS.items() for kind in kinds}

type Division = tuple[tuple[str, float], ...]
"""Shares of a budget by ministry, which add up to 1; empty where all levers are paid from one purse."""


def ministry_of(lever: Intervention) -> str:
    """Return the ministry or body that a lever belongs to."""
    return _OF_KIND.get(lever.kind, "other")


def read_division(node: Node | None, report: Report) -> Division:
    """Return the shares that ``ministries = { interior = 0.5, women = 0.5 }`` gives, noting mistakes."""
    if node is None:
        return ()
    before = len(report.mistakes)
    found = children(node, MINISTRIES, "ministry", report)
    for child in found.values():
        if not _is_share(child.value):
            report.add(child, f"{child.value!r} is no share; write a number above 0, at most 1")
    shares = tuple(
        (name, float(found[name].value)) for name in MINISTRIES if name in found and _is_share(found[name].value)
    )
    if len(report.mistakes) == before and not isclose(sum(share for _, share in shares), 1.0, abs_tol=1e-9):
        report.add(node, f"the shares add up to {sum(share for _, share in shares):g}; they must add up to 1")
    return shares


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.0 < value <= 1.0
