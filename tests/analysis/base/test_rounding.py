"""What may be shown of a number."""

import pytest

from analysis.base.rounding import digits, public


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (3.2, "persons", 5),
        (2.4, "persons", 0),
        (-41.0, "person-years", -40),
        (847.0, "complaints", 850),
        (2134.6, "persons", 2130),
        (3.217, "USD/oz", 3.22),
        (0.01234, "1", 0.0123),
        (1_234_567.0, "soles", 1_230_000),
    ],
)
def test_small_counts_of_people_are_rounded_and_the_rest_keeps_three_digits(value, unit, expected):
    assert public(value, unit) == pytest.approx(expected)


def test_digits_show_what_is_left():
    assert digits("1", 0.0123) == 4
    assert digits("persons", 45.0) == 0
    assert digits("soles", 1_234_567.0) == 0
