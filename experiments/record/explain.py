"""Say what a scenario changes, as plain values: when, at what cost, through which mechanisms, on what assumptions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from experiments.design.loading import Loader, draw_from
from experiments.engine.warm_starts import Replicate
from experiments.record.idle import idle
from experiments.record.mechanism_effects import baseline, continued, warm_start

SMALL = Replicate(seed=1, replicate=0, scale=50)
"""The run whose warm start is used to ask what policies cost."""
MECHANISMS = re.compile(r"\bM(\d+)(?:-M(\d+))?\b")
DISPUTED = {"recruiters": "M17", "corruption": "M34", "miners": "M9"}
"""The mechanism that each switch of the theory concerns; for rules of decision the sources name none."""


def explanation(name: str, settings: Iterable[str] = ()) -> dict[str, Any]:
    """Return what a scenario changes compared with its reference; without a reference, all policies in it.

    Costs are soles a year at full strength, as policies would charge them in a small world of January 2009; where a
    cost follows the number of people reached, the real one may differ. Raise ScenarioError.
    """
    loader = Loader(draw_from(settings))
    (scenario,) = loader.all([name])
    reference = loader.load(scenario.reference) if scenario.reference else None
    added, removed = _departures(scenario, reference)
    policies, portfolio = _priced(scenario, added)
    parameters = _parameters(scenario, reference)
    theory = _theory(scenario, reference)
    return {
        "scenario": scenario.name,
        "question": scenario.question,
        "questions": dict(scenario.titles.question),
        "titles": [{"scenario": one.name, "title": one.titles.of(one.name)} for one in (scenario, reference) if one],
        "world": scenario.world,
        "reference": scenario.reference,
        "period": {day: getattr(scenario, day).isoformat() for day in ("simulated_from", "start", "stop")},
        "starts_from": scenario.starts_from,
        "policy_start": _first_day(added),
        "price": scenario.resolved()["price"],
        "price_table": scenario.price.table and scenario.price.table.understood(),
        "differs": scenario.same_period_and_price(reference) if reference else [],
        "theory": theory,
        "parameters": parameters,
        "policies": policies,
        "left_out": [_described(one) for one in removed],
        "idle": [*idle(scenario), *_idle_cap(portfolio)],
        "portfolio": portfolio,
        "cost": {payer: _lasting(policies, payer, scenario.stop) for payer in ("state", "ngos")},
        "mechanisms": _mechanisms(policies, parameters, theory),
    }


def _departures(scenario: Any, reference: Any | None) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the interventions that a scenario adds to its reference, and those of the reference that it lacks.

    For a scenario without a reference, return all that act while it is simulated.
    """
    from model.scenario.content import common_start

    if reference is None:
        begun = scenario.simulated_from
        begin_in_time = (one for one in scenario.interventions if one.start < scenario.stop)
        return tuple(one for one in begin_in_time if one.stop is None or one.stop > begun), ()
    same = common_start(scenario.interventions, reference.interventions)
    return scenario.interventions[same:], reference.interventions[same:]


def _first_day(policies: Sequence[Any]) -> str | None:
    first = min((policy.start for policy in policies), default=None)
    return first and first.isoformat()


def _described(policy: Any) -> str:
    from model.scenario.content import described

    return described(policy)


def _priced(scenario: Any, policies: Sequence[Any]) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return every policy, those of a portfolio included, with its yearly cost, and the portfolio's totals."""
    from model.scenario.portfolio import Portfolio, shares_paid

    plain = [one for one in policies if not isinstance(one, Portfolio)]
    portfolio = next((one for one in policies if isinstance(one, Portfolio)), None)
    levers = list(portfolio.levers) if portfolio else []
    strengths = [portfolio.intensity * one.intensity for one in levers] if portfolio else []
    costs = yearly_costs(scenario, [*((one, one.intensity) for one in plain), *zip(levers, strengths, strict=True)])
    asked = costs[len(plain) :]
    shares = shares_paid(asked, portfolio.yearly, portfolio.when_short) if portfolio and portfolio.yearly else []
    shares = shares or [0.0] * len(levers)
    found = [_policy(one, cost) for one, cost in zip(plain, costs, strict=False)]
    stop = {"stop": portfolio.stop and portfolio.stop.isoformat()} if portfolio else {}
    found += [_policy(one, cost, share) | stop for one, cost, share in zip(levers, asked, shares, strict=True)]
    return found, portfolio and _portfolio(portfolio, asked, shares)


def _idle_cap(portfolio: Mapping[str, Any] | None) -> list[str]:
    """Return a line on a cap that is never reached, because the list of levers costs nothing; else none."""
    free = portfolio and portfolio["yearly"] and not portfolio["asked"]
    return ["the yearly cap of its portfolio: the levers cost nothing, so it is never reached"] if free else []


def yearly_costs(scenario: Any, policies: Sequence[tuple[Any, float]]) -> list[float]:
    """Return what each policy costs at a given strength, soles a year."""
    from dataclasses import replace

    from model.processes.policies import costs
    from model.text.dates import WEEKS_PER_YEAR

    if not policies:
        return []
    in_baseline = replace(baseline(), parameters=scenario.parameters, theory=scenario.theory)
    return [cost * WEEKS_PER_YEAR for cost in costs(continued(warm_start(SMALL), in_baseline), policies)]


