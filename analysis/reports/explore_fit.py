"""Fit the surrogate of the explore page to a stored experiment, check it against runs held out, and write both."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.base.headlines import FORMS
from analysis.explore.fit import errors, fit_surrogate, target_of
from analysis.explore.held_out import TEN_YEARS, check, disagreements, portfolios, read_portfolios
from analysis.explore.outputs import Output
from analysis.explore.page_data import page_data
from analysis.explore.rival import processes_left_out
from analysis.explore.runs import NoRunsError, Runs, read_runs
from analysis.explore.surrogate import FILE, Surrogate, save_surrogate
from experiments.base.cell import digest
from experiments.record.experiment_file import read_experiment

HELD_OUT, PORTFOLIOS = "held_out.toml", "portfolios.toml"
"""Experiments beside the one that is fitted: runs to check it with. What is not there is not checked, and said."""


def fit(
    file: Path, out: Path, to: Path = FILE, *, rival: bool = False, say: Callable[[str], None] = lambda _: None
) -> Path:
    """Fit the surrogate to the experiment ``file`` whose runs are stored in ``out``; write it to ``to`` and return it.

    With ``rival``, the emulator of sensitivity studies is tried on the same runs too, which takes minutes. Raise
    ExperimentError, before anything is written, for an experiment that is no design of the page, for missing runs, and
    for too few parameter sets.
    """
    experiment = read_experiment(file)
    about = {
        "experiment": experiment.name,
        "scale": experiment.scale,
        "seed": experiment.seed,
        "scenario": digest([arm.scenario.fingerprint() for arm in experiment.plan().arms])[:16],
    }
    runs = read_runs(file, out)
    surrogate = fit_surrogate(runs, about, say)
    checks = {"held_out": _held_out(surrogate, file, out), "portfolios": _portfolios(surrogate, file, out)}
    checks |= {"rival": _rival(surrogate, runs)} if rival else {}
    save_surrogate(replace(surrogate, manifest=surrogate.manifest | checks), to)
    return to


def _held_out(surrogate: Surrogate, file: Path, out: Path) -> list[dict[str, Any]]:
    """Return errors and coverage by figure in runs held out; none where there is no such run."""
    path = file.with_name(HELD_OUT)
    try:
        runs = read_runs(path, out) if path.exists() else None
    except NoRunsError:
        return []
    return [one.summary() for one in check(page_data(surrogate), runs)] if runs else []


def _portfolios(surrogate: Surrogate, file: Path, out: Path) -> list[dict[str, Any]]:
    """Return portfolios beside their presets by form, and where they disagree; none without such an experiment."""
    path = file.with_name(PORTFOLIOS)
    if not path.exists():
        return []
    data, real = page_data(surrogate), read_portfolios(path, out)
    return [_compared(data, real[key], key) for key in real]


def _compared(data: dict[str, Any], real: dict[str, Any], key: str) -> dict[str, Any]:
    about = next(one for one in data["outputs"] if one["key"] == key and one["span"] == {"horizon": TEN_YEARS})
    found = portfolios(data, about, real)
    return {"key": key, "portfolios": [asdict(one) for one in found], "disagree": disagreements(found, real)}


def _rival(surrogate: Surrogate, runs: Runs) -> list[dict[str, Any]]:
    """Return errors of both emulators in sets left out, for ten years' person-years by form."""
    return [
        {"key": about["key"], "mixed": about["left_out"], "processes": _processes(runs, about["key"])}
        for about in surrogate.manifest["outputs"]
        if about["key"] in FORMS.values() and about["span"] == {"horizon": TEN_YEARS}
    ]


def _processes(runs: Runs, key: str) -> dict[str, Any]:
    target = target_of(runs, Output(key, "headline", "exploitation", horizon=TEN_YEARS))
    return errors(processes_left_out(runs, target[0])) if target else {}
