"""Name what a scenario holds that can never act: a policy without intensity, levers without money."""

from collections.abc import Iterator
from typing import Any

from experiments.engine.plan import Plan


def idle(scenario: Any) -> list[str]:
    """Return what of a scenario never acts, and why, a line each; whether money is left for a lever is not asked."""
    return [line for policy in scenario.interventions for line in _idle(policy)]


def idle_arms(plan: Plan) -> list[str]:
    """Return what never acts in the scenarios of a plan, and which scenario changes nothing, a line each."""
    lines = [f"{arm.scenario.name}: never acts: {line}" for arm in plan.arms for line in idle(arm.scenario)]
    prints = {arm.scenario.name: arm.scenario.fingerprint() for arm in plan.arms}
    same = [arm for arm in plan.arms if arm.reference and prints[arm.scenario.name] == prints[arm.reference]]
    return [*lines, *(f"{arm.scenario.name}: changes nothing against {arm.reference}" for arm in same)]


def _idle(policy: Any) -> Iterator[str]:
    if not policy.intensity:
        yield f"{policy.kind} from {policy.start}: its intensity is 0"
    elif policy.kind == "portfolio" and not policy.yearly:
        yield "the levers of its portfolio, all of them: the yearly cap is 0 soles"
    elif policy.kind == "portfolio":
        yield from (f"lever {lever.kind}: its intensity is 0" for lever in policy.levers if not lever.intensity)
