"""Fit the surrogate of the page to stored runs."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from analysis.explore.costs import costs
from analysis.explore.mixed import Coefficients, LeftOut, Mixed
from analysis.explore.outputs import Baseline, Output, baseline_of, log_ratio, outputs
from analysis.explore.runs import Runs
from analysis.explore.sliders import full_portfolio, sliders
from analysis.explore.surrogate import ABOUT, BAND, Surrogate, levers_digest
from analysis.explore.terms import Terms, terms_of
from experiments.base.errors import ExperimentError
from experiments.base.portfolios import load_scenario
from experiments.engine.plan import model_version
from experiments.record.ensembles import FILE, load_ensemble

FEW = 20
"""Steps of the search that goes on from the scales of ten years of the same outcome."""
EXTREME = (0.01, 0.99)
FEWEST_SETS = 4
SPREAD = (0.05, 0.95)


@dataclass(frozen=True)
class Fitted:
    """What was fitted to one figure, and how well it predicts sets that it did not see."""

    output: Output
    baseline: Baseline
    coefficients: Coefficients
    left_out: LeftOut
    inflation: float


def fit_surrogate(runs: Runs, about: dict[str, Any], say: Callable[[str], None] = lambda _: None) -> Surrogate:
    """Return the surrogate of runs; ``about`` says of the experiment what its manifest keeps; ``say`` tells progress.

    Raise ExperimentError for runs of fewer than four parameter sets.
    """
    if len(np.unique(runs.set)) < FEWEST_SETS:
        raise ExperimentError(
            f"runs of {len(np.unique(runs.set))} parameter sets are stored, {FEWEST_SETS} are needed to tell doubt "
            "about parameters from chance; run more of the experiment"
        )
    terms = terms_of([one.main for one in sliders()])
    fitted = fit_all(runs, terms, say)
    return Surrogate(_manifest(runs, terms, fitted, about), _arrays(runs, fitted))


def fit_all(runs: Runs, terms: Terms, say: Callable[[str], None] = lambda _: None) -> list[Fitted]:
    """Return what is fitted to every figure that ratios can tell, one outcome after another."""
    mixed, each = Mixed(runs.data(terms)), outputs(runs.years)
    found: dict[Output, Fitted] = {}
    for key in dict.fromkeys(one.key for one in each):
        found |= {one.output: one for one in _spans(runs, mixed, [one for one in each if one.key == key])}
        say(key)
    return [found[one] for one in each if one in found]


def _spans(runs: Runs, mixed: Mixed, each: Sequence[Output]) -> list[Fitted]:
    """Return what is fitted to the spans of one outcome; the scales of the longest start the others."""
    found, start = list[Fitted](), None
    for output in sorted(each, key=lambda one: -(one.horizon or 0)):
        target = target_of(runs, output)
        if target is None:
            continue
        values, baseline = target
        y = winsorized(values)
        scales = mixed.fit(y, start, FEW) if start else mixed.fit(y)
        start = start or scales.times(1.0 / float((y**2).mean()))
        left = replace(mixed.left_out(y, scales), values=values)
        wider = left.too_narrow(BAND, mixed.data.size)
        found.append(Fitted(output, baseline, mixed.coefficients(y, scales), left, wider))
    return found


def winsorized(values: np.ndarray) -> np.ndarray:
    """Return values of which the most extreme 1 % at either end are drawn in to the larger of both limits (Tukey 1962).

    In a few worlds a figure dies out under a policy by chance; squared errors would rest on these alone.
    """
    limit = float(np.abs(np.quantile(values, EXTREME)).max())
    return values.clip(-limit, limit)


def target_of(runs: Runs, output: Output) -> tuple[np.ndarray, Baseline] | None:
    """Return what is fitted to a figure, the log ratios, with its baseline; None where ratios would say nothing."""
    values, against = (output.of(each, runs.years[0]) for each in runs.of(output.key))
    bases = runs.bases()
    baseline = baseline_of(against[bases], runs.price[bases], values, output.small)
    return None if baseline is None else (log_ratio(values, against, baseline.offset), baseline)


def _arrays(runs: Runs, fitted: list[Fitted]) -> dict[str, np.ndarray]:
    each = [one.coefficients for one in fitted]
    about = costs(_mean_world(runs))
    arrays = {
        name: np.array([getattr(one, name) for one in each])
        for name in ("mean", "theory", "parameters", "chance", "apart", "parted")
    }
    arrays |= {"inflation": np.array([one.inflation for one in fitted])}
    arrays |= {"emulator": np.array([one.doubt for one in each]), "rules": np.array([one.rules for one in each])}
    arrays |= {"built_up": about.by_slider(about.built_up), "raids_per_week": _sets_of(runs, RAIDS)}
    return {name: array.astype(np.float32 if name == "emulator" else float) for name, array in arrays.items()}


RAIDS = "policing.raids_per_week"
"""The parameter on which costs rest: raids are paid for as multiples of routine."""


def _sets_of(runs: Runs, name: str) -> np.ndarray:
    """Return a parameter in the sets of the runs; its declared value where sets leave it alone."""
    ensemble, rows = load_ensemble(), np.unique(runs.set)
    if name not in ensemble.names:
        group, _, own = name.partition(".")
        return np.array([getattr(getattr(load_scenario("outlook").parameters, group), own)])
    return ensemble.values[rows, ensemble.names.index(name)]


def _mean_world(runs: Runs) -> Any:
    """Return the parameters of the outlook with the mean, over sets, of what costs rest on."""
    group, _, own = RAIDS.partition(".")
    return load_scenario("outlook").parameters.with_changes({group: {own: float(_sets_of(runs, RAIDS).mean())}})


def _manifest(runs: Runs, terms: Terms, fitted: list[Fitted], about: dict[str, Any]) -> dict[str, Any]:
    rules = sorted(set(runs.rule.tolist()))
    made = about | {
        "runs": runs.planned - runs.missing,
        "missing": runs.missing,
        "with_policy": len(runs.levers),
        "draws": len(np.unique(runs.set)),
        "lucks": len(np.unique(runs.luck)),
        "prices": np.unique(runs.price).tolist(),
        "ensemble": hashlib.sha256(FILE.read_bytes()).hexdigest()[:16],
        "date": datetime.now(UTC).date().isoformat(),
    }
    return {
        "about": ABOUT,
        "model_version": model_version(),
        "levers": levers_digest(),
        "start": full_portfolio().start.isoformat(),
        "years": runs.years,
        "sliders": [one.key for one in sliders()],
        "terms": [[list(pair) for pair in term] for term in terms.each],
        "rules": rules,
        "made": made,
        "outputs": [_about(one) for one in fitted],
    }


def _about(one: Fitted) -> dict[str, Any]:
    baseline = asdict(one.baseline) | {"by_price": [list(pair) for pair in one.baseline.by_price.items()]}
    return one.output.about() | {"baseline": baseline, "left_out": errors(one.left_out)}


def errors(left: LeftOut) -> dict[str, float]:
    """Return errors in sets left out, of logarithms of ratios, and the share of values in their bands."""
    return {"rmse": left.rmse, "q2": left.q2, "coverage": left.coverage(BAND), "runs": len(left.values)}
