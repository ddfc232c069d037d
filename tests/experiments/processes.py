"""Commands in real processes, with workers of their own, that run the stand-in instead of the model."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.stand_in import VARIABLE, write_world

ROOT = Path(__file__).resolve().parents[2]
SITE = """
import importlib.abc
import importlib.util
import os
import sys


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        stands_in = name in ("model.goldrush", "model.outcomes", "model.version")
        return importlib.util.spec_from_loader(name, self) if stands_in else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        from tests.stand_in import contents

        vars(module).update(contents()[module.__name__])


sys.meta_path.insert(0, Finder())
"""
EXPERIMENT = """
question = "What do policies change?"
scenarios = ["raids.toml", "shelters.toml"]
against = "baseline.toml"
[runs]
replicates = {replicates}
{more}
"""


NURSERY = "experiments.engine.nursery"


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


class Lab:
    """A folder with scenario files in which commands are run; ``close`` leaves no process behind."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        write_world(folder)
        (folder / "site").mkdir()
        (folder / "site" / "sitecustomize.py").write_text(SITE)

    def experiment(self, name="trial", replicates=4, more=""):
        """Write an experiment of three scenarios and return its file."""
        path = self.folder / f"{name}.toml"
        path.write_text(EXPERIMENT.format(replicates=replicates, more=more))
        return path

    def environment(self, variables=(), **how):
        """Return the variables of a process that runs the stand-in as ``how`` says."""
        paths = os.pathsep.join((str(self.folder / "site"), str(ROOT)))
        own = {"PYTHONPATH": paths, "COLUMNS": "1000", VARIABLE: json.dumps(how), "GOLDRUSH_TESTS": str(os.getpid())}
        return {**os.environ, **own, **dict(variables)}

    def start(self, *words, variables=(), cwd=None, limit=None, **how):
        """Start ``run.py`` or, where the first word is ``-m``, a module, as the leader of a group of processes."""
        command = [sys.executable, *([] if words[0] == "-m" else [ROOT / "run.py"]), *words]
        process = subprocess.Popen(
            [str(word) for word in command], cwd=cwd or self.folder, env=self.environment(variables, **how),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self.started.append(process)
        return process

    def run(self, *words, **how):
        """Run a command to its end."""
        return self.end(self.start(*words, **how))

    def end(self, process, within=300):
        """Wait for a command and return how it ended."""
        out, err = process.communicate(timeout=within)
        return Ended(process.returncode, out, err)

    def close(self):
        """Kill what is left of all commands."""
        for process in self.started:
            left = family(process.pid) if process.poll() is None else []
            for each in [*left, *([process] if process.poll() is None else [])]:
                kill(each.pid)
            process.communicate()


def family(pid):
    """Return the processes that a process has started, and theirs."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers(process):
    """Return the ids of a command's workers: those of loky, or those that its nursery has forked."""
    return [each.pid for each in family(process.pid) if "popen_loky_posix" in _words(each) or _forked(each)]


def nurseries(process):
    """Return the ids of the processes from which a command's workers are forked; none where loky starts them."""
    return [each.pid for each in family(process.pid) if NURSERY in _words(each) and not _forked(each)]


def _forked(each):
    try:
        return each.status() != psutil.STATUS_ZOMBIE and NURSERY in _words(each.parent())
    except psutil.Error:
        return False


def _words(process):
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def kill(pid, number=signal.SIGKILL):
    """Send a signal to a process that may have gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def gone(processes, within=20.0):
    """Tell whether all processes end within some seconds."""
    _, alive = psutil.wait_procs(processes, timeout=within)
    return not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


def until(true, process=None, within=120.0):
    """Wait until something is true; fail when it takes too long or the process on which it depends ends."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.02)


def parts(folder, name="runs"):
    """Return the bytes of every part of a store, by name."""
    return {path.name: path.read_bytes() for path in sorted((folder / name).glob("part-*.parquet"))}


def full_disk(pid, size):
    """Let the files of a running process grow to ``size`` bytes only, as on a full disk."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
