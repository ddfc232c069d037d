"""Lists of what the model comes with: scenarios and parameters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words, in_one_of

TITLES = ("title", "portfolios")
LINKS = ("measures", "bounds", "names", "assumed")
"""What the facts of a parameter say about it, from the strongest link to none."""


def scenario_tables(scenarios: Sequence[Any], portfolios: Sequence[Any], words: Words) -> Group:
    """Return the table of scenarios and, apart from it, that of portfolios."""
    parts = zip(TITLES, (scenarios, portfolios), strict=True)
    return Group(*(scenario_table(found, words, title) for title, found in parts if found))


def scenarios_as_json(scenarios: Sequence[Any], portfolios: Sequence[Any]) -> list[dict[str, Any]]:
    """Return name, question, reference and period of every scenario as plain values; portfolios are marked."""
    return [
        {
            "name": one.name,
            "portfolio": one in portfolios,
            "title": one.titles.of(one.name),
            "question": one.question,
            "reference": one.reference,
            "start": one.start.isoformat(),
            "stop": one.stop.isoformat(),
        }
        for one in (*scenarios, *portfolios)
    ]


def scenario_table(scenarios: Sequence[Any], words: Words, title: str = "title") -> Table:
    """Return name, question, reference and period of every scenario."""
    table = _table("scenarios", ("name", "question", "reference", "period"), words, title)
    for scenario in scenarios:
        period = words("scenarios.span", start=words.day(scenario.start), stop=words.day(scenario.stop))
        reference = scenario.reference or words("scenarios.alone")
        table.add_row(scenario.name, _title_and_question(scenario, words), reference, period)
    return table


def _title_and_question(scenario: Any, words: Words) -> Text:
    title = in_one_of(scenario.titles.of(scenario.name), words.language)
    question = scenario.titles.asked(words.language) or scenario.question
    return Text.assemble((f"{title}\n" if title else "", "bold"), question)


def parameter_tables(parameters: Mapping[str, Mapping[str, Any]], words: Words) -> Group:
    """Return the table of parameters and, below it, on what they rest."""
    note = Text(words("parameters.note"), style="dim")
    return Group(parameter_table(parameters, words), evidence_table(parameters, words), note)


def parameter_table(parameters: Mapping[str, Mapping[str, Any]], words: Words) -> Table:
    """Return every parameter with value, unit, range, role, and its sources with grades and links."""
    table = _table("parameters", ("name", "value", "unit", "range", "role", "sources"), words)
    for name, about in parameters.items():
        limits = words("comparison.to", low=words.plain(about["low"]), high=words.plain(about["high"]))
        cited = zip(about["sources"], about["grades"], about["links"], strict=True)
        sources = "\n".join(_source(*each, words) for each in cited)
        unit = words.unit(about["unit"])
        table.add_row(name, words.plain(about["value"]), unit, limits, words.named(about["role"]), sources)
    return table


def _source(source: str, grade: str, link: str, words: Words) -> str:
    key = "source" if source == link else "source_linked"
    return words(f"parameters.{key}", source=source, grade=grade, link=words(f"parameters.link_{link}"))


def evidence_table(parameters: Mapping[str, Mapping[str, Any]], words: Words) -> Table:
    """Return how many parameters of each role are measured, bounded, tied to a topic only, or assumed."""
    table = _table("parameters", ("role", *(f"rest_{link}" for link in LINKS), "all"), words, "evidence")
    counted = Counter((about["role"], about["evidence"]) for about in parameters.values())
    roles = sorted({role for role, _ in counted})
    for role in roles:
        found = [counted[role, link] for link in LINKS]
        table.add_row(words.named(role), *map(str, found), str(sum(found)), end_section=role == roles[-1])
    sums = [sum(counted[role, link] for role in roles) for link in LINKS]
    table.add_row(words("parameters.all"), *map(str, sums), str(sum(sums)))
    return table


def _table(section: str, columns: Sequence[str], words: Words, title: str = "title") -> Table:
    table = Table(title=words(f"{section}.{title}"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(words(f"{section}.{name}"), overflow="fold")
    return table
