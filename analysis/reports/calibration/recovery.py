"""The test of a calibration on truths that are known: calibrate each on shared emulators, and report."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.text import Text

from analysis.calibration.emulators import Emulators, fit_emulators
from analysis.calibration.recovery import Recovery, records_of, recovery
from analysis.calibration.sampling import posterior
from analysis.reports.base import File, Report, Request
from analysis.reports.calibration.chain import Results, Say, coordinates_of
from analysis.tables.show import as_csv

DRAWS = 300
"""Draws from the posterior of each truth."""
COLUMNS = ("parameter", "width_over_prior", "covered", "truths", "informed")


@dataclass(frozen=True)
class RecoveryRequest(Request):
    """A report on a test with known truths."""

    found: Recovery | None

    @property
    def inputs(self) -> list[object]:
        """Return what the files depend on."""
        return [self.words]


def recover(results: Results, truths: int, say: Say) -> Recovery | None:
    """Return what is found again of ``truths`` parameter sets of the first wave; None where that is not complete.

    They are spread over the whole prior. Emulators are fitted to all other sets of the wave, so that no truth has
    taught them; each truth is calibrated from the prior.
    """
    first, about = results.first, results.about
    if first is None or not results.complete:
        return None
    known = np.zeros(len(first.latent), dtype=bool)
    known[np.random.default_rng([about.seed, 4]).permutation(len(known))[:truths]] = True
    emulators = fit_emulators(first.latent[~known], first.mean[~known], coordinates_of(about))
    numbers = np.flatnonzero([not level for level in about.priors.levels])
    names = [about.priors.names[n] for n in numbers]
    values, joined = first.scaled[known, 0], about.priors.joined

    def found(n: int) -> np.ndarray:
        say(f"truth {n + 1} of {len(values)}")
        return joined(_posterior(results, emulators, values[n], n))[:, numbers]

    return recovery(names, joined(first.latent[known])[:, numbers], found)


def _posterior(results: Results, emulators: Emulators, values: np.ndarray, n: int) -> np.ndarray:
    """Return draws from the posterior of the records that a run would have left."""
    rng = np.random.default_rng([results.about.seed, 5, n])
    goals = records_of(results.waves[0].goals, values, rng)

    def log_likelihood(latent: np.ndarray) -> np.ndarray:
        return goals.log_likelihood(*emulators.predict(latent))

    return posterior(log_likelihood, rng.normal(size=(DRAWS, len(results.about.priors.each))), rng)


def _read(request: RecoveryRequest) -> Recovery | None:
    return request.found


def _files(request: RecoveryRequest, found: Recovery) -> Iterator[File]:
    rows = zip(found.names, found.width, found.covered.sum(0), found.informed, strict=True)
    truths = len(found.covered)
    yield (
        "recovery.csv",
        as_csv(COLUMNS, ([name, f"{width:.3f}", int(held), truths, told] for name, width, held, told in rows)),
    )


def _shown(request: RecoveryRequest, found: Recovery) -> Text:
    low, high = found.band
    numbers = {"coverage": 100 * found.coverage, "low": 100 * low, "high": 100 * high}
    texts = {name: request.words.number(value) for name, value in numbers.items()}
    counts = {"truths": len(found.covered), "informed": int(found.informed.sum()), "n": len(found.names)}
    return Text(request.words("calibration.recovery", **texts, **counts))


report = Report(_read, _files, _shown, nothing="calibration.no_recovery")
"""Writes ``recovery.csv``: every parameter, how much narrower it becomes, and how often the truth is covered."""
