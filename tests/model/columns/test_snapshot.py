"""A run that is saved and gone on with is the run that never stopped, byte for byte."""

from copy import replace
from functools import cache

import numpy as np
import pytest

from model.columns import snapshot as snapshots
from model.columns.snapshot import SnapshotError
from model.goldrush import GoldRush
from model.interventions import Raids, Shelters
from model.scenario.scenario import load_scenario
from model.text.dates import date_of, month_of
from model.version import MODEL_VERSION
from tests.model.worlds import GROWN, baseline, differing, grown, grown_state, policy, under, weekly

FIRST, THEN = 6, 20


@cache
def unbroken():
    """Return the state of a run that never stopped."""
    model = grown(busy())
    weekly(model, FIRST + THEN)
    return model.snapshot()


def busy():
    """Return a plan with policies in force."""
    return under(policy(Raids, frequency=6.0, ramp=30.0), policy(Shelters, opening_delay=10.0))


def half_done():
    """Return a run at the point where it is saved."""
    model = grown(busy())
    weekly(model, FIRST)
    return model


def test_the_point_of_saving_is_in_the_middle_of_a_month():
    assert month_of(GROWN + FIRST - 1) == month_of(GROWN + FIRST)


def test_going_on_in_memory_is_the_unbroken_run():
    model = GoldRush.from_snapshot(half_done().snapshot(), busy())
    weekly(model, THEN)
    assert differing(model.snapshot(), unbroken()) == []


def test_going_on_from_a_file_is_the_unbroken_run(tmp_path):
    half_done().save(tmp_path / "state.npz")
    model = GoldRush.load(tmp_path / "state.npz", busy())
    weekly(model, THEN)
    assert differing(model.snapshot(), unbroken()) == []
    assert model.series().values.tobytes() == GoldRush.from_snapshot(unbroken(), busy()).series().values.tobytes()


def test_saving_every_week_is_the_unbroken_run():
    model = grown(busy())
    for _ in range(FIRST + THEN):
        model = GoldRush.from_snapshot(model.snapshot(), busy())
        model.step()
    assert differing(model.snapshot(), unbroken()) == []


def test_an_arm_forked_at_the_policys_start_is_the_arm_run_whole():
    later = under(policy(Raids, start=GROWN + FIRST, frequency=6.0))
    whole, trunk = grown(later), grown()
    weekly(whole, FIRST + THEN)
    weekly(trunk, FIRST)
    fork = GoldRush.from_snapshot(trunk.snapshot(), later)
    weekly(fork, THEN)
    assert differing(fork.snapshot(), whole.snapshot()) == []


def test_a_snapshot_does_not_move_with_its_model():
    model = grown()
    state = model.snapshot()
    kept = {name: array.copy() for name, array in state.items()}
    weekly(model, 5)
    assert differing(state, kept) == []


def test_going_on_leaves_the_state_alone():
    state = grown().snapshot()
    kept = {name: array.copy() for name, array in state.items()}
    weekly(GoldRush.from_snapshot(state, baseline()), 5)
    assert differing(state, kept) == []


def test_a_world_that_starts_from_another_begins_with_its_end():
    outlook = load_scenario("outlook")
    changed = {"start": date_of(30), "stop": date_of(40)}
    plan = replace(outlook, **changed, interventions=(), before=baseline())
    lived = GoldRush(plan, scale=100, seed=3)
    past = GoldRush(baseline(), scale=100, seed=3).run_until(date_of(30))
    assert lived.week == 30
    assert differing(lived.snapshot(), past.snapshot()) == []


def test_a_state_of_another_version_is_refused():
    state = grown_state() | {"model_version": np.array(MODEL_VERSION + 1)}
    with pytest.raises(SnapshotError, match=f"version {MODEL_VERSION + 1}, this is {MODEL_VERSION}"):
        GoldRush.from_snapshot(state, baseline())


def test_a_state_under_other_parameters_is_refused():
    with pytest.raises(SnapshotError, match="other parameters"):
        GoldRush.from_snapshot(grown_state(), baseline(digging={"best_yield": 20.0}))


def files_that_are_no_state(folder):
    """Write files that cannot be read as a state; return their names."""
    grown().save(folder / "whole.npz")
    whole = (folder / "whole.npz").read_bytes()
    broken = bytearray(whole)
    broken[len(whole) // 2] ^= 0xFF
    np.save(folder / "one array.npy", np.arange(3))
    np.savez(folder / "other arrays.npz", gold=np.arange(3))
    contents = {
        "cut short.npz": whole[: len(whole) // 2],
        "without its end.npz": whole[:-10],
        "damaged.npz": bytes(broken),
        "empty.npz": b"",
        "text.npz": b"not a state",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder.npz").mkdir()
    return [*contents, "one array.npy", "other arrays.npz", "folder.npz", "missing.npz"]


FILES = (
    "cut short.npz", "without its end.npz", "damaged.npz", "empty.npz", "text.npz", "one array.npy",
    "other arrays.npz", "folder.npz", "missing.npz",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder of files that are no state."""
    path = tmp_path_factory.mktemp("states")
    assert set(files_that_are_no_state(path)) == set(FILES)
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_state_is_refused_by_name(folder, name):
    with pytest.raises(SnapshotError, match=name):
        GoldRush.load(folder / name, baseline())


def test_a_state_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "state.npz"
    grown().save(path)
    before = path.read_bytes()

    def full(*_, **__):
        raise OSError("no space left on device")

    monkeypatch.setattr(snapshots.np, "savez", full)
    with pytest.raises(OSError, match="no space"):
        grown().save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["state.npz"]
