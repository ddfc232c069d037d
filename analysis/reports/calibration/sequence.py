"""Run the stages of a calibration one after another: screening, policies, waves, generations, rounds, the ensemble."""

from dataclasses import replace
from pathlib import Path

from analysis.calibration.goals import Goals
from analysis.reports.calibration.chain import Carry, Results, Say, with_first, with_policies, with_waves
from analysis.reports.calibration.generations import with_generations
from analysis.reports.calibration.rounds import with_draws, with_rounds
from experiments.record.calibration import Calibration


def run_chain(about: Calibration, out: Path, carry: Carry, say: Say) -> Results:
    """Run and analyse the stages in order; stop at one that is not complete, with the results so far."""
    results = Results(about, Goals.of(about.targets.each))
    for step in (with_first, with_policies, with_waves, with_generations, with_rounds, with_draws):
        results, done = step(results, out, carry, say)
        if not done:
            return results
    return replace(results, complete=True)
