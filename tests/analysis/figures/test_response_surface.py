"""The figure of a response surface, on made-up effects."""

from copy import replace

import numpy as np
import pytest

from analysis.figures import response_surface
from tests.analysis.drawn import said
from tests.analysis.made_up.sensitivity import grid, sheet


@pytest.mark.parametrize(
    ("effect", "noise", "title"), [(0.0, 60.0, "no more than chance explains"), (-100.0, 5.0, "in 75 %")]
)
def test_the_surface_says_where_it_can_be_told(effect, noise, title):
    found = grid(effect, noise)
    figure = response_surface.response_surface_figure(found, "soles", sheet())
    hatched = [part for part in figure.axes[0].collections if getattr(part, "hatches", [None])[0]]
    assert title in said(figure) and len(hatched) == 1


def test_a_surface_that_is_nowhere_told_or_everywhere_says_so():
    found = grid()
    none, all_of_it = (replace(found, low=found.mean - 9e9, high=found.mean + far) for far in (9e9, -9e9))
    told = [response_surface.alt_text(each, "soles", sheet()) for each in (none, all_of_it)]
    assert "nowhere told from zero" in told[0] and "No combination can be told" in told[0]
    assert "told from zero throughout" in told[1]


def test_the_surface_names_its_lowest_point_with_interval_and_cost():
    found = grid()
    row, column = np.unravel_index(np.argmin(found.mean), found.mean.shape)
    alt = response_surface.alt_text(found, "soles", sheet())
    assert f"at raids {found.x[column]:.0f} and roads" in alt and "soles" in alt and " to " in alt
    assert found.cost[row, column] == pytest.approx(1.2 * found.x[column] + 0.1 * found.y[row])