def _portfolio(portfolio: Any, asked: Sequence[float], shares: Sequence[float]) -> dict[str, Any]:
    paid = sum(cost * share for cost, share in zip(asked, shares, strict=True))
    return {
        "start": portfolio.start.isoformat(),
        "stop": portfolio.stop and portfolio.stop.isoformat(),
        "yearly": portfolio.yearly,
        "when_short": portfolio.when_short,
        "asked": sum(asked),
        "paid": paid,
        "unspent": portfolio.yearly - paid,
    }


def _policy(policy: Any, cost: float, share: float = 1.0) -> dict[str, Any]:
    from model.scenario.content import plain

    values = plain(policy)
    return {
        "kind": policy.kind,
        "about": " ".join((policy.__doc__ or "").split("\n\n")[0].split()),
        "start": values["start"],
        "stop": values["stop"],
        "ramp": values["ramp"],
        "intensity": values["intensity"],
        "settings": [_setting(about, values[about.name]) for about in fields(policy) if _own(about)],
        "payer": policy.payer,
        "cost": cost,
        "share_paid": share,
        "mechanisms": mechanisms_of(type(policy)),
    }


def _own(about: Any) -> bool:
    """Tell whether a field is a setting of the kind itself, not of every intervention."""
    return bool(about.metadata) and about.name not in ("ramp", "intensity")


def _setting(about: Any, value: Any) -> dict[str, Any]:
    from model.evidence.facts import ASSUMED

    return {
        "name": about.name,
        "value": value,
        "unit": about.metadata.get("unit", "1"),
        "sources": list(about.metadata["sources"]),
        "assumed": about.metadata["sources"] == (ASSUMED,),
        "note": about.metadata["note"],
    }


def _lasting(policies: Iterable[Mapping[str, Any]], payer: str, end: date) -> float:
    """Return what policies still in force at the end of the period cost a payer, soles a year."""
    lasting = (one for one in policies if one["stop"] is None or date.fromisoformat(one["stop"]) >= end)
    return sum((one["cost"] * one["share_paid"] for one in lasting if one["payer"] == payer), 0.0)


def mechanisms_of(kind: type) -> list[str]:
    """Return the ids of the mechanisms that the docstring of a kind of policy names; ``M28-M30`` names three."""
    spans = (found.groups() for found in MECHANISMS.finditer(kind.__doc__ or ""))
    numbers = {number for first, last in spans for number in range(int(first), int(last or first) + 1)}
    return [f"M{number}" for number in sorted(numbers)]


def _theory(scenario: Any, reference: Any | None) -> list[dict[str, str]]:
    from model.scenario.theories import REFERENCE

    mine, others = vars(scenario.theory), vars(reference.theory if reference else REFERENCE)
    return [
        {"switch": name, "option": option, "instead_of": others[name]}
        for name, option in mine.items()
        if option != others[name]
    ]


def _parameters(scenario: Any, reference: Any | None) -> list[dict[str, Any]]:
    """Return every parameter that differs from the reference's or, without a reference, from the declared value."""
    from model.evidence.facts import ASSUMED
    from model.parameters import Parameters
    from model.parameters.declaring import declared

    others = declared((reference.parameters if reference else Parameters()).groups())
    return [
        {**vars(here), "key": here.key, "instead_of": there.value, "assumed": here.sources == (ASSUMED,)}
        for here, there in zip(declared(scenario.parameters.groups()), others, strict=True)
        if here.value != there.value
    ]


def _mechanisms(
    policies: Sequence[Mapping[str, Any]], parameters: Sequence[Mapping[str, Any]], theory: Sequence[Mapping[str, str]]
) -> list[dict[str, Any]]:
    """Return id, words and kinds of every mechanism that a change touches; words are those of model/mechanisms/.

    A mechanism is touched where the description of a kind that is paid for names it, or where its row names a parameter
    that is changed.
    """
    changed = {about["key"] for about in parameters}
    touched = {row.id for row in _rows() if changed.intersection(row.parameters)}
    touched |= {DISPUTED[one["switch"]] for one in theory if one["switch"] in DISPUTED}
    by_kind = {one["kind"]: one["mechanisms"] for one in policies if one["share_paid"] and one["intensity"]}
    touched |= {each for ids in by_kind.values() for each in ids}
    words = {row.id: row.name for row in (*_left_out(), *reversed(_rows()))}
    modelled = {row.id for row in _rows()}
    return [
        {
            "id": each,
            "words": words.get(each),
            "modelled": each in modelled,
            "kinds": [kind for kind, ids in by_kind.items() if each in ids],
        }
        for each in sorted(touched, key=_order)
    ]


def _order(identity: str) -> tuple[bool, int, str]:
    number = identity.removeprefix("M")
    return (not number.isdecimal(), int(number) if number.isdecimal() else 0, identity)


@cache
def _left_out() -> tuple[Any, ...]:
    from model.mechanisms import not_modelled

    return not_modelled()


@cache
def _rows() -> tuple[Any, ...]:
    from model.mechanisms import rows

    return rows()
