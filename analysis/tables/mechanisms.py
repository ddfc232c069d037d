"""The table of mechanisms: for the terminal, and as the page of the documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import fill
from typing import Any

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.mechanism_effects import AtDefault, Effect
from analysis.tables.mechanism_defaults import cell, default_notes, percent
from analysis.tables.show import as_markdown, shown
from experiments.engine.plan import model_version
from experiments.record.experiment import Replication

COLUMNS = ("id", "mechanism", "process", "parameters", "levers", "off", "outcome")
MEASURED = ("with", "without", "difference", "result")
LEFT_OUT = ("id", "mechanism", "because")
WIDE = 140
"""Characters from which the outcome has a column of its own."""
PAGE = 125
"""Characters to a line of text on the page."""


@dataclass(frozen=True)
class MechanismTable:
    """The table for a terminal, as wide as that is; ``effects`` is empty or holds one a row."""

    rows: Sequence[Any]
    effects: Sequence[Effect]
    replication: Replication
    words: Words
    left_out: Sequence[Any] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table and its notes, or that there is no row."""
        if not self.rows:
            yield self.words("mechanisms.no_row")
            return
        yield self._table(wide=options.max_width >= WIDE)
        if self.left_out:
            yield self._left_out()
        measured = _notes(self.effects, self.replication, self.words)
        yield Text("\n".join(measured if self.effects else [self.words("mechanisms.unmeasured")]), style="dim")

    def _table(self, wide: bool) -> Table:
        words = self.words
        table = Table(title=words("mechanisms.title"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
        columns = ("mechanism", "where", "switch", "outcome") if wide else ("both", "where", "switch")
        for name in ("id", *columns):
            table.add_column(words(f"mechanisms.{name}"), overflow="fold")
        for row, effect in zip_longest(self.rows, self.effects):
            first, where, switch, outcome = _cells(row, effect, words)
            cells = (first, where, switch, outcome) if wide else (first.append("\n").append(outcome), where, switch)
            table.add_row(row.id, *cells, end_section=True)
        return table

    def _left_out(self) -> Table:
        title = self.words("mechanisms.left_out_title")
        table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
        for name in LEFT_OUT:
            table.add_column(self.words(f"mechanisms.{name}"), overflow="fold")
        for row in self.left_out:
            table.add_row(row.id, *(self.words.said("mechanisms", text) for text in (row.name, row.because)))
        return table


def _cells(row: Any, effect: Effect | None, words: Words) -> Iterator[Text]:
    """Yield what a row is, process and levers, parameters and off-switch, and the outcome."""
    yield Text(words.said("mechanisms", row.name), style="bold")
    yield Text("\n".join((*row.process, *(words("mechanisms.lever", kind=kind) for kind in row.levers))))
    yield Text("\n".join((*_off(row, words), *(key for key in row.parameters if key not in row.off))))
    claim = Text("\n".join(_claim(row, words)))
    if effect:
        levels = _levels(effect, words)
        claim.append(f"\n{words('mechanisms.levels', on=levels['on'], off=levels['off'])}\n{levels['difference']}")
        claim.append("\n" + words(f"mechanisms.{effect.verdict}"), style="green" if effect.modelled else "bold red")
    yield claim


def _off(row: Any, words: Words) -> list[str]:
    settings = [words("mechanisms.set_off", name=key, value=f"{value:g}") for key, value in row.off.items()]
    return [*settings, *([words("mechanisms.left_out", kinds=words.joined([*row.without]))] if row.without else [])]


def _claim(row: Any, words: Words) -> list[str]:
    """Return the outcome with its sign and weeks, and under which conditions it is measured."""
    kinds = [policy.kind for policy in row.policies if policy.kind not in row.without]
    settings = [words("mechanisms.set_off", name=key, value=f"{value:g}") for key, value in row.set.items()]
    return [
        words("mechanisms.claim", outcome=row.outcome, sign=_sign(row), weeks=row.weeks),
        *([words("mechanisms.under", kinds=words.joined(kinds))] if kinds else []),
        *([words("mechanisms.given", settings=words.joined(settings))] if settings else []),
    ]


def _sign(row: Any) -> str:
    return "\N{MINUS SIGN}" if row.sign == "-" else row.sign


def _levels(effect: Effect, words: Words) -> dict[str, str]:
    on, off = (shown(words, value, effect.unit) for value in (effect.on, effect.off))
    return {"on": on, "off": off, "difference": percent(effect.percent, words)}


def _notes(effects: Sequence[Effect], replication: Replication, words: Words) -> list[str]:
    good = sum(effect.modelled for effect in effects)
    return [words("mechanisms.summary", modelled=good, n=len(effects)), _note(replication, words)]


def _note(replication: Replication, words: Words) -> str:
    key = "figure.scale" if replication.scale > 1 else "figure.scale_full"
    size = words(key, scale=replication.scale)
    return words("mechanisms.note", version=model_version(), n=len(replication.replicates), scale=size)


@dataclass(frozen=True)
class Measured:
    """What was measured of the rows: effects under their own settings, and alone at default settings."""

    effects: Sequence[Effect]
    defaults: Sequence[AtDefault]
    replication: Replication


def mechanism_page(measured: Measured, words: Words, left_out: Sequence[Any] = ()) -> str:
    """Return the page of the documents, in Markdown."""
    texts = [*(words(f"mechanisms.{name}") for name in ("heading", "about", "about_off", "about_default", "made"))]
    texts += _notes(measured.effects, measured.replication, words)
    texts += default_notes(measured.defaults, measured.replication, words)
    headings = [words(f"mechanisms.{name}") for name in (*COLUMNS, *MEASURED, "at_default", "facts")]
    both = zip(measured.effects, measured.defaults, strict=True)
    table = as_markdown(headings, [_line(effect, default, words) for effect, default in both])
    apart = _page_left_out(left_out, words) if left_out else []
    return "\n\n".join([*(fill(text, PAGE, break_on_hyphens=False) for text in texts), table, *apart]) + "\n"


def _page_left_out(left_out: Sequence[Any], words: Words) -> list[str]:
    headings = [words(f"mechanisms.{name}") for name in LEFT_OUT]
    lines = [[row.id, row.name, row.because] for row in left_out]
    return [f"## {words('mechanisms.left_out_title')}", as_markdown(headings, lines)]


def _line(effect: Effect, default: AtDefault, words: Words) -> list[str]:
    """Return the cells of a row of the page. Processes stand without quotes: some are named like parameters."""
    row, levels = effect.row, _levels(effect, words)
    name, *conditions = _claim(row, words)
    cells = [
        [row.id],
        [row.name],
        row.process,
        [f"`{key}`" for key in row.parameters],
        [f"`{kind}`" for kind in row.levers],
        _off(row, words),
        [name.replace(row.outcome, f"`{row.outcome}`"), *conditions],
        *([levels[key]] for key in ("on", "off", "difference")),
        [words(f"mechanisms.{effect.verdict}")],
        [cell(default, words)],
        row.facts,
    ]
    return ["<br>".join(cell) or words("mechanisms.none") for cell in cells]
