"""The harm ledger of a policy: what it costs whom, by group and line, never netted into one score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.parts import range_of, ratio_range
from analysis.base.statistics import Interval
from analysis.measures.summarise import SINCE_START, Pair, Row, over_time, row

LEDGER: Mapping[str, tuple[str, ...]] = {
    "miners": (
        "true.income_of_miners",
        "true.extortion_of_miners",
        "true.departures_of_miners",
        "true.miners_displaced",
        "true.clashes",
        "true.deaths_in_clashes",
        "true.deaths_in_protests",
        "true.equipment_destroyed",
    ),
    "bar_workers": (
        "true.wages_of_bar_workers",
        "true.extortion_of_bar_workers",
        "true.people_misidentified",
        "true.entered_exploitation_by_debt",
    ),
    "survivors": (
        "true.person_weeks_in_police_stations",
        "true.person_weeks_in_shelters_against_their_wish",
        "true.sent_home_unprepared",
        "true.returns_to_exploitation",
        "true.reprisals",
        "true.witness_weeks_restricted",
        "true.person_years_remote_sexual_exploitation",
        "true.remote_share_of_sexual_exploitation",
    ),
    "state": (
        "true.cost_to_state",
        "true.budget_spent",
        "true.budget_unspent",
        "true.bribes",
        "true.fines_paid",
    ),
    "ngos": ("true.cost_to_ngos",),
}
"""The lines of each group; a line that the model does not count is left out."""

OUTCOMES = tuple(name for names in LEDGER.values() for name in names)
COSTS = ("true.cost_to_state", "true.cost_to_ngos")


class Harm(StrEnum):
    """What a line says, given which direction of its outcome is better."""

    MORE = "more"
    LESS = "less"
    HIGHER = "higher"
    LOWER = "lower"
    UNCLEAR = "unclear"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One line of a ledger: whom it concerns, and what the policy changes since its start."""

    group: str
    row: Row
    better: str
    """``lower``, ``higher`` or ``neither``, as the outcome declares."""

    @property
    def harm(self) -> Harm:
        """Return whether harm rises or falls, if that can be told; else whether the line does."""
        if self.row.sign is None:
            return Harm.UNKNOWN
        if self.row.sign == 0:
            return Harm.UNCLEAR if (self.row.values != self.row.against).any() else Harm.SAME
        rises = self.row.sign > 0
        if self.better == "neither":
            return Harm.HIGHER if rises else Harm.LOWER
        return Harm.MORE if rises == (self.better == "lower") else Harm.LESS


@dataclass(frozen=True)
class Price:
    """What state and NGOs pay per person-year of one form that a policy averts.

    ``averted`` is in person-years, ``per_year`` in soles per person-year; it is None where the person-years averted
    cannot be told from zero, or where person-years rise.
    """

    form: str
    averted: Interval
    per_year: Interval | None


def ledger(pair: Pair, manifest: Mapping[str, Any]) -> list[Line]:
    """Return the lines that the pair holds, in the order of ``LEDGER``."""
    how, better = over_time(manifest), {name: about["better"] for name, about in manifest["outcomes"].items()}
    return [
        Line(group, row(pair, name, SINCE_START, how), better[name])
        for group, names in LEDGER.items()
        for name in names
        if name in pair.outcomes
    ]


def prices(pair: Pair, manifest: Mapping[str, Any]) -> list[Price]:
    """Return the cost per person-year averted of each form; none where the model counts no cost.

    Each form bears the whole cost, as it is not known how to share it.
    """
    if not any(name in pair.outcomes for name in COSTS):
        return []
    names = (name for name in (*COSTS, *FORMS.values()) if name in pair.outcomes)
    found = {name: row(pair, name, SINCE_START, over_time(manifest)) for name in names}
    cost = sum((found[name].values - found[name].against for name in COSTS if name in found), np.zeros(pair.replicates))
    return [_price(form, found[name], cost) for form, name in FORMS.items() if name in found]


def _price(form: str, years: Row, cost: np.ndarray) -> Price:
    averted = years.against - years.values
    found, sets = range_of(averted, years.pair.sets), years.pair.sets
    told = years.sign == -1
    return Price(form, found, ratio_range(cost, averted, sets) if told else None)
