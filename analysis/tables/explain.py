"""Put what a scenario changes into words for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words

type Explanation = Mapping[str, Any]


def explained(told: Explanation, words: Words) -> Group:
    """Return the explanation of one scenario: opening, policies, other changes, mechanisms, assumptions, notes."""
    return Group(*_opening(told, words), *_policies(told, words), *_changes(told, words), *_grounds(told, words))


def _opening(told: Explanation, words: Words) -> Iterator[RenderableType]:
    yield Text(words.scenario(told["scenario"]), style="bold")
    yield Text(told["question"], style="italic")
    yield Text(words("explain.compared" if told["reference"] else "explain.alone", **told, **told["period"]))
    if told["starts_from"]:
        yield Text(words("explain.begins", world=told["starts_from"], start=told["period"]["start"]))
    if told["reference"] and not _departs(told):
        yield Text(words("explain.nothing", reference=told["reference"]))
    elif told["reference"] and told["policy_start"] and not (told["differs"] or told["parameters"]):
        yield Text(words("explain.first", day=told["policy_start"]))


def _departs(told: Explanation) -> bool:
    """Tell whether anything differs from the reference."""
    return any(told[part] for part in ("differs", "theory", "parameters", "policies", "left_out"))


def _policies(told: Explanation, words: Words) -> Iterator[RenderableType]:
    if told["portfolio"]:
        yield _heading("portfolio", words, words("explain.policies"))
        yield Text(_cap(told["portfolio"], words))
    elif told["policies"]:
        yield _heading("policies", words, words("explain.policies" if told["reference"] else "explain.policies_of"))
    if told["policies"]:
        yield _policy_table(told, words)
        yield Text(_total(told["cost"], words))


def _heading(section: str, words: Words, text: str = "") -> Text:
    return Text(f"\n{text or words(f'explain.{section}')}", style="bold")


def _cap(portfolio: Explanation, words: Words) -> str:
    sums = {name: words.number(portfolio[name]) for name in ("yearly", "asked", "paid", "unspent")}
    return f"{words('explain.portfolio', **sums)} {words(f'explain.{portfolio["when_short"]}')}"


def _total(cost: Explanation, words: Words) -> str:
    if not any(cost.values()):
        return words("explain.total_free")
    return words("explain.total", **{payer: words.number(sum_) for payer, sum_ in cost.items()})


def _policy_table(told: Explanation, words: Words) -> Table:
    capped = bool(told["portfolio"])
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("explain.policy"), overflow="fold", ratio=1)
    table.add_column(words("explain.when"), no_wrap=True)
    table.add_column(words("explain.cost"), justify="right")
    table.add_column(words("explain.payer"))
    if capped:
        table.add_column(words("explain.share"), justify="right")
    seen = set[str]()
    for one in told["policies"]:
        paid = [words("explain.percent", number=words.number(100 * one["share_paid"]))] if capped else []
        what = _what(one, words, again=one["kind"] in seen)
        table.add_row(what, _when(one, words), words.number(one["cost"]), words(f"explain.{one['payer']}"), *paid)
        table.add_section()
        seen.add(one["kind"])
    return table


def _what(one: Explanation, words: Words, *, again: bool) -> Text:
    """Return kind, what it is and its settings; what it is only where it is paid for and has not been told before."""
    text = Text(words.scenario(one["kind"]), style="bold")
    if one["share_paid"] and not again:
        text.append(f"\n{one['about']}", style="not bold")
    settings = ", ".join(_shown(each, words) for each in one["settings"])
    return text.append(f"\n{settings}" if settings else "", style="dim not bold")


def _shown(setting: Explanation, words: Words) -> str:
    value = _value(setting["value"], setting["unit"], words)
    return words("explain.setting", name=words.scenario(setting["name"]), value=value)


def _value(value: Any, unit: str, words: Words) -> str:
    if isinstance(value, list):
        return words.joined([words.scenario(one) for one in value])
    if isinstance(value, str | bool):
        return words.scenario(str(value)).lower()
    number = words.number(value) if value == int(value) else f"{value:g}"
    return number + unit.removeprefix("1") if unit.startswith("1") else f"{number} {unit}"


def _when(one: Explanation, words: Words) -> str:
    lines = [words("explain.from", start=one["start"])]
    if one["stop"]:
        lines.append(words("explain.until", stop=one["stop"]))
    if one["ramp"]:
        lines.append(words("explain.ramp", weeks=words.number(one["ramp"])))
    if one["intensity"] != 1:
        lines.append(words("explain.intensity", intensity=f"{one['intensity']:g}"))
    return "\n".join(lines)


def _changes(told: Explanation, words: Words) -> Iterator[RenderableType]:
    """Yield what differs beside policies, each kind of difference under its heading."""
    parts = {
        "left_out": told["left_out"],
        "price": told["differs"],
        "theory": [words("explain.option", **one) for one in told["theory"]],
        "parameters": [_parameter(one, words) for one in told["parameters"]],
    }
    for section, lines in parts.items():
        if lines:
            yield _heading(section, words)
            yield from (_line(line) for line in lines)


def _parameter(one: Explanation, words: Words) -> str:
    values = {name: f"{one[name]:g}" for name in ("instead_of", "low", "high")}
    value, sources = _value(one["value"], one["unit"], words), words.joined(list(one["sources"]))
    return words("explain.parameter", name=one["key"], value=value, sources=sources, **values)


def _grounds(told: Explanation, words: Words) -> Iterator[RenderableType]:
    """Yield mechanisms, assumptions and notes."""
    if told["mechanisms"]:
        yield _heading("mechanisms", words)
        yield _mechanism_table(told["mechanisms"], words)
    if told["policies"] or told["parameters"]:
        yield _heading("assumed", words)
        yield from (_line(line) for line in _assumed(told, words) or [words("explain.assumed_none")])
    notes = [words("explain.note_cost")] if told["policies"] else []
    yield Text("\n" + "\n".join([*notes, words("explain.note_model")]), style="dim")


def _mechanism_table(mechanisms: Sequence[Explanation], words: Words) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for one in mechanisms:
        told = Text(one["words"] if one["modelled"] else words("explain.not_modelled", words=one["words"]))
        kinds = ", ".join(words.scenario(kind) for kind in one["kinds"])
        table.add_row(one["id"], told.append(f"  {kinds}", style="dim"))
    return table


def _assumed(told: Explanation, words: Words) -> list[str]:
    """Return a line for each kind whose settings rest on no source, and for each such parameter changed."""
    lines = {}
    for one in told["policies"]:
        names = [f"{words.scenario(each['name'])}" for each in one["settings"] if each["assumed"]]
        if names:
            lines[one["kind"]] = words(
                "explain.assumed_line", kind=words.scenario(one["kind"]), settings=words.joined(names)
            )
    return [*lines.values(), *(one["key"] for one in told["parameters"] if one["assumed"])]


def _line(text: str) -> Padding:
    return Padding(Text(text), (0, 0, 0, 2))
