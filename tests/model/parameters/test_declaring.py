"""Declaring numbers with their range and sources, and changing them."""

import pickle
from dataclasses import dataclass, fields

import numpy as np
import pytest

from model.parameters.declaring import (
    ParameterError,
    ParameterSet,
    as_record,
    checked,
    declared,
    groups_of,
    parameter,
)


@dataclass(frozen=True, kw_only=True)
class Digging:
    """One number of each kind."""

    best_yield: float = parameter(30.0, "g/week", 10.0, 80.0, "free", ("field-study",), "uncrowded")
    machines: int = parameter(3, "machines", 0, 10, "fixed", ("assumed",))


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Another group."""

    living_cost: float = parameter(120.0, "soles/week", 60.0, 300.0, "context", ("assumed",))


@dataclass(frozen=True, kw_only=True)
class Parameters(ParameterSet):
    """Two groups."""

    digging: Digging = Digging()
    spending: Spending = Spending()


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"value": 90.0}, "outside its own range"),
        ({"value": float("nan")}, "outside its own range"),
        ({"role": "loose"}, "not one of free, fixed, context"),
        ({"sources": ()}, "no source"),
        ({"sources": ("",)}, "no source"),
        ({"unit": ""}, "no unit"),
    ],
)
def test_a_declaration_that_says_too_little_is_refused(about, message):
    sound = {"value": 30.0, "unit": "g", "low": 10.0, "high": 80.0, "role": "free", "sources": ("fact",)}
    with pytest.raises(ParameterError, match=message):
        parameter(**(sound | about))


def test_declared_numbers_carry_all_that_tables_and_samplers_need():
    first, *_, last = declared(groups_of(Parameters))
    assert (first.key, first.value, first.unit, first.low, first.high) == (
        "digging.best_yield",
        30,
        "g/week",
        10,
        80,
    )
    assert (first.role, first.sources, first.note) == ("free", ("field-study",), "uncrowded")
    assert last.key == "spending.living_cost"


def test_declared_tells_the_values_of_a_set_that_was_changed():
    changed = Parameters().with_changes({"digging": {"best_yield": 40}})
    assert declared(changed.groups())[0].value == 40


def test_changes_leave_the_original_and_the_other_groups_alone():
    original = Parameters()
    changed = original.with_changes({"digging": {"best_yield": np.float64(40)}})
    assert (changed.digging.best_yield, original.digging.best_yield) == (40.0, 30.0)
    assert changed.spending is original.spending
    assert type(original.with_changes({"digging": {"best_yield": 40}}).digging.best_yield) is float
    assert type(original.with_changes({"digging": {"machines": 4.0}}).digging.machines) is int


def test_every_mistaken_change_is_named_at_once():
    changes = {
        "diging": {"best_yield": 20},
        "digging": {"best_yeild": 20, "best_yield": 90, "machines": 2.5},
        "spending": {"living_cost": True},
    }
    with pytest.raises(ParameterError) as error:
        Parameters().with_changes(changes)
    assert str(error.value).splitlines() == [
        "diging: unknown parameter group; did you mean 'digging'?",
        "digging.best_yeild: unknown parameter; did you mean 'best_yield'?",
        "digging.best_yield: 90 g/week is outside 10 to 80, the range given by field-study; "
        "choose a value inside it, or widen the range with a source",
        "digging.machines: 2.5 is not a whole number",
        "spending.living_cost: True is not a number; give a number, unit soles/week",
    ]


@pytest.mark.parametrize("value", ["20", None, float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ParameterError, match="digging.best_yield: .* number"):
        Parameters().with_changes({"digging": {"best_yield": value}})


def test_a_group_made_by_hand_is_checked_on_demand():
    assert checked(Digging(best_yield=20.0)) == Digging(best_yield=20.0)
    with pytest.raises(ParameterError, match="digging.best_yield: 5 g/week is outside"):
        checked(Digging(best_yield=5.0), "digging")


def test_groups_reach_kernels_as_one_record_of_floats_in_order():
    record = as_record({"digging": Digging(machines=4)}, rule=2)
    assert record.shape == (1,)
    assert (record[0].rule, record[0].digging.best_yield, record[0].digging.machines) == (2, 30.0, 4.0)
    assert record.dtype["digging"].names == tuple(f.name for f in fields(Digging))
    assert {record.dtype["digging"][name] for name in record.dtype["digging"].names} == {np.dtype(np.float64)}


def test_records_of_the_same_groups_have_one_type_so_that_kernels_are_called_fast():
    one, other = (as_record({"digging": Digging(machines=n)}) for n in (1, 2))
    assert one.dtype is other.dtype


def test_a_set_can_be_hashed_and_sent_to_workers():
    changed = Parameters().with_changes({"digging": {"best_yield": 40}})
    assert hash(changed) == hash(Parameters().with_changes({"digging": {"best_yield": 40.0}}))
    assert pickle.loads(pickle.dumps(changed)) == changed
