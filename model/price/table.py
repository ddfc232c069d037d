"""Read a user's table of gold prices: a month or year and US dollars an ounce on each line, as CSV or .xlsx."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from model.price.amounts import amount, decimal_signs, two_readings
from model.price.errors import PriceError, refuse, refuse_lines
from model.price.headings import Columns, find_columns
from model.price.sheets import Cell, Row, is_workbook, read_sheets
from model.price.steps import YEAR, day_comes_first, looks_like_step, month_number, step_mistake, step_text, written

__all__ = ["HIGHEST", "LOWEST", "PriceError", "PriceTable", "read_price_table"]

LOWEST, HIGHEST = 100.0, 20_000.0
FIRST_MONTH_USED = 2000 * 12
EXAMPLE_LINE = {"month": "2013-07,1411", "year": "2013,1411"}


@dataclass(frozen=True)
class Reading:
    """How a table was read: its sheet, the heading of the price, the unit as written, and what else was decided."""

    sheet: str
    heading: str
    unit: str
    decided: tuple[str, ...]


@dataclass(frozen=True)
class PriceTable:
    """Prices in USD/oz without a gap: ``values[i]`` holds for step ``first + i``.

    Months are numbered from January of year 0, years by themselves. ``file`` is where the table was read.
    """

    file: str
    step: str
    first: int
    values: tuple[float, ...]
    reading: Reading | None = field(default=None, compare=False)

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

    def understood(self) -> str:
        """Return in one sentence what was read: column, unit, months, first and last price, and what was decided."""
        last = self.first + len(self.values) - 1
        ends = ((self.first, self.values[0]), (last, self.values[-1]))
        first, last = (f"{written(self.step, number)} ({value:,.2f})" for number, value in ends)
        span = f"{len(self.values)} {self.step}s from {first} to {last}"
        read, file = self.reading, _shown(Path(self.file))
        if not read:
            return f"{file}: {span}, US dollars an ounce"
        sheet = f"sheet '{read.sheet}', " if read.sheet else ""
        unit = read.unit if read.unit == "US dollars an ounce" else _assumed(read.unit)
        return f"{file}: {sheet}column '{read.heading}', {span}; {'; '.join((unit, *read.decided))}"


def _shown(path: Path) -> str:
    """Return a path as a user would type it here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _assumed(unit: str) -> str:
    return f"taken to be US dollars an ounce, as the heading names {f'only {unit}' if unit else 'no unit'}"


def read_price_table(path: str | Path) -> PriceTable:
    """Read a table of prices by month or year from a CSV file or a workbook.

    The plainest one has the heading ``month,usd_per_oz`` (YYYY-MM) or ``year,usd_per_oz`` (YYYY). Other
    separators, decimal signs, ways to write a month, headings in English and Spanish, and titles above the table are
    understood where they can mean one thing only. Lines must be in order, without gap and without repetition, prices
    from 100 to 20,000 USD/oz (months before 2000 are not used, and may be lower); further columns are ignored. Raise
    PriceError that names the file, the lines (the first five), what is wrong and what is right; it reports the first
    kind of mistake that the file has.
    """
    path = Path(path)
    columns = find_columns(path, read_sheets(path), each_counts=is_workbook(path))
    rows, notes = _without_notes(columns)
    refuse_lines(path, ((row.number, _width_mistake(row, columns)) for row in rows))
    if not rows:
        raise refuse(path, f"has no prices; give one line a {columns.step or 'month'}, such as {_example(columns)}")
    step, numbers, days = _steps(path, columns, rows)
    values, sign = _prices(path, columns, rows, [written(step, number) for number in numbers])
    used = [step == "year" or number >= FIRST_MONTH_USED for number in numbers]
    found = zip(rows, numbers, values, used, strict=True)
    refuse_lines(path, ((row.number, _range_mistake(step, n, value)) for row, n, value, counts in found if counts))
    pairs = zip(rows[1:], numbers, numbers[1:], strict=False)
    refuse_lines(path, ((row.number, _order_mistake(step, before, number)) for row, before, number in pairs))
    decided = tuple(_decided(days, sign, notes))
    reading = Reading(columns.sheet, columns.heading, columns.unit, decided)
    return PriceTable(str(path), step, numbers[0], tuple(values), reading)


