"""A brief as plain parts that every format prints: headings, paragraphs, lists, tables, pictures, bars of shares."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A part of a document. ``kind`` says what it is and which fields it fills.

    ``heading``, ``text``, ``small``: text. ``answer``, ``list``: items. ``table``: head and rows, each cell the lines
    in it. ``picture``: name, and what it shows in ``text``. ``shares``: items with their ``shares``, which add up to 1.
    """

    kind: str
    text: str = ""
    items: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Sequence[str]]] = ()
    shares: Sequence[float] = ()
    name: str = ""

    def texts(self) -> Iterator[str]:
        """Yield all that the part says."""
        yield self.text
        yield from self.items
        yield from self.head
        yield from (line for row in self.rows for cell in row for line in cell)


@dataclass(frozen=True)
class Logo:
    """The picture of who sends the brief: ending of its file, content, and what it shows."""

    ending: str
    content: bytes
    text: str


@dataclass(frozen=True)
class Drawn:
    """A figure of the brief as SVG: for paper and wide screens, and for phones."""

    wide: bytes
    narrow: bytes


@dataclass(frozen=True)
class Document:
    """A brief ready to print; ``when`` is the day on which its runs were made, ``footer`` stands on every page."""

    language: str
    title: str
    subtitle: str
    footer: str
    when: str
    parts: Sequence[Part]
    pictures: Mapping[str, Drawn]
    logo: Logo | None = None

    def everything(self) -> str:
        """Return all words of the brief."""
        return "\n".join([self.title, self.subtitle, self.footer, *(t for part in self.parts for t in part.texts())])

    def plain(self) -> dict[str, Any]:
        """Return what pages print as plain values, without pictures."""
        parts = [asdict(part) for part in self.parts]
        return {name: getattr(self, name) for name in ("language", "title", "subtitle", "footer")} | {"parts": parts}
