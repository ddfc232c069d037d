"""Find the columns of a price table by their headings, in English or Spanish, and what they say of the unit."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from model.price.errors import refuse
from model.price.sheets import Cell, Row, Sheet
from model.price.steps import looks_like_step


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


VALUE = "usd_per_oz"
PLAIN_STEPS = ("month", "year")
STEPS = {
    "month": ("month", "mes"),
    "year": ("year", "ano", "anio"),
    "": ("date", "fecha", "period", "periodo", "time", "dia", "day", "mes ano", "ano mes", "month year", "year month"),
}
"""Headings by the step that they name; dates may be months or years."""
PRICED = _named("price prices precio precios cotizacion cotizaciones")
PRICE = PRICED | _named("gold oro xau usd usdoz lbma")
QUANTITY = _named(
    "production produccion volume volumen vol index indice exports exportaciones reserves reservas demand"
)
"""Words of columns that are no price unless they also say so, as the price of exports does."""
NO_PRICE = _named(
    "change variacion var pct percent return silver plata platinum platino copper cobre palladium paladio"
)
NO_PRICE |= _named("zinc oil petroleo open high low apertura maximo minimo tonnes toneladas millones millions")
FOREIGN = _named("g gr gram grams gramo gramos kg kilo kilos kilogram lb lbs pound pounds libra libras tola ton")
FOREIGN |= _named("sol soles pen eur euro euros gbp aud cad cny inr brl clp cop mxn yuan pesos miles thousand")
FOREIGN_SIGNS = re.compile(r"[€£¥]|(?:^|[^a-z])(?:s/|(?:c|a|hk|r|mx|nz)\$)")
DOLLARS = _named("usd usdoz dollar dollars dolar dolares")
OUNCES = _named("oz ozt toz usdoz ounce ounces onza onzas")
MOST_UNIT_ROWS = 3
FIRST_ROWS = 60


@dataclass(frozen=True)
class Columns:
    """Where a table stands: its rows below the heading, its columns, and what the heading says of the price.

    ``step`` is "month", "year" or, where the heading does not tell, empty; ``unit`` is the unit as written, or empty;
    ``width`` is the number of headings.
    """

    sheet: str
    step: str
    step_column: int
    price_column: int
    heading: str
    unit: str
    width: int
    rows: tuple[Row, ...]


def find_columns(path: Path, sheets: list[Sheet], *, each_counts: bool) -> Columns:
    """Return the columns of the table in a file. Raise PriceError where there is none or more than one.

    ``each_counts`` tells that the sheets are those of a workbook, of which only one may hold prices; else they are
    ways to read one text, and the first that makes sense is taken.
    """
    found = (columns for sheet in sheets if (columns := _in_sheet(path, sheet)))
    columns = list(found) if each_counts else list(islice(found, 1))
    if len(columns) > 1:
        named = " and ".join(f"'{each.sheet}'" for each in columns)
        raise refuse(path, f"the sheets {named} all hold prices of gold; keep one of them")
    if not columns:
        raise refuse(path, _missing(sheets))
    return columns[0]


def _in_sheet(path: Path, sheet: Sheet) -> Columns | None:
    for place, row in enumerate(sheet.rows[:FIRST_ROWS]):
        below = sheet.rows[place + 1 :]
        step = _step_column(path, row, below)
        price = _price_column(path, row) if step else None
        if step and price is not None:
            units = _unit_rows(below, step[1], price)
            texts = [str(row.cell(price)), *(str(each.cell(price)) for each in units if each.cell(price) != "")]
            unit = _unit(path, row.number, texts)
            width = max(len(each.cells) for each in (row, *units))
            return Columns(sheet.name, *step, price, texts[0], unit, width, below[len(units) :])
    return None


def normal(text: Cell) -> str:
    """Return a heading in small letters without accents, words parted by single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", _bare(str(text))))


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def _words(text: Cell) -> set[str]:
    return set(normal(text).split())


