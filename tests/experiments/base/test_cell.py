"""A cell's identity: everything that can change a result, and nothing else."""

from copy import replace

import pytest

from experiments.base.cell import Cell, Draw

CELL = Cell(scenario="raids", fingerprint="f", seed=1, replicate=0, scale=20, model_version=3)


@pytest.mark.parametrize(
    "change",
    [
        {"fingerprint": "g"},
        {"theory": "imitation"},
        {"seed": 2},
        {"replicate": 1},
        {"scale": 1},
        {"model_version": 4},
    ],
)
def test_whatever_can_change_a_result_changes_the_id(change):
    assert replace(CELL, **change).id != CELL.id


def test_a_scenario_or_a_draw_under_another_name_is_the_same_cell():
    assert replace(CELL, scenario="copy_of_raids", draw="draw-1").id == CELL.id


def test_the_label_of_a_draw_follows_from_its_values_in_any_order():
    one = Draw.of({"parameters.digging.best_yield": 20, "price.kind": "held"})
    assert one.label == Draw.of({"price.kind": "held", "parameters.digging.best_yield": 20}).label
    assert one.label != Draw.of({"parameters.digging.best_yield": 21, "price.kind": "held"}).label
    assert Draw().label == "default"
