"""What a scenario changes, in words for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words

type Part = Mapping[str, Any]
"""The explanation of a scenario, or a part of it, as plain values (``experiments/record/explain.py``)."""


def explained(found: Part, words: Words) -> Group:
    """Return the explanation of one scenario: opening, policies, other changes, mechanisms, assumptions, notes."""
    return Group(*_opening(found, words), *_policies(found, words), *_changes(found, words), *_grounds(found, words))


def _opening(found: Part, words: Words) -> Iterator[RenderableType]:
    yield Text(words.scenario(found["scenario"]), style="bold")
    yield Text(found["questions"].get(words.language) or found["question"], style="italic")
    days = {name: words.day(day) for name, day in found["period"].items()}
    reference = words.scenario(found["reference"] or "")
    yield Text(words("explain.compared" if found["reference"] else "explain.alone", reference=reference, **days))
    if found["starts_from"]:
        yield Text(words("explain.begins", world=words.scenario(found["starts_from"]), start=days["start"]))
    if found["price_table"]:
        yield Text(words("explain.price_table", table=found["price_table"]))
    if found["reference"] and not _departs(found):
        yield Text(words("explain.nothing", reference=reference))
    elif found["reference"] and found["policy_start"] and not (found["differs"] or found["parameters"]):
        yield Text(words("explain.first", day=words.day(found["policy_start"])))


def _departs(found: Part) -> bool:
    """Tell whether anything differs from the reference."""
    return any(found[part] for part in ("differs", "theory", "parameters", "policies", "left_out"))


def _policies(found: Part, words: Words) -> Iterator[RenderableType]:
    if found["portfolio"]:
        yield _heading("portfolio", words, words("explain.policies"))
        yield Text(_cap(found["portfolio"], words))
    elif found["policies"]:
        yield _heading("policies", words, words("explain.policies" if found["reference"] else "explain.policies_of"))
    if found["policies"]:
        yield _policy_table(found, words)
        yield Text(_total(found["cost"], words))


def _heading(section: str, words: Words, text: str = "") -> Text:
    return Text(f"\n{text or words(f'explain.{section}')}", style="bold")


def _cap(portfolio: Part, words: Words) -> str:
    sums = {name: words.number(portfolio[name]) for name in ("yearly", "asked", "paid", "unspent")}
    return f"{words('explain.portfolio', **sums)} {words(f'explain.{portfolio["when_short"]}')}"


def _total(cost: Part, words: Words) -> str:
    if not any(cost.values()):
        return words("explain.total_free")
    return words("explain.total", **{payer: words.number(sum_) for payer, sum_ in cost.items()})


def _policy_table(found: Part, words: Words) -> Table:
    capped = bool(found["portfolio"])
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("explain.policy"), overflow="fold", ratio=1)
    table.add_column(words("explain.when"), no_wrap=True)
    table.add_column(words("explain.cost"), justify="right")
    table.add_column(words("explain.payer"))
    if capped:
        table.add_column(words("explain.share"), justify="right")
    told = set[str]()
    for one in found["policies"]:
        paid = [words("explain.percent", number=words.number(100 * one["share_paid"]))] if capped else []
        what = _what(one, words, again=one["kind"] in told)
        table.add_row(what, _when(one, words), words.number(one["cost"]), words(f"explain.{one['payer']}"), *paid)
        table.add_section()
        told.add(one["kind"])
    return table


def _what(one: Part, words: Words, *, again: bool) -> Text:
    """Return kind, description and settings of a policy; the description once, and only if the policy is paid."""
    text = Text(words.named(one["kind"]), style="bold")
    if one["share_paid"] and not again:
        text.append(f"\n{words.said('policies', one['about'])}", style="not bold")
    settings = ", ".join(_shown(each, words) for each in one["settings"])
    return text.append(f"\n{settings}" if settings else "", style="dim not bold")


def _shown(setting: Part, words: Words) -> str:
    value = _value(setting["value"], setting["unit"], words)
    return words("explain.setting", name=words.named(setting["name"]), value=value)


def _value(value: Any, unit: str, words: Words) -> str:
    if isinstance(value, list):
        return words.joined([words.named(one) for one in value])
    if isinstance(value, str | bool):
        return words.named(str(value)).lower()
    number, printed = words.plain(value), words.said("units", unit)
    return number + printed.removeprefix("1") if unit.startswith("1") else f"{number} {printed}"


def _when(one: Part, words: Words) -> str:
    lines = [words("explain.from", start=words.day(one["start"]))]
    if one["stop"]:
        lines.append(words("explain.until", stop=words.day(one["stop"])))
    if one["ramp"]:
        lines.append(words("explain.ramp", weeks=words.number(one["ramp"])))
    if one["intensity"] != 1:
        lines.append(words("explain.intensity", intensity=words.plain(one["intensity"])))
    return "\n".join(lines)


def _changes(found: Part, words: Words) -> Iterator[RenderableType]:
    """Yield all other differences, each kind under its heading."""
    parts = {
        "idle": found["idle"],
        "left_out": found["left_out"],
        "price": found["differs"],
        "theory": [_option(one, words) for one in found["theory"]],
        "parameters": [_parameter(one, words) for one in found["parameters"]],
    }
    for section, lines in parts.items():
        if lines:
            yield _heading(section, words)
            yield from (_line(line) for line in lines)


def _option(one: Part, words: Words) -> str:
    return words("explain.option", **{name: words.named(one[name]) for name in ("switch", "option", "instead_of")})


def _parameter(one: Part, words: Words) -> str:
    values = {name: words.plain(one[name]) for name in ("instead_of", "low", "high")}
    value, sources = _value(one["value"], one["unit"], words), words.joined(list(one["sources"]))
    return words("explain.parameter", name=one["key"], value=value, sources=sources, **values)


def _grounds(found: Part, words: Words) -> Iterator[RenderableType]:
    """Yield mechanisms, assumptions and notes."""
    if found["mechanisms"]:
        yield _heading("mechanisms", words)
        yield _mechanism_table(found["mechanisms"], words)
    if found["policies"] or found["parameters"]:
        yield _heading("assumed", words)
        yield from (_line(line) for line in _assumed(found, words) or [words("explain.assumed_none")])
    notes = [words("explain.note_cost")] if found["policies"] else []
    yield Text("\n" + "\n".join([*notes, words("explain.note_model")]), style="dim")


def _mechanism_table(mechanisms: Sequence[Part], words: Words) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for one in mechanisms:
        name = words.said("mechanisms", one["words"])
        told = Text(name if one["modelled"] else words("explain.not_modelled", words=name))
        kinds = ", ".join(words.named(kind) for kind in one["kinds"])
        table.add_row(one["id"], told.append(f"  {kinds}", style="dim"))
    return table


def _assumed(found: Part, words: Words) -> list[str]:
    """Return a line for each kind of policy, and for each changed parameter, with numbers that have no source."""
    lines = {}
    for one in found["policies"]:
        names = [words.named(each["name"]) for each in one["settings"] if each["assumed"]]
        if names:
            lines[one["kind"]] = words(
                "explain.assumed_line", kind=words.named(one["kind"]), settings=words.joined(names)
            )
    return [*lines.values(), *(one["key"] for one in found["parameters"] if one["assumed"])]


def _line(text: str) -> Padding:
    return Padding(Text(text), (0, 0, 0, 2))
