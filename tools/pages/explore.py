"""How well the surrogate of the explore page predicts, from its manifest: tables of ``docs/explore-surrogate.md``."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.base.words import words_in
from analysis.explore.surrogate import FILE
from tools.pages.text import paragraph, table

CHECKED = ("span", "settings", "error, log ratio x 100", "share predicted", "in the 90 % band")
WEAKER = "weaker half in the band"

BOTH = ("mixed", "processes")
"""Emulators that were tried: the page's, and that of sensitivity studies."""


def manifest() -> dict[str, Any] | None:
    """Return the manifest of the project's surrogate; None where none has been fitted yet."""
    path = FILE.with_suffix(".json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def checks() -> str:
    """Return what the surrogate was fitted to, and how it fares in runs that it was not fitted to."""
    found = manifest()
    if found is None:
        return "No surrogate has been fitted to this version of the model yet."
    return "\n\n".join(_parts(found))


def _parts(found: Mapping[str, Any]) -> Iterator[str]:
    made = found["made"]
    yield paragraph(
        f"Fitted to {made['with_policy']} runs with levers, {made['runs']} in all, of {made['draws']} parameter sets "
        f"at one agent for {made['scale']} miners; model version {found['model_version']}, ensemble {made['ensemble']}."
    )
    yield "Fresh settings, sets and luck, run for real, beside the surrogate:"
    for kind, some in _by_kind(found["held_out"]):
        rows = [(*_row(one), _share(one["coverage_weak"])) for one in some]
        yield table((f"{kind} figure", *CHECKED, WEAKER), rows)
    yield "Runs of the design, each predicted from the runs of all other sets, over ten years:"
    tenth = [one | one["left_out"] for one in found["outputs"] if one["span"] == {"horizon": 10}]
    for kind, some in _by_kind(tenth):
        yield table((f"{kind} figure", *CHECKED), [_row({**one, "settings": one["runs"]}) for one in some])
    yield from _rivals(found.get("rival", []))
    yield from (_portfolios(one) for one in found["portfolios"])


def _by_kind(found: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield true figures, then recorded ones, which never share a table."""
    for kind in ("true", "recorded"):
        yield kind, [one for one in found if one["key"].startswith(f"{kind}.")]


def _row(one: Mapping[str, Any]) -> Sequence[str]:
    years = one["span"].get("horizon")
    span = f"{years} year{'s' * (years > 1)}" if years else f"year {one['span']['year']}"
    return words_in().label(one["key"]), span, str(one["settings"]), *_errors(one)


def _errors(one: Mapping[str, Any]) -> tuple[str, str, str]:
    return _hundredths(one["rmse"]), f"{one['q2']:.2f}", _share(one["coverage"])


def _share(found: float) -> str:
    return f"{100 * found:.0f} %"


def _hundredths(logarithm: float) -> str:
    return f"{100 * logarithm:.1f}"


def _rivals(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if found:
        yield "The emulator of sensitivity studies on the same runs, sets left out, over ten years:"
        rows = [(name, words_in().label(one["key"]), *_errors(one[name])) for one in found for name in BOTH]
        yield table(("emulator", "true figure", *CHECKED[2:]), rows)


def _portfolios(one: Mapping[str, Any]) -> str:
    names = [(each["key"].replace("_", " "), each) for each in one["portfolios"]]
    rows = [(name, *(_hundredths(each[part]) for part in ("real", "error", "emulated"))) for name, each in names]
    said = f"Where real runs can tell and the surrogate differs: {', '.join(one['disagree']) or 'nowhere'}."
    heads = ("portfolio", "real runs, log ratio x 100", "standard error", "surrogate")
    return f"{words_in().label(one['key'])}, ten years, against the outlook:\n\n{table(heads, rows)}\n\n{said}"
