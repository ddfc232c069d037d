"""Which fact is used where, from the evidence, its links, the patterns and the mechanisms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

from model.evidence.expected_directions import signs
from model.evidence.facts import ASSUMED, Fact, all_series, facts, sources
from model.evidence.links import BOUNDS, COUNTED, MEASURES, NAMES, citing
from model.evidence.patterns import CALIBRATION, CHECK, Pattern, patterns
from model.interventions import INTERVENTIONS
from model.mechanisms import not_modelled, rows
from tools.pages.text import ending, item, marked, measured, number, page, paragraph, section, table

MAIN = "data-use.md"
NOT_INDEPENDENT = "**not independent**"
RANGE = re.compile(r"(?P<name>[\w-]+)-(?P<a>\d{4}) to (?P=name)-(?P<b>\d{4})")


@dataclass(frozen=True)
class Use:
    """Where one fact is used; names are those of parameters, settings of policies, patterns and mechanisms."""

    fact: Fact
    parameters: Mapping[str, str]
    settings: tuple[str, ...]
    calibration: tuple[str, ...]
    checks: tuple[str, ...]
    hidden: tuple[str, ...]
    mechanisms: tuple[str, ...]
    directions: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def sizes(self) -> tuple[str, ...]:
        """Return the parameters whose size it measures or bounds."""
        return tuple(name for name, link in self.parameters.items() if link in COUNTED)

    @property
    def twice(self) -> bool:
        """Tell whether the model rests on it and is checked against it."""
        return bool(self.checks and (self.sizes or self.calibration))

    @property
    def used(self) -> bool:
        """Tell whether anything uses it."""
        return bool(self.parameters or self.settings or self.of_patterns or self.told)

    @property
    def of_patterns(self) -> tuple[str, ...]:
        """Return the patterns that it belongs to."""
        return (*self.calibration, *self.checks, *self.hidden)

    @property
    def told(self) -> tuple[str, ...]:
        """Return where it is told without giving a number to the model or a range to a pattern."""
        return (*self.mechanisms, *self.directions, *self.texts)


@cache
def uses() -> tuple[Use, ...]:
    """Return every fact, in the order of the file."""
    tables = (_mechanisms(), _directions(), _texts())
    return tuple(
        Use(fact, citing([name]), _of(_settings(), name), *_patterns(name), *(_of(table, name) for table in tables))
        for name, fact in facts().items()
    )


def _of(table: Mapping[str, list[str]], fact: str) -> tuple[str, ...]:
    return tuple(table.get(fact, ()))


def _patterns(fact: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    found = [(pattern.id, pattern.role if pattern.shown else "") for pattern in patterns() if fact in pattern.facts]
    fitted, checks, hidden = (tuple(name for name, role in found if role == one) for one in (CALIBRATION, CHECK, ""))
    return fitted, checks, hidden


@cache
def _settings() -> Mapping[str, list[str]]:
    pairs = ((source, f"{kind}.{field.name}") for kind, cls in INTERVENTIONS.items() for field in fields(cls)
             for source in field.metadata.get("sources", ()))  # fmt: skip
    return _grouped(pair for pair in pairs if pair[0] != ASSUMED)


@cache
def _mechanisms() -> Mapping[str, list[str]]:
    return _grouped((fact, row.id) for row in (*rows(), *not_modelled()) for fact in row.facts)


@cache
def _directions() -> Mapping[str, list[str]]:
    found = signs()
    claims = [(lever.kind, claim) for lever in found.levers for claim in lever.claims]
    claims += [(probe.name, claim) for probe in found.probes for claim in probe.claims]
    return _grouped((source, name) for name, claim in claims for source in claim.source if source in facts())


@cache
def _texts() -> Mapping[str, list[str]]:
    """Return the policies whose description names a fact, and the series whose note does, in a range of years too."""
    words = [(kind, cls.__doc__ or "") for kind, cls in INTERVENTIONS.items()]
    words += [(one.id, _spelt_out(one.note)) for one in all_series().values()]
    return _grouped((fact, name) for name, said in words for fact in re.findall(r"[\w-]+", said) if fact in facts())


def _spelt_out(note: str) -> str:
    """Return a note with every fact of a range ``name-2000 to name-2024`` behind it."""
    ranges = RANGE.finditer(note)
    return " ".join([note, *(f"{r['name']}-{year}" for r in ranges for year in range(int(r["a"]), int(r["b"]) + 1))])


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for key, name in pairs:
        found.setdefault(key, {})[name] = None
    return {key: list(names) for key, names in found.items()}


PAGES = {
    "data-use/parameters.md": (
        "Facts behind numbers of the model",
        "Facts that parameters or settings of policies cite.",
        lambda use: bool(use.parameters or use.settings),
    ),
    "data-use/patterns.md": (
        "Facts that the model is only compared with",
        "Facts that no parameter and no setting of a policy cites, and that patterns are made of.",
        lambda use: bool(use.of_patterns),
    ),
    "data-use/other.md": (
        "Other facts",
        "Facts that neither a number of the model nor a pattern rests on: told with a mechanism, or unused.",
        lambda _: True,
    ),
}
"""Title, opening and facts of every page beside the first; a fact stands on the first page that it fits."""
HOW = (
    "After each fact: its figure, period, place, source with grade (A official, B study or organisation, C "
    "press, D none), and what uses it. Facts are figures as the sources give them, also where these contradict "
    "each other."
)


def data_use_pages() -> dict[str, str]:
    """Return the pages by path."""
    left, made = list(uses()), {MAIN: _main()}
    for path, (title, about, fits) in PAGES.items():
        here = [use for use in left if fits(use)]
        left = [use for use in left if use not in here]
        made[path] = page(title, f"{about} {HOW}", ["\n".join(map(_line, here))])
    return made


def _line(use: Use) -> str:
    fact = use.fact
    where = f"{_figure(fact)}; {fact.period}; {fact.place}; `{fact.source_key}`, {sources()[fact.source_key].grade}"
    mark = f" {NOT_INDEPENDENT}." if use.twice else ""
    against = f" Contradicts {_names(fact.contradicts)}." if fact.contradicts else ""
    return item(f"`{fact.id}`: {ending(marked(fact.statement))} ({where}) {_used(use)}{mark}{against}")


def _figure(fact: Fact) -> str:
    if fact.value is not None:
        return measured(fact.value, fact.unit)
    low, high = fact.low, fact.high
    if low is not None and high is not None:
        return f"{number(low)} to {measured(high, fact.unit)}"
    if low is not None:
        return f"at least {measured(low, fact.unit)}"
    return f"at most {measured(high, fact.unit)}" if high is not None else "no number"


def _used(use: Use) -> str:
    named = {link: [name for name, its in use.parameters.items() if its == link] for link in (MEASURES, BOUNDS, NAMES)}
    named |= {
        "size of policies": list(use.settings),
        "calibration": list(use.calibration),
        "check": list(use.checks),
        "not comparable": list(use.hidden),
        "told with": list(use.mechanisms),
        "expected directions": list(use.directions),
        "told in the text of": list(use.texts),
    }
    said = [f"{what} {_names(names)}" for what, names in named.items() if names]
    return f"Used: {'; '.join(said)}." if said else "Unused."


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _main() -> str:
    about = (
        "Every fact of [model/evidence/evidence.toml](../model/evidence/evidence.toml), and what uses it: a "
        "parameter that it measures, bounds or only names ([links.toml](../model/evidence/links.toml)), the "
        "size of a policy, a pattern that is fitted or checked "
        "([patterns.toml](../model/evidence/patterns.toml)), or a text that tells it."
    )
    parts = {"How many": _counts(), "Used in fit and check": _twice(), "Unused": _unused(), "Dated series": _series()}
    return page("Data use", about, [section(title, body) for title, body in parts.items()])


def _counts() -> str:
    every = uses()
    lines = {
        "facts, from sources": f"{len(every)} from {len({use.fact.source_key for use in every})}",
        "measure or bound a parameter": sum(bool(use.sizes) for use in every),
        "only name the topic of parameters": sum(bool(use.parameters) and not use.sizes for use in every),
        "behind the size of a policy": sum(bool(use.settings) for use in every),
        "fitted (calibration pattern)": sum(bool(use.calibration) for use in every),
        "checked (check pattern)": sum(bool(use.checks) for use in every),
        "of these also measure or bound a parameter, or are fitted": sum(use.twice for use in every),
        "in patterns that cannot be compared with the model": sum(bool(use.hidden) for use in every),
        "only told, with a mechanism, direction, policy or series": sum(map(_only_told, every)),
        "unused": sum(not use.used for use in every),
    }
    pages = ", ".join(f"[{title[0].lower()}{title[1:]}]({path})" for path, (title, _, _) in PAGES.items())
    counts = table(["Facts", "Number"], [[what, str(count)] for what, count in lines.items()])
    return f"{counts}\n\n{paragraph(f'All of them: {pages}.')}"


def _only_told(use: Use) -> bool:
    return bool(use.told) and not (use.parameters or use.settings or use.of_patterns)


def _twice() -> str:
    about = (
        "A check that shares a fact with a calibration pattern, or with a parameter that the fact measures or "
        "bounds, is no independent test: its pass is shown and not scored ([calibration.md](calibration.md)). A"
        " fact that only names the topic of a parameter leaves the check independent; such parameters stand "
        "behind *names*."
    )
    checks = [pattern for pattern in patterns() if pattern.shown and pattern.role == CHECK]
    dependent, free = ([p for p in checks if bool(p.mark) == marked_] for marked_ in (True, False))
    lines = [*map(_dependent, dependent)]
    named = [item(f"`{p.id}`{f', names {_names(p.named)}' if p.named else ''}") for p in free]
    return "\n\n".join([paragraph(about), f"**Not scored ({len(lines)}):**", "\n".join(lines),
                        f"**Scored ({len(named)}):**", "\n".join(named)])  # fmt: skip


def _dependent(pattern: Pattern) -> str:
    reasons = {
        "returns the parameter": (pattern.identity,) if pattern.identity else (),
        "repeats": pattern.derived_from,
        "shares a fact with the parameter": pattern.priors,
        "shares a fact with the calibration pattern": pattern.fitted,
    }
    said = "; ".join(f"{what} {_names(names)}" for what, names in reasons.items() if names)
    return item(f"`{pattern.id}` {said}.")


def _unused() -> str:
    names = [use.fact.id for use in uses() if not use.used]
    about = "Kept because a source gives them, often as the other side of a contradiction:"
    return paragraph(f"{about} {_names(names)}.") if names else "No fact is unused."


def _series() -> str:
    return "\n".join(item(f"`{one.id}` ({one.unit}): {_years(one.values)}; `{one.source}`. {marked(one.note)}")
                     for one in all_series().values())  # fmt: skip


def _years(values: Mapping[int, float]) -> str:
    return f"{min(values)} to {max(values)}"
