"""People within reach of recruiters at each origin: fewer where many were recruited, more as warnings fade."""

import numpy as np
import pytest

from model.processes.bars import prospects, staffing
from model.processes.recruitment import experience, networks, refilling, vacancies
from tests.model.worlds import baseline, column, grown, weekly

NOBODY_LEAVES = {"escape": 0.0, "family_search": 0.0, "outreach": 0.0, "complaint": 0.0, "abandoned": 0.0}


def test_recruiting_puts_people_out_of_reach_by_the_declared_number():
    still = {"reach_recovery": 0.0, "warned_by_return": 0.0, "warned_by_recruit": 3.0, "placing": 0.0}
    model = grown(baseline(recruitment=still))
    out, gone = model.within_reach.copy(), model.persons.identity.copy()
    model.step()
    new = ~np.isin(model.persons.identity, gone) & (model.persons.method != 4)
    by_origin = np.bincount(model.persons.origin[new], minlength=10)
    reachable = model.parameters.recruitment.reach * model.at_risk
    assert by_origin.sum() > 10
    np.testing.assert_allclose(out - model.within_reach, 4.0 * by_origin / reachable, atol=1e-12)


def test_the_people_themselves_stay_where_they_are():
    """Being out of reach moves nobody: people at origin change by who leaves only."""
    near, far = (grown(baseline(recruitment={"warned_by_recruit": n, "acceptance": 0.0})) for n in (0.0, 20.0))
    for model in (near, far):
        model.step()
    np.testing.assert_array_equal(near.candidates, far.candidates)


def test_what_is_out_of_reach_comes_back_over_years_when_nobody_is_recruited():
    model = grown(baseline(recruitment={"reach_recovery": 0.5, "warned_by_return": 0.0, "placing": 0.0}))
    model.recruiters.remove_rows(np.arange(model.recruiters.n))
    model.networks.recruiters[:] = 0
    model.within_reach[:] = 0.5
    for _ in range(52):
        model.recruiters.remove_rows(np.arange(model.recruiters.n))
        model.networks.recruiters[:] = 0
        model.step()
    assert (model.within_reach > 0.6).all()
    assert (model.within_reach <= 1.0).all()


def test_who_comes_home_warns_others():
    quiet, told = (grown(baseline(recruitment={"warned_by_return": n, "acceptance": 0.0})) for n in (0.0, 20.0))
    for model in (quiet, told):
        weekly(model, 3)
    assert (told.within_reach <= quiet.within_reach).all()
    assert told.within_reach[0] < quiet.within_reach[0]


def test_offers_achieve_less_and_recruiters_move_on_where_few_are_within_reach():
    usual, warned = grown(), grown()
    for model in (usual, warned):
        model.step()
    warned.within_reach[0] = 0.5 * usual.within_reach[0]
    chances = [networks.acceptance_in_term(model.world, 0.0) for model in (usual, warned)]
    np.testing.assert_allclose(chances[1][:3, 0], 0.5 * chances[0][:3, 0])
    np.testing.assert_array_equal(chances[1][3], chances[0][3])
    np.testing.assert_array_equal(chances[1][:, 1:], chances[0][:, 1:])
    before, after = (networks.ways(model.world) for model in (usual, warned))
    share = [w[0].sum(axis=1) / w[0].sum() for w in (before, after)]
    assert share[1][0] < 0.9 * share[0][0]
    assert (share[1][1:] > share[0][1:]).all()


def test_posts_cost_more_and_wait_longer_where_few_are_within_reach():
    usual, warned = grown(), grown(baseline(recruitment={"reach_recovery": 0.0}))
    warned.within_reach[:] = 0.3
    assert refilling.cost_to_fill(warned.world) > 1.1 * refilling.cost_to_fill(usual.world)
    for way in ("recruiters", "mines"):
        waits = column(f"true.weeks_to_fill_a_post_{way}")
        usual_wait, longer = (weekly(model, 40)[-1, waits] for model in (usual, warned))
        usual, warned = grown(), grown(baseline(recruitment={"reach_recovery": 0.0}))
        warned.within_reach[:] = 0.3
        assert longer > 1.2 * usual_wait, way


def test_scarce_people_within_reach_lower_the_share_sought_through_recruiters():
    usual, warned = grown(), grown()
    warned.within_reach[:] = 0.3
    for model in (usual, warned):
        model.bars.coerced[:] = -1.0
        staffing.reconsider_posts(model.world, prospects.dangers(model.world))
    assert warned.bars.coerced.mean() < usual.bars.coerced.mean()


def sought(elasticity, times=1.0, **changes):
    """Return how many more people mines want to hold, where camps' incomes are multiplied."""
    model = grown(baseline(recruitment={"labour_elasticity": elasticity, **changes}))
    model.census.labour[:], model.outside_wage = 0.0, 250.0
    model.camps.net[:] *= times
    return vacancies.labour_sought(model.world)


def test_mines_seek_more_where_willing_labour_is_short():
    np.testing.assert_array_equal(sought(0.0), sought(0.0, times=4.0))
    paid = sought(0.5) > 0
    np.testing.assert_allclose(sought(0.5, 4.0, mine_danger=0.0)[paid], 2.0 * sought(0.5, mine_danger=0.0)[paid])


def test_danger_at_mines_lowers_what_they_seek():
    assert sought(1.0, mine_danger=1.0).sum() < sought(1.0, mine_danger=0.0).sum()


def test_a_wait_is_posts_open_over_posts_filled_and_bounded():
    memory = np.array([[30.0, 3.0, 5.0], [10.0, 0.0, 1e-12]])
    waits = [experience.weeks(memory, kind) for kind in range(3)]
    assert waits == [pytest.approx(3.0), experience.MOST_WEEKS, experience.MOST_WEEKS]
