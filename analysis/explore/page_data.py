"""What the page and its server need of a surrogate, as plain values that JSON can hold."""

from functools import cache
from typing import Any

import numpy as np

from analysis.explore.costs import Costs, costs, due_shares
from analysis.explore.outputs import outputs
from analysis.explore.presets import presets
from analysis.explore.sliders import limits, sliders
from analysis.explore.surrogate import Surrogate
from analysis.measures.summarise import HORIZONS
from experiments.base.portfolios import load_scenario
from experiments.record.manifest import version_line

STEP = 0.05
DIGITS, DIGITS_OF_DOUBT = 6, 3
"""Significant digits of coefficients, and of the covariance of their doubt, which is large."""
SPREAD = (0.05, 0.95)


def page_data(surrogate: Surrogate) -> dict[str, Any]:
    """Return what the page shows and evaluates; ``answer`` says how."""
    manifest, arrays = surrogate.manifest, surrogate.arrays
    return {
        "model_version": manifest["model_version"],
        "version": version_line(),
        "made": manifest["made"],
        "sliders": [_slider(one) for one in sliders()],
        "budget": vars(limits("budget")),
        "price": vars(limits("price")),
        "presets": [{"key": one.key, "levers": one.levers, "budget": one.budget, "left_out": list(one.left_out)}
                    for one in presets()],
        "years": manifest["years"],
        "horizons": list(HORIZONS),
        "cost": _cost(arrays),
        "terms": manifest["terms"],
        "rules": manifest["rules"],
        "outputs": [_output(surrogate, n, about) for n, about in enumerate(manifest["outputs"])],
        "not_told": _not_told(manifest),
    }  # fmt: skip


def _not_told(manifest: dict[str, Any]) -> list[str]:
    """Return the harms that have no figure, as they are 0 in most runs without policy."""
    fitted = {about["key"] for about in manifest["outputs"]}
    harms = dict.fromkeys(one.key for one in outputs(manifest["years"]) if one.part == "harm")
    return [key for key in harms if key not in fitted]


def _slider(one: Any) -> dict[str, Any]:
    return {"key": one.key, "main": one.main, "kind": one.key, "full": one.full, "unit": one.unit, "step": STEP}


def _output(surrogate: Surrogate, n: int, about: dict[str, Any]) -> dict[str, Any]:
    arrays = surrogate.arrays
    by_rule = zip(surrogate.manifest["rules"], arrays["rules"][n], strict=True)
    return about | {
        **{name: rounded(arrays[name][n]) for name in ("mean", "theory", "parameters", "chance", "apart")},
        "inflation": float(arrays["inflation"][n]),
        "parted": float(arrays["parted"][n]),
        "emulator": rounded(arrays["emulator"][n], DIGITS_OF_DOUBT),
        "rules": {rule: rounded(each) for rule, each in by_rule},
    }


def rounded(values: np.ndarray, digits: int = DIGITS) -> list[Any]:
    """Return numbers with so many significant digits, in lists as the array is nested."""
    if values.ndim > 1:
        return [rounded(row, digits) for row in values]
    return [float(f"{value:.{digits}g}") for value in values.tolist()]


@cache
def _declared_costs() -> Costs:
    return costs(load_scenario("outlook").parameters)


def _cost(arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """Return costs at the mean world; how they grow in the first years does not depend on the world."""
    about, built_up = _declared_costs(), arrays["built_up"]
    weekly = about.by_slider(about.built_up[:, None] * about.ramp) / about.by_slider(about.built_up)[:, None]
    low, high = np.quantile(arrays["raids_per_week"], SPREAD) / arrays["raids_per_week"].mean()
    return {
        "weeks": [about.rows_of(year)[0] for year in about.years],
        "built_up": rounded(built_up),
        "weekly": rounded(weekly * built_up[:, None]),
        "due": due_shares(about),
        "range": {"raids": [float(low), float(high)]},
    }
