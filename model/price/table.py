"""Read a user's table of gold prices: a CSV file with a month or year and USD an ounce on each line."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model.text.files import read_text

STEPS = {"month": re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])"), "year": re.compile(r"(19|20)\d\d")}
EXAMPLE = {"month": "2013-07", "year": "2013"}
VALUE = "usd_per_oz"
LOWEST, HIGHEST = 100.0, 20_000.0
SHOWN = 5
MOST_BYTES = 10_000_000
"""Largest table that is read; a price a day for a century has 700,000 bytes."""


class PriceError(ValueError):
    """A price plan or table cannot be used; ``problems`` are pairs of a field (or file) and what is wrong."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        """Join the problems into one message, a line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{where}: {what}" for where, what in self.problems))

    def __reduce__(self) -> tuple:
        """Make the error picklable, so that a worker process can raise it."""
        return type(self), (self.problems,)


@dataclass(frozen=True)
class PriceTable:
    """Prices in USD/oz without a gap: ``values[i]`` holds for step ``first + i``.

    Months are numbered from January of year 0, years by themselves. ``file`` is where the table was read.
    """

    file: str
    step: str
    first: int
    values: tuple[float, ...]

    @property
    def begin(self) -> date:
        """The first day of the first price."""
        return self._first_day(self.first)

    @property
    def end(self) -> date:
        """The first day after the last price."""
        return self._first_day(self.first + len(self.values))

    def _first_day(self, step: int) -> date:
        return date(step // 12, step % 12 + 1, 1) if self.step == "month" else date(step, 1, 1)


@dataclass(frozen=True)
class _Line:
    """One line of the file: its number, its step as written and its price as written."""

    number: int
    step: str
    price: str


def read_price_table(path: str | Path) -> PriceTable:
    """Read a CSV file with the header ``month,usd_per_oz`` (YYYY-MM) or ``year,usd_per_oz`` (YYYY).

    Lines must be in order, without gap and without repetition, prices from 100 to 20,000 USD/oz; further
    columns are ignored. Raise PriceError that names the file, the lines (the first five), what is wrong and
    what is right; it reports the first kind of mistake that the file has.
    """
    path = Path(path)
    step, lines = _lines(path)
    for mistake in (_step_mistake, _text_mistake, _range_mistake):
        _refuse(path, ((line.number, mistake(step, line)) for line in lines))
    steps = [_step_number(step, line.step) for line in lines]
    pairs = zip(lines[1:], steps, steps[1:], strict=False)
    _refuse(path, ((line.number, _order_mistake(step, before, number)) for line, before, number in pairs))
    return PriceTable(str(path), step, steps[0], tuple(float(line.price) for line in lines))


def _lines(path: Path) -> tuple[str, list[_Line]]:
    """Return the step of the file and its lines, as text."""
    reader = csv.DictReader(_text(path).splitlines(), skipinitialspace=True)
    try:
        reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
        step = _step_of(path, list(reader.fieldnames))
        lines = [_Line(reader.line_num, *(_cell(row[name]) for name in (step, VALUE))) for row in reader]
    except csv.Error as error:
        mistake = f"line {reader.line_num}: {error}; save the table as plain CSV"
        raise PriceError([(str(path), mistake)]) from None
    if not lines:
        mistake = f"has no prices; give one line a {step}, such as {EXAMPLE[step]},1411"
        raise PriceError([(str(path), mistake)])
    return step, lines


def _cell(text: str | None) -> str:
    return (text or "").strip()


def _text(path: Path) -> str:
    try:
        return read_text(path, MOST_BYTES)
    except ValueError as error:
        raise PriceError([(str(path), f"{error}; give the path of a CSV file of gold prices")]) from None


def _step_of(path: Path, columns: list[str]) -> str:
    found = [step for step in STEPS if step in columns]
    if len(found) != 1 or VALUE not in columns:
        wrong = f"line 1: the columns are {', '.join(columns) or 'missing'}"
        raise PriceError([(str(path), f"{wrong}; they must be month,{VALUE} or year,{VALUE}")])
    return found[0]


def _refuse(path: Path, mistakes: Iterable[tuple[int, str | None]]) -> None:
    """Raise PriceError if any numbered line has a mistake, showing the first few such lines."""
    found = [(number, what) for number, what in mistakes if what]
    if not found:
        return
    problems = [(str(path), f"line {number}: {what}") for number, what in found[:SHOWN]]
    if len(found) > SHOWN:
        problems.append((str(path), f"and {len(found) - SHOWN} more lines like these"))
    raise PriceError(problems)


def _step_mistake(step: str, line: _Line) -> str | None:
    if STEPS[step].fullmatch(line.step):
        return None
    return f"'{line.step}' is not a {step}; write it as {EXAMPLE[step]}"


def _text_mistake(step: str, line: _Line) -> str | None:
    try:
        float(line.price)
    except ValueError:
        return f"{step} {line.step}: the price '{line.price}' is not a number; write it as 1411.7"
    return None


def _range_mistake(step: str, line: _Line) -> str | None:
    if LOWEST <= float(line.price) <= HIGHEST:
        return None
    right = f"give US dollars an ounce (31.1 g), from {LOWEST:g} to {HIGHEST:g}"
    return f"{step} {line.step}: {line.price} is no price of gold; {right}"


def _order_mistake(step: str, before: int, number: int) -> str | None:
    """Return what is wrong where a line does not follow the one before it by one step."""
    if number == before + 1:
        return None
    here = _step_text(step, number)
    if number == before:
        return f"{step} {here} comes twice; give each {step} once"
    if number < before:
        return f"{step} {here} comes after {_step_text(step, before)}; sort the lines from old to new"
    return f"{step} {_step_text(step, before + 1)} is missing before {here}; give every {step}"


def _step_number(step: str, text: str) -> int:
    parts = [int(part) for part in text.split("-")]
    return parts[0] * 12 + parts[1] - 1 if step == "month" else parts[0]


def _step_text(step: str, number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if step == "month" else f"{number:04d}"
