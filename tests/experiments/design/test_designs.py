"""Designs: points lie where their kind says, inside the ranges, and are the same every time."""

import math
from collections import Counter

import numpy as np
import pytest

from experiments.design.designs import CSV, KINDS, ONE_AT_A_TIME, POSTERIOR, Design
from experiments.design.factors import DUMMY, factor, known_factors

FACTORS = (
    factor("bars.margin", [0.2, 0.4]),
    factor("theory.decision_rule", "registry"),
    factor("raids.frequency", [1.0, 4.0]),
    factor(DUMMY, "registry"),
)


def design(kind, points=8, **more):
    return Design(kind=kind, factors=FACTORS, points=points, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_points_lie_inside_the_ranges_are_as_many_as_said_and_come_again(kind):
    made = design(kind, 3 if kind == "grid" else 8)
    values = made.values()
    assert len(values) == made.size() == len(made.draws())
    for margin, rule, frequency, _ in values:
        assert 0.2 <= margin <= 0.4 and rule in FACTORS[1].options and 1 <= frequency <= 4
    assert values == design(kind, 3 if kind == "grid" else 8).values()
    changed = {key for draw in made.draws() for key, _ in draw.changes}
    assert changed == {"parameters.bars.margin", "theory.decision_rule", "interventions.raids.frequency"}


def test_a_grid_holds_every_combination_once():
    values = design("grid", 3).values()
    assert len(set(values)) == len(values) == 3 * 4 * 3 * 3
    assert sorted({row[0] for row in values}) == pytest.approx([0.2, 0.3, 0.4])


def test_a_hypercube_has_one_point_in_every_slice_and_options_share_the_points_evenly():
    shares = design("latin_hypercube", 20).shares()
    assert all(sorted(np.floor(column * 20)) == list(range(20)) for column in shares.T)
    assert set(Counter(row[1] for row in design("latin_hypercube", 20).values()).values()) == {5}


def test_the_first_half_of_a_sobol_sequence_is_the_shorter_one():
    assert design("sobol_sequence", 16).values()[:8] == design("sobol_sequence", 8).values()


def test_one_factor_at_a_time_changes_one_factor_at_each_end_or_option():
    draws = design(ONE_AT_A_TIME).draws()
    assert draws[0].changes == ()
    assert sorted(Counter(len(draw.changes) for draw in draws).items()) == [(0, 3), (1, 8)]
    assert [dict(draw.changes).get("parameters.bars.margin") for draw in draws[1:3]] == [0.2, 0.4]


def test_a_posterior_is_drawn_by_its_weights():
    rows = ((0.2,), (0.3,), (0.4,))
    made = Design(kind=POSTERIOR, factors=FACTORS[:1], points=4000, rows=rows, weights=(1.0, 0.0, 3.0))
    counts = Counter(value for (value,) in made.values())
    assert counts[0.3] == 0
    assert counts[0.4] / 4000 == pytest.approx(0.75, abs=4 * math.sqrt(0.75 * 0.25 / 4000))
    assert Design(kind=CSV, factors=FACTORS[:1], rows=rows).values() == list(rows)


def test_places_of_values_lead_back_to_the_values():
    for each in FACTORS:
        for share in (0.0, 0.4, 0.99):
            assert each.value(each.share(each.value(share))) == pytest.approx(each.value(share)) or each.options


def test_everything_the_model_declares_can_be_named_once():
    known = known_factors()
    named = {"migration.bragging", "raids.intensity", "portfolio.yearly", "theory.corruption", "price.as_in"}
    assert named <= known.keys()
    changes = Counter(each.change for each in known.values())
    assert max(changes.values()) == 2, "a key and its short form"
