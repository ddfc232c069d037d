"""What a reader needs to trust and use an experiment: versions, seed, arms, cells and a data dictionary."""

import importlib.metadata
import os
import platform
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.base.environment import environment
from experiments.base.files import make_folder, write_json
from experiments.base.outcomes import declared_outcomes
from experiments.base.program import INSTALLED
from experiments.design.priors import PREFIX
from experiments.engine.batch import Ended
from experiments.engine.plan import Arm, Plan, model_version

PROJECT = Path(__file__).resolve().parents[2]


def write_manifest(folder: Path, plan: Plan, ended: Ended) -> dict[str, Any]:
    """Write ``input.json`` and ``manifest.json`` into an experiment's folder and return the manifest."""
    make_folder(folder)
    content = manifest(plan, ended)
    write_json(folder / "input.json", resolved_input(plan))
    write_json(folder / "manifest.json", content)
    return content


def resolved_input(plan: Plan) -> dict[str, Any]:
    """Return everything that was asked for, with every default filled in."""
    scenarios = {arm.scenario.name: arm.scenario.resolved() for arm in plan.arms}
    theories = [asdict(theory) for theory in plan.theories if theory]
    found = {"plan": plan.name, "draw": dict(plan.draw.changes), "theories": theories, "scenarios": scenarios}
    return found | ({"ensemble": asdict(plan.sample)} if plan.sample else {})


def manifest(plan: Plan, ended: Ended) -> dict[str, Any]:
    """Return the manifest as plain values."""
    return {
        "experiment": plan.name,
        "status": "complete" if ended.complete else "partial",
        "interrupted": ended.interrupted,
        "runs_planned": ended.planned,
        "runs_stored": ended.already_stored + ended.finished,
        "runs_failed": len(ended.failures),
        "failures": [_failure(failure) for failure in ended.failures],
        "model_version": model_version(),
        "seed": plan.seed,
        "replicates": list(plan.replicates),
        "persons_per_agent": plan.scale,
        "draw": {"name": plan.draw.label, "changes": dict(plan.draw.changes)},
        "ensemble": asdict(plan.sample) if plan.sample else None,
        "theories": list(dict.fromkeys(label for arm in plan.arms for label in plan.cells(arm))),
        "arms": [_arm(plan, arm) for arm in plan.arms],
        "outcomes": _outcomes(),
        "parameters": _parameters(plan),
        "made": _made(),
    }


def design_manifest(record: Any, ended: Ended, status: Any) -> dict[str, Any]:
    """Return the manifest of an experiment from a file: what the file says, the design, and what is stored so far."""
    file, design = record.file, record.file.design
    return {
        **manifest(record.plan, ended),
        "question": file.question,
        "purpose": file.purpose,
        "claim": file.claim,
        "base": os.path.relpath(file.base, record.folder),
        "status": "complete" if status.complete else "partial",
        "runs_planned": status.planned,
        "runs_stored": status.planned - len(status.missing),
        "missing": status.missing,
        "runs_failed": len(status.failures),
        "failures": status.failures,
        "design": {"kind": design.kind, "points": design.points, "seed": design.seed},
        "points": len(record.plan.points),
        "factors": [asdict(factor) for factor in design.factors],
        "sets": record.plan.background and record.plan.background.about(record.plan.replicates),
        "kept": {"outcomes": record.plan.keep.names(), "resolution": record.plan.keep.resolution},
    }


def _failure(failure: Any) -> dict[str, Any]:
    return {**asdict(failure), "cell": failure.cell.id, "scenario": failure.cell.scenario}


def titles_of(arms: Iterable[Arm]) -> list[dict[str, Any]]:
    """Return name and titles by language of the scenarios of arms, as a manifest holds them."""
    return [{"scenario": arm.scenario.name, "title": title_of(arm.scenario)} for arm in arms]


