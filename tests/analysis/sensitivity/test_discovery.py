"""Boxes of failures: a planted box is found, noise is not, and runs that cannot tell say why."""

import math

import numpy as np
import pytest

from analysis.sensitivity import discovery
from analysis.sensitivity.boxes import Limit, inside, pruned, quasi_p, whole_ranges
from analysis.sensitivity.discovery import discover, held_out, prim_boxes
from experiments.base.errors import ExperimentError

RUNS = 800


def runs(seed=1, n=RUNS):
    """Return runs with two factors that matter, a theory that matters and three that do not."""
    rng = np.random.default_rng(seed)
    numbers = {name: rng.random(n) for name in ("reach", "wage", "idle", "lazy")} | {"cost": rng.uniform(100, 900, n)}
    return numbers | {"theory": rng.choice(["families", "imitation", "inertia"], n)}


def planted(x):
    return (x["reach"] > 0.5) & (x["wage"] < 0.6) & (x["theory"] != "inertia")


@pytest.fixture(scope="module")
def boxes():
    x = runs()
    return prim_boxes(x, planted(x))


def test_prim_finds_a_planted_box(boxes):
    first = boxes[0]
    assert first.coverage >= 0.9 and first.density >= 0.9
    assert [limit.factor for limit in first.limits] == ["reach", "wage", "theory"]
    reach, wage, theory = first.limits
    assert reach.low == pytest.approx(0.5, abs=0.05) and reach.high == math.inf
    assert wage.high == pytest.approx(0.6, abs=0.05) and theory.options == ("families", "imitation")
    assert all(limit.quasi_p < 0.05 for limit in first.limits)


def test_a_box_counts_what_lies_in_it(boxes):
    x = runs()
    chosen = inside(x, boxes[0].limits)
    assert boxes[0].n == chosen.sum() and boxes[0].mass == pytest.approx(chosen.mean())
    assert boxes[0].coverage == pytest.approx((planted(x) & chosen).sum() / planted(x).sum())
    assert boxes[0].density == pytest.approx(planted(x)[chosen].mean())


def test_prim_finds_a_second_box_outside_the_first():
    x = runs()
    found = prim_boxes(x, (x["reach"] > 0.8) | (x["wage"] < 0.15))
    assert len(found) == 2
    assert {limit.factor for box in found for limit in box.limits} == {"reach", "wage"}
    assert all(box.density > 0.9 for box in found)


def test_what_prim_makes_of_luck_does_not_hold_in_the_other_half():
    x = runs()
    failed = np.random.default_rng(7).random(RUNS) < 0.3
    check = held_out(x, failed, splits=4)
    assert check.coverage.mean < 0.35
    assert max(check.factors.values()) < 1.0


def test_what_is_planted_holds_in_the_other_half():
    x = runs()
    check = held_out(x, planted(x), splits=3)
    assert check.found == 1.0 and check.coverage.low > 0.75 and check.density.low > 0.8
    assert check.factors["reach"] == check.factors["wage"] == 1.0 and check.factors["idle"] < 1.0


def test_limits_that_do_not_matter_are_dropped():
    x = runs()
    limits = [Limit("reach", low=0.5), Limit("wage", low=0.02, high=0.6), Limit("idle", high=0.97)]
    reach, wage = pruned(x, planted(x), limits)
    assert (reach.factor, wage.factor, wage.low, wage.high) == ("reach", "wage", -math.inf, 0.6)


def test_no_more_than_four_factors_are_kept():
    rng = np.random.default_rng(2)
    x = {f"f{k}": rng.random(20000) for k in range(6)}
    limits = [Limit(name, low=0.3) for name in x]
    kept = pruned(x, inside(x, limits), limits)
    assert len(kept) == 4 and all(limit.quasi_p < 1e-6 for limit in kept)


def test_quasi_p_is_the_binomial_test_without_the_limit():
    x = {"a": np.array([0.0, 0.0, 1.0, 1.0, 1.0])}
    failed = np.array([False, True, True, True, True])
    # by hand: without the limit 4 of 5 fail; three of three at 0.8 each
    assert quasi_p(x, failed, [Limit("a", low=0.5)], 0, "low") == pytest.approx(0.8**3)


@pytest.mark.parametrize("find", [prim_boxes, held_out])
@pytest.mark.parametrize(
    ("failures", "message"), [(0, "none of the 800 runs fails"), (RUNS, "all of the 800"), (5, "5 of 800 runs fail")]
)
def test_runs_that_cannot_tell_say_so(find, failures, message):
    with pytest.raises(ExperimentError, match=message):
        find(runs(), np.arange(RUNS) < failures)


def test_columns_that_do_not_fit_are_named():
    x, failed = runs(), planted(runs())
    with pytest.raises(ExperimentError, match="wage"):
        prim_boxes(x | {"wage": np.zeros(3)}, failed)
    with pytest.raises(ExperimentError, match="idle are missing"):
        prim_boxes(x | {"idle": np.full(RUNS, np.nan)}, failed)
    with pytest.raises(ExperimentError, match="true and false"):
        prim_boxes(x, failed.astype(float))


def test_a_missing_library_is_explained(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", absent)
    with pytest.raises(ExperimentError, match="group 'explore'"):
        discovery.prim_boxes(runs(), planted(runs()))


def test_a_discovery_holds_boxes_ranges_and_the_check():
    x = runs(n=200)
    found = discover(x, planted(x), "the policy fails")
    assert found.boxes and found.check and found.ranges["theory"] == ("families", "imitation", "inertia")


def test_whole_ranges_are_those_of_the_runs():
    ranges = whole_ranges({"a": np.array([2.0, 1.0]), "b": np.array(["y", "x"])})
    assert ranges == {"a": (1.0, 2.0), "b": ("x", "y")}
