"""Compile the model's kernels once before the whole suite starts, not once in every worker.

Two processes live the first week of a small world from both ends, each taking rules that the other has not taken.
"""

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from model.kernels.compiled import MODEL, cache_folder

ROOT = Path(__file__).resolve().parents[1]
FORWARD, BACKWARD = "forward", "backward"


def compile_kernels(config: pytest.Config) -> None:
    """Compile kernels into the cache; what fails is left to the tests that will show it."""
    if not wanted(config):
        return
    with TemporaryDirectory() as taken:
        command = [sys.executable, "-m", "tests.warm_up", taken]
        for process in [subprocess.Popen([*command, order], cwd=ROOT) for order in (FORWARD, BACKWARD)]:
            process.wait()
    marker().touch()


def marker() -> Path:
    """Return the file that says that all kernels of this source have been compiled."""
    sources = b"".join(path.read_bytes() for path in sorted(MODEL.rglob("*.py")))
    return cache_folder() / f"compiled-{hashlib.sha256(sources).hexdigest()[:20]}"


def wanted(config: pytest.Config) -> bool:
    """Tell whether this process starts several workers on all tests, and kernels are yet to be compiled."""
    several = (config.getoption("numprocesses", None) or 0) > 1
    everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.collectonly
    return several and everything and not marker().exists()


def live(taken: Path, order: str) -> None:
    """Found a world and live by the rules of a week that no other process has taken."""
    from model.goldrush import WEEK, GoldRush
    from model.processes.mining import price

    model = GoldRush("baseline", scale=50)
    price.step(model)  # other rules read prices; it has no kernel
    for number, rule in sorted(enumerate(WEEK), reverse=order == BACKWARD):
        if took(taken / str(number)):
            rule(model)


def took(claim: Path) -> bool:
    """Tell whether this process is the first to make a folder."""
    try:
        claim.mkdir()
    except FileExistsError:
        return False
    return True


if __name__ == "__main__":
    live(Path(sys.argv[1]), sys.argv[2])
