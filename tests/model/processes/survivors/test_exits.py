"""How people leave exploitation: competing hazards."""

from collections import Counter

import numpy as np
import pytest

from model.codes import Exit, Stage
from model.processes.survivors import exits
from model.processes.survivors.dependence import readiness_left
from tests.model.worlds import baseline, column, exploited, grown, weekly

HAZARDS = {
    "escape": 0.10, "family_search": 0.05, "outreach": 0.06, "complaint": 0.04, "debt_ended": 0.07, "abandoned": 0.03,
    "dismissed": 0.02,
}  # fmt: skip


def test_each_kind_of_exit_has_its_own_share_of_the_chances():
    hazards = exits.Hazards(**HAZARDS)
    n = 100_000
    u = (np.arange(n) + 0.5) / n
    kinds = Counter(exits.compete(x, hazards) for x in u)
    expected = {
        Exit.ESCAPE: 0.10, Exit.FAMILY_SEARCH: 0.05, Exit.OUTREACH: 0.06, Exit.COMPLAINT: 0.04,
        Exit.DEBT_ENDED: 0.07, Exit.ABANDONED: 0.03, Exit.DISMISSED: 0.02,
    }  # fmt: skip
    assert {kind: kinds[int(kind)] / n for kind in expected} == pytest.approx(expected)
    assert kinds[exits.STAYS] / n == pytest.approx(1 - sum(expected.values()))


NO_EXITS = dict.fromkeys(("escape", "family_search", "complaint", "released", "abandoned", "dismissal"), 0.0)


@pytest.mark.parametrize(
    ("parameter", "kind"),
    [
        ("escape", Exit.ESCAPE), ("family_search", Exit.FAMILY_SEARCH), ("complaint", Exit.COMPLAINT),
        ("released", Exit.DEBT_ENDED), ("abandoned", Exit.ABANDONED), ("dismissal", Exit.DISMISSED),
    ],
)  # fmt: skip
def test_each_parameter_makes_one_kind_of_exit(parameter, kind):
    model = grown(baseline(exits=NO_EXITS | {parameter: 0.5}))
    unindebted(model)
    model.bars.excess[:] = model.bars.held
    decided = exits.decide(model.world, exploited(model), 0.0, exits.reporting(model.world))
    assert decided.rows.size > 10
    assert set(decided.kinds.tolist()) == {kind}


def escapes(change=None, **parameters):
    """Return who escapes in a week of a grown world after a change to it."""
    model = grown(baseline(exits={"escape": 0.03, **parameters}))
    before = model.persons.identity[model.persons.stage == Stage.EXPLOITED]
    if change:
        change(model)
    return weekly(model, 1)[0, column("true.exits_by_escape")], before.size


def indebted(model):
    """Let everybody owe much."""
    model.persons.debt[:] = 20_000.0


def unindebted(model):
    """Let nobody owe anything."""
    model.persons.debt[:] = 0.0


def remote(model):
    """Put all camps far from the road."""
    model.camps.access[:] = 12.0


def with_papers(model):
    """Let everybody have papers."""
    model.persons.no_papers[:] = False


def without_papers(model):
    """Withhold everybody's papers."""
    model.persons.no_papers[:] = True


@pytest.mark.parametrize(("held", "freer"), [(indebted, unindebted), (remote, None), (without_papers, with_papers)])
def test_debt_distance_and_withheld_papers_keep_people_from_escaping(held, freer):
    few, many = escapes(held)[0], escapes(freer)[0]
    assert many > few
    assert many > 3


BONDS = ("isolation_effect", "drink_effect", "attachment_effect", "care_effect")


@pytest.mark.parametrize("bond", BONDS)
def test_each_bond_leaves_the_rest_of_readiness(bond):
    numbers = grown(baseline(exits=dict.fromkeys(BONDS, 0.0) | {bond: 0.4, "dependence_scale": 26.0})).numbers[0].exits
    of_time = bond != "care_effect"
    for weeks, ill in ((0, False), (26, False), (10_000, False), (10_000, True)):
        share = 1.0 - np.exp(-weeks / 26.0) if of_time else float(ill)
        assert readiness_left(weeks, ill, numbers) == pytest.approx(1.0 - 0.4 * share)


def test_bonds_keep_people_from_escaping_and_complaining():
    def leaving(effect):
        plan = baseline(exits=NO_EXITS | dict.fromkeys(BONDS, effect) | {"escape": 0.3, "complaint": 0.3})
        model = grown(plan)
        unindebted(model)
        decided = exits.decide(model.world, exploited(model), 0.0, exits.reporting(model.world))
        return Counter(decided.kinds.tolist())

    bound, free = leaving(0.5), leaving(0.0)
    for kind in (Exit.ESCAPE, Exit.COMPLAINT):
        assert 5 < bound[kind] < 0.8 * free[kind]


def test_nobody_is_released_before_the_debt_is_ended():
    bound, free = grown(), grown()
    indebted(bound)
    unindebted(free)
    ended = column("true.exits_by_debt_ended")
    assert weekly(bound, 1)[0, ended] == 0
    assert weekly(free, 1)[0, ended] > 10


def test_nobody_is_released_before_the_debt_is_claimed():
    model = grown(baseline(exits=NO_EXITS | {"released": 1.0, "debt_claimed_after": 8.0}))
    unindebted(model)
    new = model.persons.since > model.week - 8
    decided = exits.decide(model.world, exploited(model), 0.0, exits.reporting(model.world))
    assert decided.rows.size > 100
    assert not new[decided.rows].any()
    assert (new & (model.persons.stage == Stage.EXPLOITED)).sum() > 20


def test_an_outreach_team_brings_out_the_declared_number_a_week():
    model = grown(baseline(exits={"outreach": 5.0}))
    out = weekly(model, 40)[:, column("true.exits_by_outreach")]
    assert out.mean() == pytest.approx(5.0 * model.parameters.civil_society.outreach_teams, rel=0.25)


def test_no_outreach_without_teams():
    model = grown()
    model.ngos.outreach[:] = 0.0
    assert weekly(model, 20)[:, column("true.exits_by_outreach")].sum() == 0


def test_every_exit_by_complaint_is_a_complaint():
    model = grown(baseline(exits={"complaint": 0.01}, registers={"elsewhere": 0.0}))
    outcomes = weekly(model, 20)
    assert outcomes[:, column("true.exits_by_complaint")].sum() > 20
    assert (outcomes[:, column("true.complaints")] >= outcomes[:, column("true.exits_by_complaint")]).all()