def title_of(scenario: Any) -> dict[str, str]:
    """Return the titles of a scenario by language; none of one that was made from another by a study."""
    return scenario.titles.of(scenario.name)


def _arm(plan: Plan, arm: Arm) -> dict[str, Any]:
    scenario = arm.scenario
    return {
        "scenario": scenario.name,
        "title": title_of(scenario),
        "question": scenario.question,
        "questions": dict(scenario.titles.question),
        "reference": arm.reference,
        "start": scenario.start.isoformat(),
        "stop": scenario.stop.isoformat(),
        "policy_start": arm.policy_start and arm.policy_start.isoformat(),
        "keeps": sorted(arm.keeps),
        "cells": plan.cells(arm) if len(plan.points) == 1 or plan.sample else {},
    }


def _outcomes() -> dict[str, dict[str, str]]:
    about = ("unit", "over_time", "better", "definition")
    return {name: {key: getattr(outcome, key) for key in about} for name, outcome in declared_outcomes().items()}


def _parameters(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the declaration of every parameter, with one value for each arm where the arms differ.

    ``drawn`` marks those whose value comes from the sets of an ensemble instead.
    """
    found = {arm.scenario.name: parameter_dictionary(arm.scenario.parameters) for arm in plan.arms}
    merged = dict(next(iter(found.values())))
    for key in merged:
        values = {name: parameters[key]["value"] for name, parameters in found.items()}
        if len(set(values.values())) > 1:
            merged[key] = {**merged[key], "value": values}
    for key in _drawn(plan) & merged.keys():
        merged[key] = {**merged[key], "drawn": True}
    return merged


def _drawn(plan: Plan) -> set[str]:
    """Return the parameters whose value differs from set to set, whatever the arms declare."""
    if not plan.sample and not plan.background:
        return set()
    kept = frozenset.intersection(*(arm.keeps for arm in plan.arms))
    drawn = plan.background.draw(0) if plan.background else plan.points[0]
    return {key.removeprefix(PREFIX) for key, _ in drawn.without(kept).changes}


def parameter_dictionary(parameters: Any) -> dict[str, dict[str, Any]]:
    """Return value, unit, range, role and evidence of every parameter, by ``group.name``.

    ``grades`` are those of the sources of the facts, ``links`` what each fact says about the number.
    """
    from model.parameters.declaring import declared

    about = ("value", "unit", "low", "high", "role", "sources", "note")
    return {
        one.key: {name: getattr(one, name) for name in about} | _evidence(one) for one in declared(parameters.groups())
    }


def _evidence(number: Any) -> dict[str, Any]:
    from model.evidence.facts import ASSUMED, grade
    from model.evidence.links import evidence_link, links_of

    links = links_of(number.key)
    return {
        "grades": [grade(key) for key in number.sources],
        "links": [links.get(key, ASSUMED) for key in number.sources],
        "evidence": evidence_link(number.key),
    }


def _made() -> dict[str, Any]:
    """Return when and with what the numbers were made."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": sys.argv,
        "commit": _git("rev-parse", "HEAD"),
        "uncommitted_changes": bool(_git("status", "--porcelain")),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "environment": environment(),
        "versions": _versions(),
    }


def version_line() -> str:
    """Return the versions of package and model, and the commit, where known, in one line."""
    commit, changed = _git("rev-parse", "HEAD"), _git("status", "--porcelain")
    known = f"commit {commit[:10]}{' with uncommitted changes' if changed else ''}" if commit else "commit not known"
    return f"goldrush {_package_version()}, model version {model_version()}, {known}"


def _package_version() -> str:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def _git(*words: str) -> str | None:
    """Return what git says about the project; None without git or repository, or where the package is installed."""
    if INSTALLED:
        return None
    try:
        done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _versions() -> dict[str, str]:
    """Return every installed package with its version."""
    found = importlib.metadata.distributions()
    return dict(sorted({each.metadata["Name"]: each.version for each in found}.items()))
