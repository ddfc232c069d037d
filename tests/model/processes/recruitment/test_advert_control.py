"""Control of adverts, and how far acquaintances step in for them."""

import numpy as np
import pytest

from model.codes import Method
from model.processes.recruitment import acceptance
from tests.model.processes.society_worlds import setting
from tests.model.worlds import baseline, column, grown, weekly


def accepted(removed, **values):
    """Return acceptance by method, where control removes a share of adverts."""
    model = grown(baseline(civil_society=values))
    reach = model.within_reach
    chances = acceptance.acceptance(model.campaign, model.need, reach, False, removed, 0.0, model.numbers)
    return chances.mean(axis=(1, 2))


def test_control_takes_from_adverts_what_acquaintances_do_not_make_up_for():
    before = accepted(0.0)
    for substitution, left in ((0.0, 0.5), (0.5, 0.75), (1.0, 1.0)):
        after = accepted(0.5, advert_substitution=substitution)
        assert after[Method.JOB_OFFER] == pytest.approx(left * before[Method.JOB_OFFER])
    others = [Method.ACQUAINTANCE, Method.FAMILY, Method.ABDUCTION]
    np.testing.assert_array_equal(after[others], before[others])


def test_advert_control_lowers_recruitment_less_where_acquaintances_step_in():
    def achieved(substitution, **levers):
        steady = {"switching": 0.0, "choice_scale": 1000.0}
        plan = baseline(civil_society={"advert_substitution": substitution}, adaptation=steady)
        outcomes = weekly(setting(plan, **levers), 52).sum(axis=0)
        return outcomes[column("true.recruited_sexual")] / outcomes[column("true.offers")]

    assert achieved(0.0, advert_control=1.0) < achieved(0.6, advert_control=1.0) < achieved(0.0)
