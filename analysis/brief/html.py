"""A brief as one HTML file for phones and wide screens: figures lie in it, and it asks nothing of the network."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from analysis.brief.document import Document, Part

TEMPLATE = Path(__file__).with_name("templates") / "brief.html"
PHONE = "(max-width: 600px)"
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def as_html(document: Document) -> bytes:
    """Return a brief as HTML."""
    texts = {name: escape(getattr(document, name)) for name in ("language", "title", "footer")}
    body = "\n".join([*_head(document), *(_part(part, document) for part in document.parts)])
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(texts, body=body).encode()


def _head(document: Document) -> Iterator[str]:
    if logo := document.logo:
        yield f'<img class="logo" src="{_inline(logo.content, logo.ending)}" alt="{escape(logo.text)}">'
    yield f"<h1>{escape(document.title)}</h1>"
    yield f'<p class="quiet">{escape(document.subtitle)}</p>'


def _part(part: Part, document: Document) -> str:
    return _picture(part, document) if part.kind == "picture" else PRINTED[part.kind](part)


def _items(items: Sequence[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _list(part: Part) -> str:
    return f"<ul>{_items(part.items)}</ul>"


def _answer(part: Part) -> str:
    return f'<ol class="answer">{_items(part.items)}</ol>'


def _table(part: Part) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in part.head)
    rows = "\n".join(f"<tr>{''.join(_cells(row, part.head))}</tr>" for row in part.rows)
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"


def _cells(row: Sequence[Sequence[str]], head: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row; each names its column, as there is no head on a phone."""
    first, *others = ("<br>".join(map(escape, cell)) for cell in row)
    yield f'<th scope="row">{first}</th>'
    yield from (f'<td data-label="{escape(text)}">{cell}</td>' for text, cell in zip(head[1:], others, strict=True))


def _shares(part: Part) -> str:
    bar = "".join(f'<span class="c{n}" style="flex:{share:.4f}"></span>' for n, share in enumerate(part.shares))
    keys = "".join(f'<li><span class="key c{n}"></span>{escape(item)}</li>' for n, item in enumerate(part.items))
    title = f"<p><strong>{escape(part.text)}</strong></p>"
    return f'{title}<div class="bar" aria-hidden="true">{bar}</div><ul class="shares">{keys}</ul>'


def _picture(part: Part, document: Document) -> str:
    drawn = document.pictures[part.name]
    phone = f'<source media="{PHONE}" srcset="{_inline(drawn.narrow, ".svg")}">'
    return f'<picture>{phone}<img src="{_inline(drawn.wide, ".svg")}" alt="{escape(part.text)}"></picture>'


def _inline(content: bytes, ending: str) -> str:
    return f"data:{TYPES[ending]};base64,{b64encode(content).decode()}"


PRINTED: Mapping[str, Callable[[Part], str]] = {
    "heading": lambda part: f"<h2>{escape(part.text)}</h2>",
    "text": lambda part: f"<p>{escape(part.text)}</p>",
    "small": lambda part: f'<p class="quiet">{escape(part.text)}</p>',
    "list": _list,
    "answer": _answer,
    "table": _table,
    "shares": _shares,
}
