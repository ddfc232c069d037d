"""Ctrl-C in real processes: what is in hand is finished, what is missing is said, and the batch goes on after."""

import json
import os
import signal
import time

from experiments.store.store import Store
from tests.experiments.processes import family, gone, parts, until, workers

RUN = ("experiment", "run", "trial.toml", "--jobs", 2)


def begun(lab, **how):
    """Return a batch of 36 runs under way, and its store."""
    lab.experiment(replicates=12)
    process = lab.start(*RUN, **how)
    until(lambda: len(parts(lab.folder / "results")) >= 2, process)
    return process, lab.folder / "results"


def test_ctrl_c_finishes_what_is_in_hand_and_says_what_is_missing(lab):
    process, out = begun(lab, sleep=0.2)
    left = workers(process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to the workers too
    before = len(Store(out).stored())
    children = family(process.pid)
    ended = lab.end(process)
    stored = Store(out).stored()
    assert ended.code == 130 and "Traceback" not in ended.err, ended
    assert "finishing the runs in hand; Ctrl-C again stops at once" in ended.err
    assert len(left) == 2 and gone(children)
    assert before < len(stored) < 36 and len(stored) - before <= 12
    asked = lab.run("experiment", "status", "trial.toml")
    missing = 36 - len(stored)
    for said in (ended.err, asked.out):
        assert f"{len(stored)} of 36 runs are stored" in said and f"PARTIAL: {missing} are missing (" in said
        assert "of baseline" in said and "of raids" in said and "of shelters" in said
        assert "means over them may be biased" in said
    record = json.loads((out / "experiments" / "trial" / "manifest.json").read_text())
    assert (record["status"], record["runs_stored"], len(record["missing"])) == ("partial", len(stored), missing)
    assert set(record["missing"]).isdisjoint(stored) and record["missing"][0] in asked.out
    again = lab.run(*RUN)
    assert (again.code, f"{len(stored)} already stored, {missing} to do" in again.err) == (0, True), again
    assert "36 of 36 runs are stored" in again.err and parts(out, "failures") == {}


def test_a_second_ctrl_c_stops_at_once_and_what_was_stored_stays(lab):
    process, out = begun(lab, sleep=0.4)
    until(lambda: len(parts(out)) >= 3, process)
    children = family(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    ended = lab.end(process)
    assert ended.code == 130 and "Traceback" not in ended.err, ended
    assert gone(children)
    assert len(Store(out).stored()) >= 9 and "PARTIAL" in ended.err
    assert not [path for path in (out / "runs").iterdir() if not path.name.startswith(("part-", ".tmp-"))]
