"""The census counts what numpy counts."""

import numpy as np
import pytest

from model.codes import UNDER_18, Form, Sex, Stage, Zone
from tests.model.worlds import grown


@pytest.fixture(scope="module")
def model():
    """Return a grown world after a few weeks."""
    world = grown()
    for _ in range(6):
        world.step()
    return world


@pytest.fixture(scope="module")
def exploited(model):
    """Return a mask of the people in exploitation."""
    return model.persons.stage == Stage.EXPLOITED


@pytest.mark.parametrize("form", Form)
def test_people_in_exploitation_by_form_age_and_sex(model, exploited, form):
    persons = model.persons
    chosen = exploited & (persons.form == form)
    assert model.census.by_form[form] == chosen.sum() > 50
    assert model.census.under_18[form] == (chosen & (persons.age < UNDER_18)).sum()
    assert model.census.female[form] == (chosen & (persons.sex == Sex.FEMALE)).sum()


def test_people_in_sexual_exploitation_by_zone(model, exploited):
    zones = model.camps.zone[model.persons.camp[exploited & (model.persons.form == Form.SEXUAL)]]
    np.testing.assert_array_equal(model.census.sexual_by_zone, np.bincount(zones, minlength=len(Zone)))


def test_stages(model):
    np.testing.assert_array_equal(model.census.stages, np.bincount(model.persons.stage, minlength=len(Stage)))


@pytest.mark.parametrize("form", Form)
def test_people_in_exploitation_by_camp(model, exploited, form):
    here = model.persons.camp[exploited & (model.persons.form == form)]
    counted = model.census.sexual if form is Form.SEXUAL else model.census.labour
    np.testing.assert_array_equal(counted, np.bincount(here, minlength=model.camps.n))


def test_people_in_shelters_against_their_wish(model):
    unwilling = model.persons.unwilling & (model.persons.stage == Stage.SHELTER)
    assert model.census.unwilling == unwilling.sum()


def test_staff_of_bars(model, exploited):
    sexual = exploited & (model.persons.form == Form.SEXUAL)
    for column, bar in (("held", model.persons.bar[sexual]), ("workers", model.bar_workers.bar)):
        rows = model.bars.row_of[bar]
        np.testing.assert_array_equal(model.bars.column(column), np.bincount(rows, minlength=model.bars.n))


def test_miners_by_zone_are_all_miners(model):
    here = np.bincount(model.camps.zone[model.miners.camp], minlength=len(Zone)) * model.scale
    np.testing.assert_array_equal(model.census.miners_by_zone, here)


def test_miners_by_age_advance_permit_and_income(model):
    miners, census = model.miners, model.census
    assert census.miners_under_18 == (miners.age < UNDER_18).sum() * model.scale
    assert census.miners_held == miners.forced.sum() * model.scale
    assert census.miners_formal == miners.formal.sum() * model.scale
    assert census.miner_income == pytest.approx(miners.income.mean())
