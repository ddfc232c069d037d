"""The figure of indices over time, on made-up indices."""

import numpy as np
import pytest

from analysis.figures import indices_over_time
from analysis.sensitivity.estimate import Estimates
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.sensitivity import NAMES, YEARS, by_year, sheet


@pytest.mark.parametrize(
    ("shift", "title"), [(0.0, "matters most in every year"), (0.24, "No change over the years"), (0.9, "changes over")]
)
def test_the_title_over_time_says_whether_the_leader_changes(shift, title):
    assert title in indices_over_time.alt_text(by_year(shift), YEARS, sheet())


def test_at_most_six_factors_have_colours_and_names_over_time():
    values = np.tile(np.linspace(0.1, 0.5, 16)[:, None], len(YEARS))
    found = Estimates((*NAMES[:-1], "more"), values, values - 0.01, values + 0.01)
    figure = indices_over_time.indices_over_time_figure(found, YEARS, sheet())
    assert "Grey lines: 10 further factors, never above 0.34" in said(figure)
    check_that_all_can_be_read(figure)
