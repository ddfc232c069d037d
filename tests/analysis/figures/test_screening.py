"""The figure of a screening, on made-up effects."""

from analysis.figures import screening
from tests.analysis.drawn import said
from tests.analysis.made_up.sensitivity import estimates, sheet


def test_screening_without_a_dummy_says_that_there_is_no_noise_floor():
    some = [estimates(values, 5.0, ("raids", "price")) for values in ([200, 100], [50, 90])]
    figure = screening.screening_figure(*some, sheet())
    assert "there is no noise floor" in said(figure) and "noise floor 1" not in said(figure)