def _example(columns: Columns) -> str:
    return EXAMPLE_LINE[columns.step or "month"]


def _decided(days: bool | None, sign: str | None, notes: int) -> Iterator[str]:
    if days is not None:
        yield f"dates are {'day/month/year' if days else 'month/day/year'}"
    if sign == ",":
        yield "the comma is the decimal sign"
    if notes:
        yield f"{notes} line{'s' if notes > 1 else ''} of notes below the table left out"


def _without_notes(columns: Columns) -> tuple[list[Row], int]:
    """Return the rows of data, and how many rows below them hold neither a month nor a price."""
    rows = list(columns.rows)
    while rows and _is_note(rows[-1], columns):
        rows.pop()
    return rows, len(columns.rows) - len(rows)


def _is_note(row: Row, columns: Columns) -> bool:
    return row.cell(columns.price_column) == "" and not looks_like_step(row.cell(columns.step_column))


def _width_mistake(row: Row, columns: Columns) -> str | None:
    """Return that a row has more cells than headings, as a decimal comma makes where commas part the cells."""
    if not any(cell != "" for cell in row.cells[columns.width :]):
        return None
    remedy = "if the comma is the decimal sign, part the cells with a semicolon"
    return f"has {len(row.cells)} cells below {columns.width} headings; {remedy}"


def _steps(path: Path, columns: Columns, rows: list[Row]) -> tuple[str, list[int], bool | None]:
    """Return whether a table goes by month or year, its steps, and whether days come first in its dates."""
    texts = [step_text(row.cell(columns.step_column)) for row in rows]
    step = columns.step or ("year" if YEAR.fullmatch(texts[0]) else "month")
    days = day_comes_first(texts)
    lines = zip(rows, texts, strict=True)
    refuse_lines(path, ((row.number, step_mistake(step, text, days)) for row, text in lines))
    numbers = [int(text) if step == "year" else month_number(text, day_first=days) or 0 for text in texts]
    return step, numbers, days


def _prices(path: Path, columns: Columns, rows: list[Row], steps: list[str]) -> tuple[list[float], str | None]:
    """Return the prices and the decimal sign of their column, None where none shows one."""
    cells = [row.cell(columns.price_column) for row in rows]
    signs = decimal_signs(cells)
    if len(signs) > 1:
        raise refuse(path, "dots and commas both stand for decimals in the prices; write all of them as 1411.7")
    sign = next(iter(signs), None)
    values = [amount(cell, sign, LOWEST, HIGHEST) for cell in cells]
    about = zip(rows, steps, cells, values, strict=True)
    refuse_lines(path, ((row.number, _text_mistake(step, cell, value)) for row, step, cell, value in about))
    return [value for value in values if value is not None], sign


def _text_mistake(step: str, cell: Cell, value: float | None) -> str | None:
    if value is not None:
        return None
    named = f"{'month' if '-' in step else 'year'} {step}: the price '{cell}'"
    return f"{named} {two_readings(cell) or 'is not a number; write it as 1411.7'}"


def _range_mistake(step: str, number: int, value: float) -> str | None:
    if LOWEST <= value <= HIGHEST:
        return None
    right = f"give US dollars an ounce (31.1 g), from {LOWEST:g} to {HIGHEST:g}"
    return f"{step} {written(step, number)}: {value:g} is no price of gold; {right}"


def _order_mistake(step: str, before: int, number: int) -> str | None:
    """Return what is wrong where a line does not follow the one before it by one step."""
    if number == before + 1:
        return None
    here = written(step, number)
    if number == before:
        return f"{step} {here} comes twice; give each {step} once"
    if number < before:
        return f"{step} {here} comes after {written(step, before)}; sort the lines from old to new"
    return f"{step} {written(step, before + 1)} is missing before {here}; give every {step}"
