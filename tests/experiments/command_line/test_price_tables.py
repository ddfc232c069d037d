"""Commands say how they have read a table of gold prices."""

import pytest

from tests.test_command_line import FEW, call

UNDERSTOOD = "48 months from 2000-01 (301.50) to 2003-12 (312.50); US dollars an ounce; the comma is the decimal sign"


@pytest.fixture
def own_prices(world):
    """Let the baseline of the world read its prices from a table with Spanish headings."""
    months = (f"{year}-{month:02d};{300 + month},5" for year in range(2000, 2004) for month in range(1, 13))
    (world / "precio.csv").write_text("\n".join(["Fecha;Precio (US$/oz)", *months]))
    file = world / "baseline.toml"
    file.write_text(file.read_text().replace('kind = "replay"', 'kind = "csv"\ncsv = "precio.csv"'))


def test_what_was_understood_of_a_price_table_is_said_before_it_is_used(own_prices, fake_model):
    assert UNDERSTOOD in " ".join(call("run", "baseline.toml", *FEW).stderr.split())


def test_explain_says_what_was_understood_of_a_price_table(own_prices):
    assert UNDERSTOOD in " ".join(call("explain", "baseline.toml").stdout.split())
