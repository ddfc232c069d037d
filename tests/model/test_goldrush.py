"""A run depends on scenario, seed, replicate and scale, and on nothing else."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import mesa
import pytest

from model.goldrush import GoldRush
from model.text.dates import date_of, week_of
from tests.model.worlds import GROWN, SCALE, baseline, differing, grown, weekly, young

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import hashlib
from model.goldrush import GoldRush
model = GoldRush("baseline", seed=5, replicate=2, scale=50)
for _ in range(30):
    model.step()
state = model.snapshot()
print(hashlib.sha256(b"".join(state[name].tobytes() for name in sorted(state))).hexdigest())
"""


def fingerprint(state):
    """Return a hash of a state."""
    return hashlib.sha256(b"".join(state[name].tobytes() for name in sorted(state))).hexdigest()


def test_the_same_luck_gives_the_same_bytes():
    one, other = young(seed=7, replicate=3), young(seed=7, replicate=3)
    assert weekly(one, 60).tobytes() == weekly(other, 60).tobytes()
    assert differing(one.snapshot(), other.snapshot()) == []


@pytest.mark.parametrize("luck", [{"seed": 8, "replicate": 3}, {"seed": 7, "replicate": 4}])
def test_another_seed_or_replicate_gives_another_run(luck):
    assert weekly(young(**luck), 20).tobytes() != weekly(young(seed=7, replicate=3), 20).tobytes()


def test_mesas_generators_do_not_enter_the_run():
    one, other = young(), young()
    other.reset_rng(2)
    other.random.seed(2)
    assert weekly(one, 20).tobytes() == weekly(other, 20).tobytes()


def test_two_models_stepped_in_turns_run_as_if_alone():
    alone = [weekly(young(replicate=r), 30) for r in (0, 1)]
    together = [young(replicate=0), young(replicate=1)]
    turns = [[weekly(model, 1)[0] for model in together] for _ in range(30)]
    for r in (0, 1):
        assert [turn[r].tobytes() for turn in turns] == [row.tobytes() for row in alone[r]]


def test_a_fresh_process_with_another_hash_seed_gives_the_same_bytes():
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    model = GoldRush("baseline", seed=5, replicate=2, scale=50)
    weekly(model, 30)
    assert done.stdout.strip() == fingerprint(model.snapshot())


def test_running_until_a_day_stops_before_the_week_that_begins_on_it():
    model = young().run_until(date(2000, 3, 1))
    assert model.week == week_of(date(2000, 3, 1))
    assert model.date == date_of(model.week) == date(2000, 3, 6)


def test_running_to_a_day_in_the_past_does_nothing():
    model = grown()
    assert model.run_until(date(2001, 1, 1)).week == GROWN


def test_a_model_is_a_mesa_model_with_every_agent_type():
    model = grown()
    assert isinstance(model, mesa.Model)
    assert {cls.__name__ for cls in model.agents_by_type} == {
        "Miner", "BarWorker", "Person", "Recruiter", "Bar", "Network", "PoliceUnit", "Checkpoint",
        "ProsecutorOffice", "Court", "NGO", "Shelter", "Camp", "Case", "Prisoner", "Official",
    }  # fmt: skip
    assert len(model.agents) == sum(len(agents) for agents in model.agents_by_type.values())


def test_mesa_counts_the_weeks_lived():
    model = young()
    weekly(model, 3)
    assert model.time == 3


def test_places_are_a_mesa_network_with_camps_in_their_cells():
    model = grown()
    in_cells = [agent for cell in model.space.all_cells for agent in cell.agents]
    assert {agent.unique_id for agent in in_cells} == set(model.camps.unique_id.tolist())
    assert len(in_cells) == model.camps.n


def test_scale_is_the_number_of_people_a_row_of_miners_stands_for():
    coarse, fine = GoldRush(baseline(), scale=SCALE), GoldRush(baseline(), scale=SCALE // 5)
    assert fine.miners.n == 5 * coarse.miners.n
    assert fine.camps.n == coarse.camps.n
