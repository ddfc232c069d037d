"""Numbers with units and dates, as people write them."""

from datetime import date, datetime

import pytest

from model.text.quantities import QuantityError, parse_date, parse_quantity


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        (8, "g/week", 8.0),
        ("8 g/week", "g/week", 8.0),
        ("8 grams per week", "g/week", 8.0),
        (" 8  g / week ", "g/week", 8.0),
        ("0.5/week", "1/week", 0.5),
        ("0.5 1/week", "1/week", 0.5),
        ("0.5 per week", "1/week", 0.5),
        ("80_000 soles/year", "soles/year", 80_000.0),
        ("364 usd/ounce", "USD/oz", 364.0),
        ("30 %", "1", 0.3),
        ("4 %/year", "1/year", 0.04),
        ("-0.5", "1", -0.5),
        ("1e3 people", "persons", 1000.0),
        ("14 days", "weeks", 2.0),
        ("26 weeks", "weeks", 26.0),
    ],
)
def test_a_number_is_read_with_or_without_its_unit(written, unit, number):
    assert parse_quantity(written, unit) == pytest.approx(number, rel=1e-15)


def test_months_and_years_are_calendar_averages():
    assert parse_quantity("12 months", "weeks") == pytest.approx(parse_quantity("1 year", "weeks"))
    assert parse_quantity("4 years", "days") == pytest.approx(4 * 365.2425)


@pytest.mark.parametrize("unit", ["soles/year", "soles", "USD/oz"])
@pytest.mark.parametrize("bare", [80_000, "80000"])
def test_money_without_its_unit_is_refused_and_the_unit_named(bare, unit):
    with pytest.raises(QuantityError, match=f"80000 {unit}"):
        parse_quantity(bare, unit)


@pytest.mark.parametrize(
    ("written", "unit", "advice"),
    [
        ("5 g/day", "g/week", '"2 g/week"'),
        ("5 kg/week", "g/week", '"2 g/week"'),
        ("300 USD/kg", "USD/oz", '"2 USD/oz"'),
        ("0.5 week", "1/week", '"2/week"'),
        ("3 persons", "1", "without unit"),
        ("30 %", "weeks", '"2 weeks"'),
    ],
)
def test_a_wrong_unit_is_refused_and_the_right_one_named(written, unit, advice):
    with pytest.raises(QuantityError, match=f"wrong unit '{written.split()[1]}'; write .*{advice}"):
        parse_quantity(written, unit)


@pytest.mark.parametrize("written", [True, None, [5], "five", "", "80,000 g/week", "1.2.3", "8__0"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(QuantityError, match="not a number"):
        parse_quantity(written, "g/week")


def test_a_date_is_read_bare_or_in_quotes():
    assert parse_date("2010-01-04") == parse_date(date(2010, 1, 4)) == date(2010, 1, 4)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("2010-02-30", "no day of the calendar"),
        ("2010-13-01", "no day of the calendar"),
        ("2010-1-4", "year-month-day"),
        ("4 January 2010", "year-month-day"),
        (2010, "year-month-day"),
        (datetime(2010, 1, 4, 12), "write the date alone, 2010-01-04"),
    ],
)
def test_an_impossible_date_is_refused(written, advice):
    with pytest.raises(QuantityError, match=advice):
        parse_date(written)
