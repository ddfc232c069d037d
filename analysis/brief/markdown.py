"""A brief as Markdown, for editing; figures are the SVG files beside it."""

from collections.abc import Callable, Mapping

from analysis.brief.document import Document, Part
from analysis.tables.show import as_markdown as table_of


def as_markdown(document: Document) -> bytes:
    """Return a brief as Markdown."""
    parts = [f"# {document.title}", document.subtitle, *map(_part, document.parts), document.footer]
    return ("\n\n".join(parts) + "\n").encode()


def _part(part: Part) -> str:
    return PRINTED[part.kind](part)


def _table(part: Part) -> str:
    return table_of(list(part.head), [["<br>".join(cell) for cell in row] for row in part.rows])


PRINTED: Mapping[str, Callable[[Part], str]] = {
    "heading": lambda part: f"## {part.text}",
    "text": lambda part: part.text,
    "small": lambda part: f"*{part.text}*",
    "list": lambda part: "\n".join(f"- {item}" for item in part.items),
    "answer": lambda part: "\n".join(f"{n}. {item}" for n, item in enumerate(part.items, 1)),
    "table": _table,
    "picture": lambda part: f"![{part.text}]({part.name}.svg)",
    "shares": lambda part: "\n".join([f"**{part.text}**", "", *(f"- {item}" for item in part.items)]),
}
