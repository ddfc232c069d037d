"""What every probe changes in person-years and in the links, in per cent of what it is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, percent_change
from analysis.measures.expected_directions import OPEN, Verdict, sign, verdict
from analysis.measures.summarise import Pair, over_time
from experiments.store.results import OVER_TIME

COLUMNS = {FORMS["sexual"]: "years_sexual", FORMS["labour"]: "years_labour"}
"""Person-years by form, and the names of their columns in the table of expectations."""


@dataclass(frozen=True)
class Change:
    """One outcome over the whole period: means over replicates, and the paired change in per cent of the reference."""

    outcome: str
    unit: str
    reference: float
    probed: float
    percent: Interval


@dataclass(frozen=True)
class Probed:
    """A probe with what it changes, and what was expected of it: None where nothing was written down."""

    pair: Pair
    changes: str
    expected: Any
    found: Mapping[str, Change]

    def claim(self, outcome: str) -> Any:
        """Return the claim about an outcome, None where it is open."""
        return self.expected.claim(COLUMNS[outcome]) if self.expected and outcome in COLUMNS else None

    def expected_sign(self, outcome: str) -> str:
        """Return the sign expected of an outcome, or ``open``."""
        claim = self.claim(outcome)
        return claim.expected if claim else OPEN

    def verdict(self, outcome: str) -> Verdict:
        """Return whether an outcome moves as expected."""
        return verdict(self.expected_sign(outcome), sign(self.found[outcome].percent))


def probed(pairs: Iterable[Pair], manifest: Mapping[str, Any], probes: Any, expected: Any) -> list[Probed]:
    """Return every probe that has runs stored, in the order of the file."""
    of_name = {pair.name: pair for pair in pairs}
    return [
        Probed(pair, probe.changes, expected.probe(probe.name), changes(pair, manifest))
        for probe in probes.probes
        if (pair := of_name.get(probe.name))
    ]


def changes(pair: Pair, manifest: Mapping[str, Any]) -> dict[str, Change]:
    """Return what changes in every outcome over the whole period scored."""
    how = over_time(manifest)
    return {name: change(pair, name, how[name], manifest["outcomes"][name]["unit"]) for name in pair.outcomes}


def change(pair: Pair, outcome: str, how: str, unit: str) -> Change:
    """Return the change of one outcome whose months add up as ``how`` says; NaN where the reference is zero."""
    policy, against = (OVER_TIME[how](values.T) for values in pair.values(outcome))
    return Change(outcome, unit, float(against.mean()), float(policy.mean()), percent_change(policy, against))
