"""Price tables as people have them are read rightly or, where they could mean two things, refused with the line."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from model.price import sheets
from model.price.table import PriceError, read_price_table

MONTHS = {"2026-01": 2650.5, "2026-02": 1234.0, "2026-03": 1411.7}
WORLD_BANK = [
    ["World Bank Commodity Price Data (The Pink Sheet)"],
    ["monthly prices in nominal US dollars, 1960 to present"],
    [],
    ["Updated on January 03, 2027"],
    [None, "Crude oil, average", "Gold", "Platinum", "Silver"],
    [None, "($/bbl)", "($/troy oz)", "($/troy oz)", "($/troy oz)"],
    ["1999M11", 24.2, 35.27, 400.0, 5.1],
    ["1999M12", 25.0, 283.7, 410.5, 5.2],
    ["2000M01", 25.2, 284.59, 441.0, 5.3],
]


def text(folder, content, name="prices.csv", coding="utf-8"):
    path = folder / name
    path.write_bytes(content.encode(coding))
    return path


def workbook(folder, **sheets_of_rows):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets_of_rows.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "prices.xlsx")
    return folder / "prices.xlsx"


def by_month(table):
    assert table.step == "month"
    return {f"{n // 12}-{n % 12 + 1:02d}": value for n, value in enumerate(table.values, table.first)}


@pytest.mark.parametrize(
    "content",
    [
        "month,usd_per_oz\n2026-01,2650.5\n2026-02,1234\n2026-03,1411.70\n",
        "Fecha;Precio (US$/oz)\n2026-01-31;2650,5\n2026-02-28;1.234,0\n2026-03-31;1.411,7\n",
        "MES\tPRECIO DEL ORO\n01/2026\t2650,5\n02/2026\t1234\n03/2026\t1411,7\n",
        'Date,"Gold, USD/oz",Silver\n2026M01,"2,650.50",31\n2026M02,"1,234.00",32\n2026M03,"1,411.70",33\n',
        "Gold price\nBy somebody\n\nDate;Gold;Volume\n31/01/2026;2650.5;1\n28/02/2026;1234;2\n31/03/2026;1411.7;3\n",
        "sep=;\nAño y mes;x\nfecha;oro US$/onza;oro soles/gramo\nEne.2026;2 650,5;300\nfeb 2026;1 234,0;200\n"
        "marzo de 2026;1 411,7;250\n\nFuente: BCRP;;\n",
        "date,price\n1/31/2026,$2650.5\n2/28/2026,$1234\n3/31/2026,$1411.7\n",
        "Period,XAU\n202601,2650.50\n202602,1234.00\n202603,1411.70\n",
        'Date,Price,Open\n"Jan 01, 2026","2,650.50",1\n"Feb 01, 2026","1,234.00",1\n"Mar 01, 2026","1,411.70",1\n',
        ",gold\n,USD per troy ounce\n2026/1/1,2650.5\n2026/2/1,1234\n2026/3/1,1411.7\n",
    ],
    ids=[
        "plain", "spanish", "tabs", "thousands", "title", "bcrp", "month-first", "compact", "investing", "unit-row",
    ],
)  # fmt: skip
@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_different_make_hold_the_same_prices(tmp_path, content, coding):
    assert by_month(read_price_table(text(tmp_path, content, coding=coding))) == MONTHS


def test_the_central_banks_table_has_no_heading_for_months_and_two_digits_for_years(tmp_path):
    names = ("Dic99", "Ene00", "Feb00")
    heading = (
        ',"Cotizaciones internacionales - Oro - Londres (US$ por onzas troy)","Exportaciones de oro (millones US$)"'
    )
    lines = [f"{name},{280 + n}.5,{n}" for n, name in enumerate(names)]
    table = read_price_table(text(tmp_path, "\n".join([heading, *lines])))
    assert by_month(table) == {"1999-12": 280.5, "2000-01": 281.5, "2000-02": 282.5}
    with pytest.raises(PriceError, match="line 3: month 2001-02 is missing before 2002-01"):
        read_price_table(text(tmp_path, "date,gold\nJan-01,2650\nJan-02,2660\n"))


def test_the_world_banks_monthly_workbook_is_read_and_says_so(tmp_path):
    indices = [[None, "Energy", "Precious Metals"], ["2000M01", 30.0, 40.0]]
    path = workbook(tmp_path, **{"Monthly Prices": WORLD_BANK, "Monthly Indices": indices, "Notes": [["Gold: LBMA"]]})
    table = read_price_table(path)
    assert by_month(table) == {"1999-11": 35.27, "1999-12": 283.7, "2000-01": 284.59}
    for said in ("sheet 'Monthly Prices'", "column 'Gold'", "3 months from 1999-11 (35.27) to 2000-01 (284.59)"):
        assert said in table.understood()
    assert table.understood().endswith("; US dollars an ounce")


def test_a_workbook_of_true_dates_and_of_years_is_read(tmp_path):
    rows = [["Fecha", "Precio US$/oz"], [datetime(2026, 1, 31), 2650.5], [date(2026, 2, 28), 1234]]
    assert by_month(read_price_table(workbook(tmp_path, uno=rows))) == {"2026-01": 2650.5, "2026-02": 1234.0}
    years = read_price_table(workbook(tmp_path, uno=[["Año", "oro"], [2025, 3400.0], [2026, 4000.0]]))
    assert (years.step, years.first, years.values) == ("year", 2025, (3400.0, 4000.0))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "Fecha;Precio\n2026-01;1.234\n2026-02;1.411\n",
            "line 2: month 2026-01: the price '1.234' may be 1234 or 1.234",
        ),
        (
            "date,gold\n01/02/2026,2650\n01/03/2026,2660\n",
            "line 2: '01/02/2026' may be day/month/year or month/day/year",
        ),
        ("date,price,gold\n2026-01,2650,2651\n", "line 1: more than one column may be the price: 'price', 'gold'"),
        ("date,gold\n2026-01,2650\n2026-03,2660\n", "line 3: month 2026-02 is missing"),
        ("date,gold\n2026-01-02,2650\n2026-01-05,2660\n", "line 3: month 2026-01 comes twice"),
        ("fecha,oro\n2026-01,1411,7\n", "line 2: has 3 cells below 2 headings; if the comma is the decimal sign"),
        ("fecha,oro (S/ por gramo)\n2026-01,311.7\n", "line 1: 'oro (S/ por gramo)' is not in US dollars an ounce"),
        (",Gold\n,($/kg)\n2026M01,2650\n", "line 1: '($/kg)' is not in US dollars an ounce"),
        ("fecha;oro\n2026-01;1.411,7\n2026-02;1,411.7\n", "dots and commas both stand for decimals"),
        ("month,date,gold\n", "has no prices"),
        ("fecha,mes,oro\n2026-01-01,2026-01,2650\n", "line 1: fecha, mes all name months or years"),
        ("date,gold\n31/01/2026,2650\n02/28/2026,2660\n", "line 2: '31/01/2026' may be"),
        ("date,gold\n2026Q1,2650\n", "line 2: '2026Q1' is not a month"),
        ("date,gold\n2026-01,2650\nsubtotal,\n2026-02,2650\n", "line 3: 'subtotal' is not a month"),
        ("day,colour\n1,blue\n", "line 1: the columns are day, colour; they must be month,usd_per_oz"),
    ],
)
def test_what_may_mean_two_things_is_refused_with_its_line(tmp_path, content, said):
    with pytest.raises(PriceError) as error:
        read_price_table(text(tmp_path, content))
    assert said in str(error.value)


def test_one_price_that_shows_its_sign_settles_the_column(tmp_path):
    commas = read_price_table(text(tmp_path, "fecha;oro\n2026-01;1.234\n2026-02;1.411,75\n"))
    dots = read_price_table(text(tmp_path, 'fecha;oro\n2026-01;"1,234"\n2026-02;1411.75\n'))
    decimals = read_price_table(text(tmp_path, "fecha;oro\n2026-01;279.125\n2026-02;281.5\n"))
    assert commas.values == dots.values == (1234.0, 1411.75)
    assert decimals.values == (279.125, 281.5)
    assert "the comma is the decimal sign" in commas.understood()
    assert "comma" not in dots.understood() and "as the heading names no unit" in dots.understood()


def test_what_was_left_out_or_decided_is_said(tmp_path):
    notes = "date;gold USD\n31/01/2026;2650\nSource: LBMA;\nseen in 2026;\n"
    said = read_price_table(text(tmp_path, notes)).understood()
    for part in ("only US dollars", "dates are day/month/year", "2 lines of notes below the table left out"):
        assert part in said


def test_two_sheets_of_prices_are_refused(tmp_path):
    rows = [["fecha", "oro"], ["2026-01", 2650.0]]
    with pytest.raises(PriceError, match="the sheets 'a' and 'b' all hold prices of gold"):
        read_price_table(workbook(tmp_path, a=rows, b=rows))


def test_a_file_without_end_and_a_broken_workbook_are_refused(tmp_path, monkeypatch):
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    with pytest.raises(PriceError, match="cannot be read as an Excel workbook"):
        read_price_table(tmp_path / "broken.xlsx")
    with pytest.raises(PriceError, match="it is no file"):
        read_price_table("/dev/zero")
    with pytest.raises(PriceError, match="is larger than 5 MB"):
        read_price_table(text(tmp_path, "x" * 5_000_001))
    with pytest.raises(PriceError, match="has more than 5000 lines"):
        read_price_table(text(tmp_path, "month,usd_per_oz\n" + "2026-01,2650\n" * 6000))
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 100)
    with pytest.raises(PriceError, match="unpacks to more than"):
        read_price_table(workbook(tmp_path, a=[["fecha", "oro"], ["2026-01", 2650.0]]))


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing(tmp_path):
    book = Workbook()
    book.active.append(["fecha", "oro"])
    book.active.append(["2026-01", 2650.0])
    book.active.cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "far.xlsx")
    assert by_month(read_price_table(tmp_path / "far.xlsx")) == {"2026-01": 2650.0}
