"""Numbers as tables show them."""

import pytest

from analysis.tables.show import short_number
from tests.analysis.made_up.estimates import W


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.5, "0.5"), (312.4, "312"), (6000.0, "6,000"), (0.01234, "0.0123"), (0.0, "0"), (-2, "\N{MINUS SIGN}2")],
)
def test_numbers_keep_three_digits_and_no_more_zeros(value, expected):
    assert short_number(W, value) == expected


@pytest.mark.parametrize(("value", "expected"), [(8.214e-13, "8.21 × 10⁻¹³"), (-3e-7, "\N{MINUS SIGN}3 × 10⁻⁷")])  # noqa: RUF001
def test_tiny_numbers_are_powers_of_ten(value, expected):
    assert short_number(W, value).replace("\N{NO-BREAK SPACE}", " ") == expected
