"""The files for Slurm call what they should, with stand-ins for python and srun; Slurm itself is not here."""

import os
import subprocess
from pathlib import Path

import pytest

CLUSTER = Path(__file__).resolve().parents[2] / "examples" / "cluster"
SCRIPTS = sorted(CLUSTER.glob("*.sh"))
SLURM = {"SLURM_CPUS_PER_TASK": "8", "SLURM_NTASKS": "4", "SLURM_JOB_ID": "41003"}
STAND_IN = """#!/usr/bin/env bash
wait_for_worker() {  # a run needs its worker, which starts beside it
  case "$*$0" in *dask*) for _ in $(seq 100); do grep -q dask_worker "$CALLS" && return; sleep 0.1; done ;; esac
}
echo "$(basename "$0") $* no-sync=$UV_NO_SYNC" >> "$CALLS"
case "$*" in *dask_scheduler*|*dask_worker*) exec sleep 60 ;; *run.py*) wait_for_worker "$*"; exit "$CODE" ;; esac
"""


@pytest.fixture
def submit(tmp_path):
    """Return a function that runs a file as Slurm would, and gives its exit code and the commands that it called."""
    for name in ("python", "srun"):
        (tmp_path / name).write_text(STAND_IN)
        (tmp_path / name).chmod(0o755)

    def run(name, *arguments, code=0):
        calls = tmp_path / "calls"
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, **SLURM, "PATH": path, "CALLS": str(calls), "CODE": str(code)}
        done = subprocess.run(
            ["bash", str(CLUSTER / name), *arguments], cwd=tmp_path, env=environment, capture_output=True, timeout=30
        )
        return done.returncode, calls.read_text().splitlines() if calls.exists() else []

    return run


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_file_is_bash_that_stops_at_the_first_error_and_can_be_executed(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", str(path)], check=True)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_table_of_the_folder_names_every_file(path):
    assert f"[{path.name}]({path.name})" in (CLUSTER / "README.md").read_text(encoding="utf-8")


def test_an_array_task_runs_the_experiment_on_its_cores(submit, tmp_path):
    code, calls = submit("slurm_array.sh", "my.toml", "out", code=3)
    wanted = f"python -m uv run run.py experiment run my.toml --out {tmp_path}/out --jobs 8 no-sync=1"
    assert (code, calls) == (3, [wanted])


@pytest.mark.parametrize("code", [0, 3])
def test_the_dask_job_starts_a_scheduler_and_workers_of_one_thread_and_ends_as_the_run_does(submit, tmp_path, code):
    ended, calls = submit("slurm_dask.sh", "my.toml", "out", code=code)
    assert ended == code
    scheduler = next(call for call in calls if "dask_scheduler" in call)
    worker = next(call for call in calls if "dask_worker" in call)
    run = next(call for call in calls if "run.py" in call)
    assert "--port 21003 " in scheduler
    assert worker.startswith("srun --ntasks=4 ")
    assert ":21003 --nthreads 1 " in worker
    assert f"my.toml --out {tmp_path}/out --backend dask --scheduler tcp://" in run
    assert ":21003 no-sync" in run


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_file_asks_for_what_it_needs(submit, path):
    code, calls = submit(path.name)
    assert code != 0
    assert calls == []
