"""What the study of the window shows: a row a window, ranges where there are any, a figure that can be read."""

import csv
import io
from datetime import date

import numpy as np
import pytest
from rich.console import Console

from analysis.base.words import words
from analysis.figures.captions import About
from analysis.measures.summarise import Levels
from analysis.studies.formalisation import arms as study
from analysis.studies.formalisation.figure import alt_text, formalisation_figure
from analysis.studies.formalisation.report import (
    GRANTED,
    OUTCOMES,
    SHARE,
    findings,
    formalisation_csv,
    formalisation_tables,
)
from experiments.base.outcomes import declared_outcomes
from experiments.design.loading import Loader, draw_from
from tests.analysis.drawn import check_that_all_can_be_read, said

DATES = [date(2010 + month // 12, 1 + month % 12, 1) for month in range(24)]
MANIFEST = {"outcomes": {name: vars(about) for name, about in declared_outcomes().items()}}


def levels(name, replicates, level):
    """Return made-up months: every outcome at a level of its own, a little different in each replicate."""
    values = level * (1.0 + 0.01 * np.arange(replicates))[:, None, None] * np.ones((1, len(DATES), len(OUTCOMES)))
    return Levels(name, DATES, list(OUTCOMES), values, 4)


def found_of(replicates):
    """Return the world without a window and what is found of every window."""
    usual = levels("baseline", replicates, 400.0)
    windows = {one.name: levels(one.name, replicates, 100.0 + one.staff) for one in study.WINDOWS}
    return usual, findings(usual, windows, MANIFEST)


def test_every_window_of_the_grid_is_an_arm_beside_the_world_without():
    usual, *windows = study.arms(Loader(draw_from(())), study.WORLD)
    assert usual.scenario.interventions == ()
    assert len({arm.scenario.name for arm in windows}) == len(study.WINDOWS) == 32
    assert {arm.scenario.same_period_and_price(usual.scenario) == [] for arm in windows} == {True}
    assert {arm.policy_start for arm in windows} == {study.OPENS}


def test_quantities_are_sums_shares_and_differences_from_the_world_without():
    _, found = found_of(4)
    window = next(each for each in found if each.window.staff == 300)
    assert window.quantities[GRANTED].mean == pytest.approx(24 * 400 * 1.015)
    assert window.quantities[SHARE].mean == pytest.approx(1.0)
    assert window.quantities["true.people_in_sexual_exploitation"].mean == pytest.approx(0.0)


@pytest.mark.parametrize("replicates", [1, 4])
def test_the_figure_can_be_read_and_says_what_its_ranges_are(replicates):
    usual, found = found_of(replicates)
    figure = formalisation_figure(found, usual, About(3, 1, 50), words())
    check_that_all_can_be_read(figure)
    assert ("chance between replicates" in said(figure)) == (replicates > 1)
    assert "in the model" in said(figure)
    assert "300 clerks" in alt_text(found, words())


def test_tables_and_file_hold_every_window():
    usual, found = found_of(4)
    lines = list(csv.DictReader(io.StringIO(formalisation_csv(found, usual, MANIFEST).decode())))
    assert len({tuple(line[key] for key in ("staff", "requirements", "protected")) for line in lines}) == 32
    console = Console(width=160, file=io.StringIO())
    console.print(formalisation_tables(found, usual, MANIFEST, words()), highlight=False)
    assert "100 % of protected land opened" in console.file.getvalue()


def test_a_window_with_fewer_runs_than_the_world_is_left_out():
    usual = levels("baseline", 4, 400.0)
    name = study.WINDOWS[0].name
    assert findings(usual, {name: levels(name, 3, 100.0)}, MANIFEST) == []
