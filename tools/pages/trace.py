"""Numbers of the evaluation record: the evidence behind parameters, and the scoreboard of a stored file."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from model.evidence.facts import facts, sources
from model.evidence.links import BOUNDS, MEASURES, NAMES, evidence_link
from model.evidence.patterns import CALIBRATION, CHECK, patterns
from model.evidence.targets import targets
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.version import MODEL_VERSION
from tools.pages.text import item, paragraph, table

BOARD = Path(__file__).resolve().parents[2] / "docs" / "studies" / "scoreboard" / "scoreboard.json"
MAKE = "python -m tools.documents scoreboard"
WHY = {
    "identity": "return a parameter", "derived": "repeat another pattern", "prior": "share a fact with a parameter",
    "fitted": "share a fact with a calibration pattern", "zero": "are always 0 in the model",
}  # fmt: skip


def evidence() -> str:
    """Return how much evidence there is, counted from the files."""
    links = Counter(evidence_link(one.key) for one in declared(GROUPS))
    grades = Counter(sources()[fact.source_key].grade for fact in facts().values())
    shown = [pattern for pattern in patterns() if pattern.shown]
    roles = Counter(pattern.role for pattern in shown)
    alone = sum(one.role == CHECK and one.independent for one in shown)
    of_grade = ", ".join(f"{grade} {n}" for grade, n in sorted(grades.items()))
    lines = [
        f"{sum(links.values())} parameters: a fact measures {links[MEASURES]} and bounds {links[BOUNDS]}; for "
        f"{links[NAMES]} it names no more than the topic, and {links['assumed']} are assumed.",
        f"{len(facts())} facts, by grade of source: {of_grade}.",
        f"{roles[CALIBRATION]} calibration patterns, of which {len(targets().each)} are fitted; {roles[CHECK]} checks, "
        f"of which {alone} are independent of every parameter, target and other pattern; "
        f"{len(patterns()) - len(shown)} more patterns cannot be compared with the model.",
    ]
    return "\n".join(map(item, lines))


def scoreboard(file: Path = BOARD) -> str:
    """Return the scoreboard of a stored file in words and tables, or that there is none for this model version."""
    if not file.exists():
        return f"Not run yet for model version {MODEL_VERSION}. Make it with `{MAKE}`."
    board = json.loads(file.read_text(encoding="utf-8"))
    if board["about"]["model_version"] != MODEL_VERSION:
        return f"Not run yet for model version {MODEL_VERSION}: the stored one is of another. Make it with `{MAKE}`."
    checks = [one for one in board["patterns"] if one["role"] == CHECK]
    tables = {
        "Scored checks": [one for one in checks if not one["mark"]],
        "Checks that are not scored": [one for one in checks if one["mark"]],
        "Calibration patterns": [one for one in board["patterns"] if one["role"] == CALIBRATION],
    }
    parts = [_made(board["about"]), _total(board["total"]), _rules(board["rules"])]
    return "\n\n".join([*parts, *(f"**{title}**\n\n{_table(ones)}" for title, ones in tables.items() if ones)])


def _made(about: Mapping[str, Any]) -> str:
    checks = f"checksum of the checks `{about['checks']}`" if about["checks"] else "**not the checks that are frozen**"
    return paragraph(
        f"In the model, version {about['model_version']}: {about['draws']} parameter sets, {about['replicates']} "
        f"replicates of each, one agent for {about['scale']} miners; {checks}. Intervals contain parameters, theories "
        "and luck."
    )


def _total(total: Mapping[str, Any]) -> str:
    checks, fitted, alone = (total[name] for name in ("checks", "calibration", "calibration_alone"))
    unscored = [f"{n} {WHY[mark]}" for mark, n in total["not_scored"].items()]
    return paragraph(
        f"**{checks['passed']} of {checks['n']} scored checks pass.** Of the calibration patterns "
        f"{fitted['passed']} of {fitted['n']} pass, and {alone['passed']} of the {alone['n']} that repeat no other "
        f"and return no parameter. Checks not scored: {', '.join(unscored) or 'none'}."
    )


def _rules(rules: Mapping[str, Any]) -> str:
    lines = []
    for name, found in rules.items():
        passed = [f"{found[part]['passed']} of {found[part]['n']}" for part in ("calibration", "checks")]
        sizes = (str(found[size]) for size in ("sets", "ensemble_has", "worth"))
        lines.append([name.replace("_", " "), *sizes, *passed, found["mean_score"]])
    sizes = ("Sets run", "Sets it has", "Worth, sets")
    return table(["Rule of decision", *sizes, "Calibration passed", "Scored checks passed", "Mean score"], lines)


def _table(found: Iterable[Mapping[str, Any]]) -> str:
    return table(["Pattern", "Accepted", "Unit", "Median (90 %)", "Result", "Score", "Null model's"], map(_row, found))


def _row(one: Mapping[str, Any]) -> list[str]:
    middle = f"{one['median']} ({one['low_90']} to {one['high_90']})"
    accepted = _ends(one["low"], one["high"])
    return [one["pattern"], accepted, one["unit"], middle, one["result"], one["interval_score"],
            one["null_interval_score"]]  # fmt: skip


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at most {high:.4g}" if low is None else f"at least {low:.4g}"
    return f"{max(low, 0.0):.4g} to {high:.4g}"
