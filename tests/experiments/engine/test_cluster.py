"""A Dask cluster on this machine: the same results, whoever dies. Real processes; loopback only."""

import json
from dataclasses import dataclass

import psutil
import pytest
from typer.testing import CliRunner

import run
from experiments.store.compaction import compact
from experiments.store.store import Store
from tests.experiments.processes import ROOT, Lab, family, kill, parts, until
from tests.stand_in import VARIABLE

REPLICATES = 12
CELLS = 3 * REPLICATES
OPTIONS = ("--host", "127.0.0.1", "--no-dashboard")
POLITE = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


@dataclass(frozen=True)
class Cluster:
    """A scheduler with two workers, each with a nanny that starts it again, and the folder they run in."""

    lab: Lab
    address: str
    workers: list

    def behave(self, **how):
        """Say how the stand-in runs on the workers from now on."""
        (self.lab.folder / "how.json").write_text(json.dumps(how))

    def start(self, *words):
        return self.lab.start("experiment", "run", *words, "--backend", "dask", "--scheduler", self.address)

    def run(self, *words):
        return self.lab.end(self.start(*words))

    def heart(self, number):
        """Return the process of a worker below its nanny, once it is there."""
        nanny = self.workers[number]
        until(lambda: [each for each in family(nanny.pid) if "spawn_main" in " ".join(each.cmdline())])
        return next(each for each in family(nanny.pid) if "spawn_main" in " ".join(each.cmdline()))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("cluster"))
    variables = {**POLITE, VARIABLE: str(lab.folder / "how.json")}
    (lab.folder / "how.json").write_text("{}")
    try:
        about = lab.folder / "scheduler.json"
        words = ("--port", 0, "--scheduler-file", about)
        lab.start("-m", "distributed.cli.dask_scheduler", *OPTIONS, *words, variables=variables, cwd=ROOT)
        until(about.exists)
        address = json.loads(about.read_text())["address"]
        place = ("--nthreads", 1, "--local-directory", lab.folder / "scratch")
        worker = ("-m", "distributed.cli.dask_worker", address, *OPTIONS, *place)
        workers = [lab.start(*worker, variables=variables, cwd=ROOT) for _ in range(2)]
        lab.experiment(replicates=REPLICATES)
        assert lab.run("experiment", "run", "trial.toml", "--jobs", 1, "--out", "local").code == 0
        compact(lab.folder / "local")
        yield Cluster(lab, address, workers)
    finally:
        lab.close()


def same_as_local(lab, out):
    compact(lab.folder / out)
    return parts(lab.folder / out) == parts(lab.folder / "local")


def test_results_are_those_of_a_local_run(cluster):
    ended = cluster.run("trial.toml", "--out", "spread")
    assert (ended.code, f"{CELLS} of {CELLS} runs are stored" in ended.err) == (0, True), ended
    assert same_as_local(cluster.lab, "spread")


def test_a_search_for_the_number_of_replicates_goes_on_from_look_to_look(cluster):
    more = 'until = { outcome = "true.bars", half_width = 1e-9, first = 2, most = 5 }'
    cluster.lab.experiment("search", more=more.replace("true.bars", "true.people_in_sexual_exploitation"))
    ended = cluster.run("search.toml", "--out", "search")
    assert (ended.code, "15 of 15 runs are stored" in ended.err) == (0, True), ended


def test_a_cell_that_always_kills_its_worker_is_a_failure_and_the_others_finish(cluster):
    cluster.behave(poison=["shelters", 5])
    ended = cluster.run("trial.toml", "--out", "poisoned")
    cluster.behave()
    assert (ended.code, f"{CELLS - 1} of {CELLS} runs are stored" in ended.err) == (3, True), ended
    (row,) = Store(cluster.lab.folder / "poisoned").failures()
    assert (row["scenario"], row["replicate"], row["stage"]) == ("shelters", 5, "worker")
    assert cluster.run("trial.toml", "--out", "poisoned", "--retry-failed").code == 0
    assert same_as_local(cluster.lab, "poisoned")


def test_killing_workers_in_mid_run_loses_nothing(cluster):
    cluster.behave(sleep=0.1)
    process = cluster.start("trial.toml", "--out", "killed")
    folder = cluster.lab.folder / "killed"
    until(lambda: len(parts(folder)) >= 2, process)
    kill(cluster.heart(0).pid)
    until(lambda: len(parts(folder)) >= 5, process)
    for each in [
        psutil.Process(cluster.workers[1].pid),
        *family(cluster.workers[1].pid),
    ]:  # its nanny too: gone for good
        kill(each.pid)
    cluster.behave()
    ended = cluster.lab.end(process)
    assert (ended.code, f"{CELLS} of {CELLS} runs are stored" in ended.err) == (0, True), ended
    assert same_as_local(cluster.lab, "killed")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--backend", "dask"], "--scheduler ADDRESS belongs to --backend dask"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler ADDRESS belongs to --backend dask"),
        (["--backend", "dsk"], "write one of serial, loky, dask"),
        (["--backend", "dask", "--scheduler", "tcp://127.0.0.1:1"], "no Dask scheduler answers there"),
        (["--backend", "dask", "--scheduler", "nonsense"], "no Dask scheduler answers there"),
    ],
)
def test_a_cluster_that_is_not_there_is_said_and_nothing_is_written(world, fake_model, monkeypatch, words, said):
    monkeypatch.setattr("experiments.engine.cluster.SECONDS_TO_ANSWER", 0.3)
    Lab(world).experiment()
    result = CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", *words])
    assert result.exit_code == 2, result.output
    assert said in result.stderr and "Traceback" not in result.stderr
    assert not (world / "results").exists() and fake_model.runs == []
