"""What windows of formalisation do, on made-up months."""

import pytest

from analysis.studies.formalisation import arms as study
from analysis.studies.formalisation.measures import GRANTED, SHARE, window_results
from tests.analysis.made_up.formalisation import MANIFEST, found_of, levels


def test_quantities_are_sums_shares_and_differences_from_the_world_without():
    _, found = found_of(4)
    window = next(each for each in found if each.window.staff == 300)
    assert window.quantities[GRANTED].mean == pytest.approx(24 * 400 * 1.015)
    assert window.quantities[SHARE].mean == pytest.approx(1.0)
    assert window.quantities["true.people_in_sexual_exploitation"].mean == pytest.approx(0.0)


def test_a_window_with_fewer_runs_than_the_world_is_left_out():
    usual = levels("baseline", 4, 400.0)
    name = study.WINDOWS[0].name
    assert window_results(usual, {name: levels(name, 3, 100.0)}, MANIFEST) == []
