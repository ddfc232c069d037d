"""The server as a process of its own ends cleanly, and its worker with it, however it ends."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from tests.analysis.explore.made_up_runs import LONG
from tests.analysis.explore.served import SETTING

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def process(tmp_path):
    """Return a server that runs something long."""
    command = [sys.executable, "-m", "tests.analysis.explore.served", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as found:
        address = found.stdout.readline().strip()
        job = httpx.post(f"{address}api/runs", json=SETTING | {"price": LONG}, timeout=300).json()["job"]
        while httpx.get(f"{address}api/runs/{job}", timeout=300).json()["of"] == 0:
            time.sleep(0.05)
        yield found
        found.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_leaves_no_worker_and_no_traceback(process, number):
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    process.send_signal(number)
    out, err = process.communicate(timeout=300)
    assert process.returncode == (0 if number == signal.SIGINT else -number)
    assert (out, err) == ("", "")
    _, alive = psutil.wait_procs(workers, timeout=120)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
