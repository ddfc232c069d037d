"""Read the cells of a file that holds a table: text with separators, or an Excel workbook; never without a bound."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from model.price.errors import PriceError, refuse

MOST_BYTES = 5_000_000
MOST_UNPACKED = 100_000_000
MOST_ROWS, MOST_COLUMNS = 5000, 300
SEPARATORS = (",", ";", "\t")
WORKBOOKS = (".xlsx", ".xlsm")
OLD_WORKBOOKS = (".xls", ".ods", ".xlsb")

type Cell = str | float


class Row(NamedTuple):
    """A row that is not empty: its line in the file and its cells; numbers of a workbook are numbers."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return a cell; an empty text where the row is too short."""
        return self.cells[column] if column < len(self.cells) else ""


class Sheet(NamedTuple):
    """The rows of one way to read a file: a sheet of a workbook, or the lines cut at one separator."""

    name: str
    rows: tuple[Row, ...]


def is_workbook(path: Path) -> bool:
    """Tell whether a file is read as an Excel workbook, by its name."""
    return path.suffix.lower() in WORKBOOKS


def read_sheets(path: Path) -> list[Sheet]:
    """Return the visible sheets of a workbook, or a text file cut at each separator that it may have.

    Raise PriceError for a file that is missing, too large or neither text nor workbook.
    """
    if path.suffix.lower() in OLD_WORKBOOKS:
        raise refuse(path, "is a workbook that cannot be read here; save it as .xlsx or as CSV")
    content = _bytes(path)
    return _workbook(path, content) if is_workbook(path) else _text_sheets(path, _text(path, content))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refuse(path, "is a folder, not a file; give the path of a file of gold prices")
        if path.exists() and not path.is_file():
            raise refuse(path, "cannot be read: it is no file; give the path of a file of gold prices")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refuse(path, "there is no such file; give the path of a CSV file of gold prices") from None
    except OSError as error:
        problem = f"cannot be read ({error.strerror}); give the path of a CSV file of gold prices"
        raise refuse(path, problem) from None
    if len(content) > MOST_BYTES:
        raise refuse(path, f"is larger than {MOST_BYTES // 1_000_000} MB; keep the columns of month and price only")
    return content


def _text(path: Path, content: bytes) -> str:
    """Return the text of a file in UTF-8, in UTF-16 as Excel saves it, or in the code page of Western Windows."""
    codings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse(path, "is not a text file in UTF-8; save the table as CSV in UTF-8")


def _text_sheets(path: Path, text: str) -> list[Sheet]:
    lines = text.splitlines()
    return [Sheet("", _cut(path, lines, separator)) for separator in SEPARATORS]


def _cut(path: Path, lines: list[str], separator: str) -> tuple[Row, ...]:
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=separator != "\t")
    try:
        return _bounded(path, ((reader.line_num, [cell.strip() for cell in row]) for row in reader))
    except csv.Error as error:
        raise refuse(path, f"line {reader.line_num}: {error}; save the table as plain CSV") from None


def _workbook(path: Path, content: bytes) -> list[Sheet]:
    """Return the visible sheets, read row by row, so that a cell far away costs nothing."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise refuse(path, f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB; keep one sheet with the prices")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it does not read, such as menus in cells
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
            return [Sheet(each.title, _bounded(path, enumerate(_rows_of(each), 1))) for each in sheets]
    except PriceError:
        raise
    except Exception as error:  # openpyxl passes on whatever a broken file raises
        raise refuse(path, f"cannot be read as an Excel workbook ({error}); save it anew as .xlsx or CSV") from None


def _rows_of(sheet: Any) -> Iterable[list[Cell]]:
    sheet.reset_dimensions()  # some programs write a wrong size
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    return ([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return "" if value is None else str(value).strip()


def _bounded(path: Path, numbered: Iterable[tuple[int, list[Cell]]]) -> tuple[Row, ...]:
    """Return the rows that are not empty; raise PriceError where there are too many."""
    rows = []
    for number, cells in numbered:
        if any(cell != "" for cell in cells):
            rows.append(Row(number, tuple(cells)))
        if len(rows) > MOST_ROWS:
            raise refuse(path, f"has more than {MOST_ROWS} lines; give one line a month or year")
    return tuple(rows)
