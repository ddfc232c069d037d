"""Parameters from the code: value, range, unit, role, evidence and what it says, prior and meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from experiments.design.priors import BETA, Prior, priors
from model.evidence.facts import ASSUMED
from model.evidence.links import links_of
from model.interventions import INTERVENTIONS
from model.parameters import GROUPS
from model.parameters.declaring import Declared, declared, numbers_of
from model.scenario.theories import SWITCHES
from tools.pages.meanings import meanings
from tools.pages.text import ending, item, measured, page, plain, section, span

ABOUT = (
    "Each line gives the best value, the plausible range, the role, the prior of a calibration, the meaning, "
    "and the facts that it rests on with what they say of it: *measures* the number, *bounds* it, or only "
    "*names* its topic, which is no evidence of its size. *Free* numbers are drawn in a calibration, *fixed* "
    "ones are known or defined, *context* is an outside condition. Money is in soles of 2013. "
    "[model/evidence/evidence.toml](../../model/evidence/evidence.toml) has the facts."
)
PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "odd/parameters-economy.md": (
        "Parameters of the rush",
        ("price", "migration", "places", "digging", "moving", "spending", "livelihoods"),
    ),
    "odd/parameters-origins.md": ("Parameters of origins and theories", ("origins", "theories")),
    "odd/parameters-exploitation.md": (
        "Parameters of bars, recruitment and exits",
        ("bars", "bar_work", "licensing", "recruitment", "roles", "permits", "adaptation", "exits"),
    ),
    "odd/parameters-state.md": (
        "Parameters of police, justice and registers",
        ("policing", "operations", "corruption", "justice", "registers"),
    ),
    "odd/parameters-care.md": (
        "Parameters of care, society and formalisation",
        ("aftercare", "contact", "civil_society", "formalisation", "legitimacy"),
    ),
}
"""Title and groups of every page."""


@dataclass(frozen=True)
class Told:
    """A parameter with its prior, None where it is not drawn, and its meaning."""

    about: Declared
    prior: Prior | None
    meaning: str


@cache
def parameters() -> tuple[Told, ...]:
    """Return every parameter in the order of the registry."""
    drawn = {prior.name: prior for prior in priors().each}
    missing = meanings()["parameters"]
    return tuple(Told(one, drawn.get(one.key), one.note or missing.get(one.key, "")) for one in declared(GROUPS))


def parameter_pages() -> dict[str, str]:
    """Return the pages of parameters by path."""
    return {path: page(title, ABOUT, _parts(groups)) for path, (title, groups) in PAGES.items()}


def _parts(groups: Iterable[str]) -> list[str]:
    parts = [section(f"`{name}`", f"{plain(GROUPS[name].__doc__ or '')}\n\n{_group(name)}") for name in groups]
    return [*parts, section("Theories", _switches())] if "theories" in groups else parts


def _group(name: str) -> str:
    return "\n".join(item(_line(one)) for one in parameters() if one.about.group == name)


def _line(one: Told) -> str:
    about = one.about
    role = f"{about.role}, prior {shape(one.prior)}" if one.prior else about.role
    size = f"{measured(about.value, about.unit)} ({span(about.low, about.high, about.unit)}; {role})"
    return f"`{about.name}` = {size}: {ending(one.meaning)} {_rests(about)}"


def shape(prior: Prior) -> str:
    """Return the shape of a prior on its range."""
    return f"beta({prior.first:.3g}, {prior.second:.3g})" if prior.shape == BETA else prior.shape.replace("_", "-")


def _rests(about: Declared) -> str:
    linked = links_of(about.key)
    facts = [fact for fact in about.sources if fact != ASSUMED]
    return f"Evidence: {', '.join(f'`{fact}` ({linked[fact]})' for fact in facts)}." if facts else "Assumed."


def _switches() -> str:
    about = "What the sources dispute or nobody has observed; a calibration draws every option with the same chance."
    return "\n".join([about, "", *(item(f"`{name}`: {', '.join(options)}.") for name, options in SWITCHES.items())])


def policies() -> str:
    """Return the page of all kinds of policy with their settings."""
    about = (
        "Every kind of policy with what it does and its settings: value, range, meaning and facts. A setting is"
        " chosen in a scenario file; its range is what a scenario may ask for. Facts behind settings say that "
        "such a size was planned, done or paid somewhere, and not that it works; most sizes are assumed."
    )
    kinds = sorted(INTERVENTIONS.items())
    return page("Policies", about, [section(f"`{name}`", _policy(kind)) for name, kind in kinds])


def _policy(kind: Any) -> str:
    lines = [_setting(name, field) for name, field in numbers_of(kind).items() if name not in ("ramp", "intensity")]
    return "\n\n".join([plain(kind.__doc__ or ""), "\n".join(lines)])


def _setting(name: str, field: Any) -> str:
    about = field.metadata
    facts = [fact for fact in about["sources"] if fact != ASSUMED]
    rests = f"Evidence: {', '.join(f'`{fact}`' for fact in facts)}." if facts else "Assumed."
    value = measured(field.default, about["unit"])
    said = f": {ending(about['note'])}" if about["note"] else "."
    return item(f"`{name}` = {value} ({span(about['low'], about['high'], about['unit'])}){said} {rests}")