def _step_column(path: Path, row: Row, below: tuple[Row, ...]) -> tuple[str, int] | None:
    """Return step and column of months or years; None if the row is no heading of a table."""
    named = [(step, n) for n, cell in enumerate(row.cells) for step, names in STEPS.items() if normal(cell) in names]
    plain = [(step, n) for step, n in named if normal(row.cells[n]) in PLAIN_STEPS]
    found = plain or named
    if len(found) > 1:
        both = ", ".join(str(row.cells[n]) for _, n in found)
        raise refuse(path, f"line {row.number}: {both} all name months or years; keep one of these columns")
    return found[0] if found else _unnamed_step(row, below)


def _unnamed_step(row: Row, below: tuple[Row, ...]) -> tuple[str, int] | None:
    """Return the first column without a heading below which dates stand, as in the World Bank's tables."""
    if sum(cell != "" for cell in row.cells) == 0:
        return None
    for column in range(len(row.cells)):
        below_it = [each.cell(column) for each in below[: MOST_UNIT_ROWS + 1] if each.cell(column) != ""]
        if row.cells[column] == "" and below_it and looks_like_step(below_it[0]):
            return "", column
    return None


def _price_column(path: Path, row: Row) -> int | None:
    exact = [n for n, cell in enumerate(row.cells) if str(cell).strip().lower() == VALUE]
    if len(exact) == 1:
        return exact[0]
    named = exact or [n for n, cell in enumerate(row.cells) if _names_price(cell)]
    usable = [n for n in named if not _foreign(str(row.cells[n]))]
    if len(usable) > 1:
        both = ", ".join(f"'{row.cells[n]}'" for n in usable)
        problem = f"more than one column may be the price: {both}; call one of them {VALUE}"
        raise refuse(path, f"line {row.number}: {problem}")
    if named and not usable:
        raise refuse(path, f"line {row.number}: {_wrong_unit(row.cells[named[0]])}")
    return usable[0] if usable else None


def _names_price(cell: Cell) -> bool:
    words = _words(cell)
    dollars = bool(words & DOLLARS or "$" in str(cell)) and bool(words & OUNCES)
    other = words & NO_PRICE or (words & QUANTITY and not words & PRICED)
    return bool(words & PRICE or dollars) and not other


def _foreign(text: str) -> bool:
    return bool(_words(text) & FOREIGN or FOREIGN_SIGNS.search(_bare(text)))


def _wrong_unit(text: Cell) -> str:
    return f"'{text}' is not in US dollars an ounce; convert it (an ounce of gold is 31.1035 g)"


def _unit_rows(below: tuple[Row, ...], step: int, price: int) -> list[Row]:
    """Return the rows between heading and data, which name no month: they hold units or codes."""
    return list(_until(below[:MOST_UNIT_ROWS], step, price))


def _until(rows: Iterable[Row], step: int, price: int) -> Iterator[Row]:
    for row in rows:
        value = row.cell(price)
        if row.cell(step) != "" or not isinstance(value, str) or any(sign.isdigit() for sign in value):
            return
        yield row


def _unit(path: Path, number: int, texts: list[str]) -> str:
    """Return the unit as written, empty if none is; raise PriceError if it is another than US dollars an ounce."""
    for text in texts:
        if _foreign(text):
            raise refuse(path, f"line {number}: {_wrong_unit(text)}")
    words = set().union(*map(_words, texts))
    dollars = bool(words & DOLLARS) or any("$" in text for text in texts)
    if dollars and words & OUNCES:
        return "US dollars an ounce"
    return "US dollars" if dollars else "an ounce" if words & OUNCES else ""


def _missing(sheets: list[Sheet]) -> str:
    """Say which headings a file has, from the row that has most of them near its beginning."""
    rows = [row for sheet in sheets for row in sheet.rows[:FIRST_ROWS]]
    row = max(rows, key=lambda each: (min(2, sum(cell != "" for cell in each.cells)), -each.number), default=None)
    found = ", ".join(str(cell) for cell in row.cells) if row else "missing"
    line = row.number if row else 1
    return f"line {line}: the columns are {found}; they must be month,{VALUE} or year,{VALUE}, or clearly name both"
