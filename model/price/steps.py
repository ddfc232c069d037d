"""Read months and years as people write them: 2026-01, 2026M01, 2026-01-31, 01/2026, 31/01/2026, Ene 2026, 2026."""

import re
import unicodedata
from collections.abc import Sequence

from model.price.sheets import Cell

EXAMPLE = {"month": "2013-07", "year": "2013"}
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_FIRST = re.compile(
    r"((?:19|20)\d\d)(?:[-/]|\s?m)?(0[1-9]|1[0-2])|((?:19|20)\d\d)(?:[-/]|\s?m)([1-9])", re.IGNORECASE
)
FULL = re.compile(
    r"((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"
)
MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)")
TWO_WAYS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)")
NAMES = (
    ("jan", "january", "ene", "enero"),
    ("feb", "february", "febrero"),
    ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"),
    ("may", "mayo"),
    ("jun", "june", "junio"),
    ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"),
    ("sep", "sept", "september", "septiembre", "set", "setiembre"),
    ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"),
    ("dec", "december", "dic", "diciembre"),
)
BY_NAME = {name: n for n, names in enumerate(NAMES) for name in names}
LINKS = ("de", "del", "of")
CENTURY_FROM = 50
"""Two digits of a year, as in Ene04, mean 1950 to 2049; lines that follow month by month leave no other reading."""


def step_text(cell: Cell) -> str:
    """Return a cell that should hold a month or year as text; a workbook's year is a number."""
    return cell if isinstance(cell, str) else f"{cell:.15g}"


def looks_like_step(cell: Cell) -> bool:
    """Tell whether a cell can be a month or a year."""
    text = step_text(cell)
    return bool(YEAR.fullmatch(text) or TWO_WAYS.fullmatch(text)) or month_number(text, day_first=True) is not None


def month_number(text: str, *, day_first: bool | None) -> int | None:
    """Return a month, counted from January of year 0; None where the text is no month.

    ``day_first`` says how 31/01/2026 is written; None where it is not known, and only 05/05/2026 can be read.
    """
    if found := YEAR_FIRST.fullmatch(text):
        return _number(found[1] or found[3], found[2] or found[4])
    if found := FULL.fullmatch(text):
        return _number(found[1], found[3])
    if found := MONTH_FIRST.fullmatch(text):
        return _number(found[2], found[1])
    if found := TWO_WAYS.fullmatch(text):
        return _two_ways(found, day_first)
    return _by_name(text)


def _number(year: str, month: str) -> int:
    return int(year) * 12 + int(month) - 1


def _two_ways(found: re.Match[str], day_first: bool | None) -> int | None:
    first, second, year = found[1], found[3], found[4]
    if day_first is None and first != second:
        return None
    day, month = (first, second) if day_first else (second, first)
    return _number(year, month) if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def _by_name(text: str) -> int | None:
    """Return the month of a text such as Ene 2026, Ene26, enero de 2026, 1 January 2026, Jan 01, 2026 or 2026-ene."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    if re.search(r"[^\w\s.,/-]", plain):
        return None
    words = [word for word in re.findall(r"[a-z]+|\d+", plain) if word not in LINKS]
    if len(words) == 2 and words[0] in BY_NAME and re.fullmatch(r"\d\d", words[1]):
        short = int(words[1])
        return ((1900 if short >= CENTURY_FROM else 2000) + short) * 12 + BY_NAME[words[0]]
    months = [BY_NAME[word] for word in words if word in BY_NAME]
    years = [word for word in words if YEAR.fullmatch(word)]
    days = [word for word in words if re.fullmatch(r"\d{1,2}", word) and 1 <= int(word) <= 31]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return None
    return int(years[0]) * 12 + months[0]


def day_comes_first(texts: Sequence[str]) -> bool | None:
    """Return whether the days of dates such as 31/01/2026 come first; None where no date of the column tells."""
    pairs = [(int(found[1]), int(found[3])) for text in texts if (found := TWO_WAYS.fullmatch(text))]
    first, second = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    return None if first == second else first


def step_mistake(step: str, text: str, day_first: bool | None) -> str | None:
    """Return what is wrong with a text that should be a month or a year; None if nothing is."""
    if step == "year":
        return None if YEAR.fullmatch(text) else f"'{text}' is not a year; write it as {EXAMPLE[step]}"
    if month_number(text, day_first=day_first) is not None:
        return None
    if day_first is None and TWO_WAYS.fullmatch(text):
        return f"'{text}' may be day/month/year or month/day/year; write it as {EXAMPLE[step]}"
    return f"'{text}' is not a month; write it as {EXAMPLE[step]}"


def written(step: str, number: int) -> str:
    """Return a month as 2013-07, a year as 2013."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if step == "month" else f"{number:04d}"
