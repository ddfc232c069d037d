"""Adults take work in bars, leave, or slide into exploitation."""

import numpy as np

from model.codes import UNDER_18, Form, Method, Sex, Stage
from tests.model.worlds import baseline, grown


def test_bar_workers_are_adults_with_the_declared_share_of_women():
    model = grown()
    share = baseline().parameters.bar_work.women_share
    assert model.bar_workers.n > 100
    assert (model.bar_workers.age >= UNDER_18).all()
    assert abs(np.mean(model.bar_workers.sex == Sex.FEMALE) - share) < 0.05


def test_who_slides_into_exploitation_keeps_identity_bar_and_origin():
    model = grown(baseline(bar_work={"slide": 1.0}, exits={"escape": 0.0, "family_search": 0.0, "outreach": 0.0}))
    workers = model.bar_workers
    places = zip(workers.origin.tolist(), workers.bar.tolist(), strict=True)
    before = dict(zip(workers.identity.tolist(), places, strict=True))
    known = set(model.persons.identity.tolist())
    model.step()
    persons = model.persons
    once = np.isin(persons.identity, np.array(list(before), np.uint64))
    slid = np.flatnonzero(once & (persons.stage == Stage.EXPLOITED))
    assert model.bar_workers.n == 0
    assert len(slid) > 50
    assert not known & {persons.identity[i] for i in slid}
    for i in slid:
        assert (persons.origin[i], persons.bar[i]) == before[int(persons.identity[i])]
        assert (persons.form[i], persons.method[i], persons.no_papers[i]) == (Form.SEXUAL, Method.BAR_WORK, True)


def test_those_who_leave_are_among_the_people_at_their_origins_again():
    stays = {"closing_base": 0.0}
    model = grown(baseline(bar_work={"leave": 1.0, "slide": 0.0, "hiring": 0.0}, bars=stays))
    before, workers = model.candidates.sum(), model.bar_workers.n
    recruits = model.persons.n
    model.step()
    assert model.bar_workers.n == 0
    took_roles = model.flows["survivors_who_recruit"] + model.flows["survivors_who_own_bars"]
    assert model.candidates.sum() - before == workers - (model.persons.n - recruits) - took_roles


def test_an_origin_does_not_send_more_adults_than_it_has():
    model = grown(baseline(bars={"coerced_share": 0.2}, bar_work={"supply": 1e4}))
    model.candidates[:] = np.minimum(model.candidates, 3)
    adults, hired = model.candidates[:, UNDER_18:], 0.0
    assert adults.min() == 3
    for _ in range(12):
        model.step()
        hired += model.flows["hired"]
        assert model.candidates.min() >= 0
    assert hired > 20
    assert adults.min() == 0
