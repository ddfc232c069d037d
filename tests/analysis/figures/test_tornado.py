"""The tornado, on made-up effects."""

from analysis.figures import tornado
from tests.analysis.made_up.sensitivity import EFFECTS, LONG, drawn_as


def test_a_tornado_ranks_by_the_larger_change_and_keeps_its_sign():
    reach = tornado.larger_changes(EFFECTS)
    at = {name: (reach.value[k], reach.low[k], reach.high[k]) for k, name in enumerate(reach.names)}
    assert at["detection"] == (300, 288, 312) and at["behaviour"] == (80, 68, 92)
    assert at["roads"][1] < 0
    assert (
        f"{LONG}: \N{MINUS SIGN}300 (\N{MINUS SIGN}310 to \N{MINUS SIGN}290) at its low setting"
        in drawn_as("tornado")[1]
    )
