"""Markdown of generated pages: wrapped paragraphs and items, numbers, and marked places in pages written by hand."""

import re
from collections.abc import Iterable, Sequence
from textwrap import dedent, fill

WIDTH = 148
"""Longest line of a generated page, characters."""
YEAR = "year"
SMALL, DIGITS = 1e-4, 6
"""Numbers below the first are written out; all others have so many digits at most."""
HEAD = "<!-- Written by `python -m tools.pages` from the code. Do not edit. -->"
BEGIN, END = "<!-- {name}: written by `python -m tools.pages` -->", "<!-- end of {name} -->"


def paragraph(text: str, first: str = "", later: str = "") -> str:
    """Return a paragraph with wrapped lines, ``first`` in front of the first and ``later`` in front of the others."""
    words = " ".join(text.split())
    return fill(words, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False,
                break_on_hyphens=False)  # fmt: skip


def item(text: str) -> str:
    """Return an item of a list."""
    return paragraph(text, "- ", "  ")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(title: str, about: str, parts: Iterable[str]) -> str:
    """Return a whole page: heading, mark that it is generated, what it is, and its parts."""
    return "\n\n".join([f"# {title}", HEAD, paragraph(about), *parts]) + "\n"


def section(title: str, body: str, level: int = 2) -> str:
    """Return a heading with what stands under it."""
    return f"{'#' * level} {title}\n\n{body}".rstrip()


def plain(docstring: str) -> str:
    """Return a docstring as Markdown, its paragraphs wrapped; names keep their marks."""
    blocks = re.split(r"\n\s*\n", dedent_docstring(docstring))
    return "\n\n".join(paragraph(marked(block)) for block in blocks)


def dedent_docstring(docstring: str) -> str:
    """Return a docstring without the indentation of its later lines."""
    first, _, rest = docstring.strip().partition("\n")
    return f"{first}\n{dedent(rest)}".strip()


def marked(text: str) -> str:
    """Return text of a docstring with marks of Markdown: code in single ticks, no tags."""
    return text.replace("``", "`").replace("<", "\\<").replace("::", ":")


def first_sentence(docstring: str) -> str:
    """Return the first sentence of a docstring, in one line."""
    opening = " ".join(re.split(r"\n\s*\n", docstring.strip())[0].split())
    return marked(re.split(r"(?<=\.)\s+(?=[A-Z`])", opening)[0])


def number(value: float) -> str:
    """Return a number as a reader writes it: no exponent, no trailing zeros."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.10f}".rstrip("0") if abs(value) < SMALL else f"{value:,.{DIGITS}g}"


def measured(value: float, unit: str) -> str:
    """Return a number with its unit; a pure number stands alone, and so does a calendar year."""
    return bare(value, unit) if unit in ("1", YEAR) else f"{number(value)} {unit}"


def bare(value: float, unit: str) -> str:
    """Return a number without its unit; years have no mark of thousands."""
    return number(value).replace(",", "") if unit == YEAR else number(value)


def span(low: float, high: float, unit: str) -> str:
    """Return a range without its unit."""
    return f"{bare(low, unit)} to {bare(high, unit)}"


def ending(text: str) -> str:
    """Return a text that ends with a full stop."""
    return text.strip().rstrip(".") + "."


def filled(whole: str, name: str, body: str) -> str:
    """Return a page written by hand with something new between the marks of a name; ValueError where it has none."""
    begin, end = BEGIN.format(name=name), END.format(name=name)
    if whole.count(begin) != 1 or whole.count(end) != 1:
        raise ValueError(f"a page has no place for {name}; mark it with {begin} and {end}")
    before, _, rest = whole.partition(begin)
    return f"{before}{begin}\n\n{body}\n\n{end}{rest.partition(end)[2]}"
