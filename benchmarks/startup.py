"""Measure what starting costs: processor seconds and peak memory of commands, of workers, and of compiling all kernels.

Run ``python -m uv run python -m benchmarks.startup [--repeats 3] [--compile]``. Every measurement is a process of its
own. Repeats are the outer loop; numbers are medians. ``--compile`` also compiles into an empty folder: minutes.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from types import MappingProxyType

from benchmarks.measure import peak_memory
from benchmarks.table import keep, markdown

ROOT = Path(__file__).resolve().parent.parent
RUN = str(ROOT / "run.py")
SETTINGS = ("--scale", "50", "--replicates", "4", "--set", "period.stop=2013-01-01", "--quiet")
COMPARE = ("compare", "baseline", "raids", "shelters", "--point", *SETTINGS)
KERNELS = "GOLDRUSH_KERNELS"

type Measured = tuple[str, float, float]
"""What was measured, processor seconds, and peak memory in MB."""


def command(name: str, *words: str, variables: Mapping[str, str] = MappingProxyType({})) -> Measured:
    """Return what a Python command takes, with all processes that it starts and waits for."""
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env={**os.environ, **variables},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{name} ended with {process.returncode}"
    return name, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def commands(folder: Path) -> Iterator[Measured]:
    """Yield what commands take that run nothing."""
    yield command("`run.py --help`", RUN, "--help")
    yield command("`run.py scenarios`", RUN, "scenarios")
    yield command("`run.py compare` of 12 stored runs, nothing to draw", RUN, *COMPARE, "--out", str(folder))
    for picture in folder.rglob("comparison.png"):
        picture.unlink()
    yield command("the same, its picture deleted", RUN, *COMPARE, "--out", str(folder))


def workers(kind: str, variables: Mapping[str, str] = MappingProxyType({})) -> Iterator[Measured]:
    """Yield what workers take until they have run a first week: forked from one process, or started by loky."""
    words = [sys.executable, "-m", "benchmarks.startup", "--one", kind]
    environment = {**os.environ, **variables}
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    yield from map(tuple, json.loads(done.stdout.splitlines()[-1]))


def first_week(task: int) -> tuple[int, float, float]:
    """Run a first week of a small world; return this process's id, its processor seconds so far and its peak memory."""
    from experiments.engine.warm_starts import Replicate, begin
    from model.scenario.scenario import load_scenario

    begin(load_scenario("baseline"), Replicate(task, 0, 50)).step()
    return os.getpid(), time.process_time(), peak_memory()


def forked() -> list[Measured]:
    """Return what the process takes that workers are forked from, and what each worker takes."""
    from benchmarks.startup import first_week  # under a name that workers know, too
    from experiments.engine.forked import Forked

    backend = Forked(1)
    ends = [end.result for seed in (1, 2, 3) for end in backend.each(first_week, [seed])]
    assert len({pid for pid, _, _ in ends}) == len(ends)
    backend.nursery.stop()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime - sum(seconds for _, seconds, _ in ends[:-1])
    return [
        ("process that workers are forked from", seconds, used.ru_maxrss / 1024),
        ("forked worker with its first week", *(median(each) for each in zip(*(end[1:] for end in ends), strict=True))),
    ]


def loky() -> list[Measured]:
    """Return what a worker of loky takes."""
    from benchmarks.startup import first_week
    from experiments.engine.backend import Loky

    (end,) = Loky(1).each(first_week, [1])
    return [("worker of loky with its first week", *end.result[1:])]


def compiling() -> Iterator[Measured]:
    """Yield what compiling all kernels takes: in a process that lives one week, and before workers are forked."""
    week = "from model.goldrush import GoldRush; GoldRush('baseline', scale=50).step()"
    with tempfile.TemporaryDirectory() as folder:
        yield command("a first week that compiles all its kernels", "-c", week, variables={KERNELS: folder})
    with tempfile.TemporaryDirectory() as folder:
        for name, *numbers in workers("forked", {KERNELS: folder}):
            yield f"{name}, kernels compiled first", *numbers


def measure(repeats: int, *, compile_too: bool) -> dict[str, list[Measured]]:
    """Measure everything ``repeats`` times, interleaved; compiling once."""
    found = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        command("stored", RUN, *COMPARE, "--jobs", "1", "--out", folder)
        for _ in range(repeats):
            for each in (*commands(Path(folder)), *workers("forked"), *workers("loky")):
                print(*each, file=sys.stderr, flush=True)
                found[each[0]].append(each)
    if compile_too:
        for each in compiling():
            found[each[0]].append(each)
    return found


def main() -> None:
    """Measure what the command line asks for, and show it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--one", choices=["forked", "loky"])
    options = parser.parse_args()
    if options.one:
        print(json.dumps({"forked": forked, "loky": loky}[options.one]()))
        return
    found = measure(options.repeats, compile_too=options.compile)
    rows = [
        (name, *(f"{median(each[n] for each in all_of):{form}}" for n, form in ((1, ".2f"), (2, ".0f"))))
        for name, all_of in found.items()
    ]
    how = f"Medians of {options.repeats} interleaved repeats, each in fresh processes; kernels are in the cache."
    keep("startup", "Starting", how, markdown(("", "s cpu", "peak memory, MB"), rows))


if __name__ == "__main__":
    main()
