"""The test of a calibration on truths that are known: run them, calibrate each on the shared emulators, report."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from rich.text import Text

from analysis.calibration.recovery import Recovery, records_of, recovery
from analysis.calibration.sampling import posterior
from analysis.reports.base import File, Report, Request
from analysis.reports.calibration.chain import LIMIT, Carry, Results, Say, run_stage, some_of
from analysis.tables.show import as_csv
from experiments.record.calibration import stage_of

DRAWS = 300
"""Draws from the posterior of each truth."""
COLUMNS = ("parameter", "width_over_left", "width_over_prior", "covered", "truths", "informed")


@dataclass(frozen=True)
class RecoveryRequest(Request):
    """A report on a test with known truths."""

    found: Recovery | None

    @property
    def inputs(self) -> list[object]:
        """Return what the files depend on."""
        return [self.words]


def recover(results: Results, truths: int, out: Path, carry: Carry, say: Say) -> Recovery | None:
    """Return what is found again of ``truths`` parameter sets; None where their runs or the waves are not complete."""
    if not results.complete:
        return None
    about = results.about
    stage = stage_of(about, f"truths-{truths}", 1)
    left = results.waves[-1].left
    make = partial(some_of, left, truths, np.random.default_rng([about.seed, 4]))
    runs = run_stage(results, stage, out, carry, make)
    if runs is None:
        return None
    drawn = partial(_posterior, results, runs.mean)
    joined = about.priors.joined

    def told(n: int) -> np.ndarray:
        say(f"truth {n + 1} of {len(runs.latent)}")
        return joined(drawn(n))

    return recovery(about.priors.names, joined(runs.latent), told, joined(left))


def _posterior(results: Results, values: np.ndarray, n: int) -> np.ndarray:
    """Return draws from the posterior of the records that a run would have left, within what the waves have left."""
    rng = np.random.default_rng([results.about.seed, 5, n])
    wave = results.waves[-1]
    goals = records_of(wave.goals, values[n], rng)

    def within(latent: np.ndarray) -> np.ndarray:
        found = goals.log_likelihood(*wave.emulators.predict(latent))
        return np.where(results.measure(latent) <= LIMIT, found, -np.inf)

    start = wave.left[rng.choice(len(wave.left), min(DRAWS, len(wave.left)), replace=False)]
    return posterior(within, start, rng)


def _read(request: RecoveryRequest) -> Recovery | None:
    return request.found


def _files(request: RecoveryRequest, found: Recovery) -> Iterator[File]:
    rows = zip(found.names, found.width, found.width_of_prior, found.covered.sum(0), found.informed, strict=True)
    truths = len(found.covered)
    yield (
        "recovery.csv",
        as_csv(COLUMNS, ([name, f"{a:.3f}", f"{b:.3f}", int(c), truths, i] for name, a, b, c, i in rows)),
    )


def _shown(request: RecoveryRequest, found: Recovery) -> Text:
    low, high = found.band
    numbers = {"coverage": 100 * found.coverage, "low": 100 * low, "high": 100 * high}
    texts = {name: request.words.number(value) for name, value in numbers.items()}
    counts = {"truths": len(found.covered), "informed": int(found.informed.sum()), "n": len(found.names)}
    return Text(request.words("calibration.recovery", **texts, **counts))


report = Report(_read, _files, _shown, nothing="calibration.no_recovery")
"""Writes ``recovery.csv``: every parameter, how much narrower it becomes, and how often the truth is covered."""
