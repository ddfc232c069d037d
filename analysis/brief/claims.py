"""What a brief claims: each number a query on the store, with its range and how many runs it rests on."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from analysis.base.headlines import FORMS
from analysis.measures.answer import NO_HARM
from analysis.measures.effects import Effect, Results
from analysis.measures.harm import COSTS, Harm, Line, ledger
from analysis.measures.summarise import SINCE_START
from experiments.base.errors import ExperimentError

LEAST_RUNS = 8
"""A brief claims nothing that rests on fewer runs."""


@dataclass(frozen=True)
class Query:
    """What is asked of the store: what a policy changes in an outcome over a span, against its reference."""

    policy: str
    outcome: str
    span: str = SINCE_START


@dataclass(frozen=True)
class Claim:
    """One number of a brief: its query, what the store answers, and the key of the text that says it.

    ``found`` holds the change in the outcome's unit with its 90 % range, what the range holds, and the number of runs.
    """

    query: Query
    text: str
    found: Effect

    @property
    def key(self) -> str:
        """Return the name of the claim in files: text, policy and outcome."""
        return f"{self.text}.{self.query.policy}.{self.query.outcome}"

    def plain(self) -> dict[str, Any]:
        """Return the claim as plain values; numbers are those of the store, not rounded."""
        found = self.found
        numbers = {name: getattr(found, name) for name in ("mean", "low", "high", "reference", "lower")}
        about = {"unit": found.unit, "runs": found.runs, "range": str(found.holds)}
        return {"query": asdict(self.query), "text": self.text, **numbers, **about}


def ask(results: Results, query: Query, text: str) -> Claim:
    """Return the claim that the store makes in answer to a query."""
    return Claim(query, text, results.effect(query.outcome, query.span, query.policy))


def forms(results: Results) -> dict[str, list[Claim]]:
    """Return what every policy changes in each form of exploitation, which are never added up."""
    return {form: across(results, outcome, form) for form, outcome in FORMS.items()}


def costs(results: Results) -> list[Claim]:
    """Return what every policy costs the state and NGOs."""
    return [each for name in COSTS if results.has(name) for each in across(results, name, "cost")]


def others(results: Results, outcomes: Iterable[str]) -> dict[str, list[Claim]]:
    """Return what every policy changes in further outcomes, by outcome."""
    return {name: across(results, name, "other") for name in outcomes}


def across(results: Results, outcome: str, text: str) -> list[Claim]:
    """Return what every policy changes in an outcome."""
    return [ask(results, Query(pair.name, outcome), text) for pair in results.pairs]


@dataclass(frozen=True)
class Told:
    """A line of a policy's ledger that can be told from zero: whom it concerns, whether it is worse, and its claim."""

    policy: str
    group: str
    worse: bool
    claim: Claim


def told_lines(results: Results) -> list[Told]:
    """Return the lines of harm and gain that can be told from zero, policy by policy; money is left out."""
    return [
        Told(pair.name, line.group, line.harm is Harm.MORE, _line(results, line))
        for pair in results.pairs
        for line in ledger(pair, results.manifest)
        if line.harm in (Harm.MORE, Harm.LESS) and line.row.outcome not in NO_HARM
    ]


def _line(results: Results, line: Line) -> Claim:
    return ask(results, Query(line.row.pair.name, line.row.outcome), "harm")


def check(claims: Sequence[Claim]) -> None:
    """Raise ExperimentError for the first claim that has too few runs or no range."""
    for fault in faults(claims):
        raise ExperimentError(fault)


def faults(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield which claims cannot be made, and why."""
    for each in claims:
        about = f"{each.query.policy}: the claim on {each.query.outcome}"
        if each.found.runs < LEAST_RUNS:
            yield (
                f"{about} rests on {each.found.runs} runs, and a brief needs {LEAST_RUNS} at least; "
                f"repeat the comparison with --replicates {LEAST_RUNS} or more"
            )
        elif not all(map(math.isfinite, (each.found.mean, each.found.low, each.found.high))):
            yield f"{about} has no range, so a brief cannot make it; leave out the outcome or repeat the comparison"
