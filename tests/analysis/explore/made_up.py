"""Data of the shape that the page gets, made up: enough sliders, terms and outcomes to be as heavy as the real ones."""

import tomllib
from typing import Any

import numpy as np

from analysis.explore.sliders import SETTINGS

YEARS, WEEKS = tuple(range(2026, 2037)), 522
HORIZONS = (1, 3, 5, 10)
SLIDERS = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["sliders"]
MAIN = tuple(one["key"] for one in SLIDERS if one.get("main"))
FORMS = ("true.person_years_sexual_exploitation", "true.person_years_labour_exploitation")
RECORDED = ("recorded.reta_complaints", "recorded.reta_victims", "recorded.sistra_cases", "recorded.convictions")
HARM = {
    "miners": ("true.income_of_miners", "true.extortion_of_miners", "true.clashes", "true.deaths_in_clashes"),
    "bar_workers": ("true.wages_of_bar_workers", "true.people_misidentified", "true.entered_exploitation_by_debt"),
    "survivors": ("true.person_weeks_in_police_stations", "true.returns_to_exploitation", "true.reprisals"),
    "state": ("true.bribes",),
}
BETTER_HIGHER = ("true.income_of_miners", "true.wages_of_bar_workers")
RULES = ("expected_profit", "loss_averse", "imitation", "inertia")


def made_up_page_data(terms: int = 50, seed: int = 5) -> dict[str, Any]:
    """Return page data with the page's sliders and so many terms; the first terms are the sliders, each alone."""
    chance, sliders = np.random.default_rng(seed), len(SLIDERS)
    return {
        "model_version": 4,
        "version": "goldrush 0.1.0, model version 4, commit not known",
        "made": {
            "runs": 4000, "draws": 96, "scale": 100, "seed": 1, "ensemble": "0123456789abcdef", "missing": 12,
            "date": "2026-11-29", "scenario": "fedcba9876543210", "held_out": {},
        },
        "sliders": [_slider(one) for one in SLIDERS],
        "budget": {"low": 0, "high": 280e6, "default": 20e6},
        "price": {"low": 0.5, "high": 2.0, "default": 1.0},
        "presets": [
            {"key": "balanced", "levers": {key: 0.5 for key in MAIN}, "budget": 20e6, "left_out": ["secrecy"]},
            {"key": "enforcement_led", "levers": {"raids": 0.8, "vetting": 0.6}, "budget": 20e6},
            {"key": "prevention_led", "levers": {"prevention_communities": 1.0}, "budget": 20e6},
        ],
        "years": YEARS,
        "horizons": HORIZONS,
        "cost": _cost(sliders, chance),
        "terms": _terms(sliders, terms, chance),
        "outputs": list(_outputs(sliders, terms, chance)),
        "not_told": ["true.deaths_in_protests", "true.fines_paid"],
    }  # fmt: skip


def _slider(one: dict[str, Any]) -> dict[str, Any]:
    return {"key": one["key"], "main": one.get("main", False), "full": 40.0, "unit": one["unit"], "step": 0.05}


def _cost(sliders: int, chance: np.random.Generator) -> dict[str, Any]:
    built_up = np.round(chance.uniform(5e3, 2e5, sliders))
    ramp = np.minimum(1, np.arange(1, WEEKS + 1) / 52)
    due = np.full(WEEKS, 7 / 365.25)
    weeks = [min(round(n * 365.25 / 7), WEEKS - 1) for n in range(len(YEARS))]
    weekly = (built_up[:, None] * ramp).tolist()
    own = {"weeks": weeks, "built_up": built_up.tolist(), "weekly": weekly, "due": due.tolist()}
    return own | {"range": {"raids": [0.7, 1.4]}}


def _terms(sliders: int, terms: int, chance: np.random.Generator) -> list[list[list[int]]]:
    """Return terms: each slider, then its square, its product with another one, or with the gold price."""
    found = [[[k, 1]] for k in range(sliders)]
    for n in range(terms - sliders):
        k, other = (int(each) for each in chance.choice(sliders, 2, replace=False))
        found.append([[[k, 2]], [[k, 1], [other, 1]], [[k, 1], [sliders, 1]]][n % 3])
    return found


def _outputs(sliders: int, terms: int, chance: np.random.Generator):
    for key in FORMS:
        spans = [{"year": year} for year in YEARS] + [{"horizon": years} for years in HORIZONS]
        yield from _of(key, "headline", "", spans, terms, chance)
    for key in RECORDED:
        yield from _of(key, "headline", "", [{"horizon": years} for years in HORIZONS], terms, chance)
    for group, names in HARM.items():
        for key in names:
            yield from _of(key, "harm", group, [{"horizon": 10}], terms, chance)


def _of(key: str, part: str, group: str, spans: list[dict[str, int]], terms: int, chance: np.random.Generator):
    """Yield one outcome at several spans: later years have larger effects and more doubt."""
    mean, spread = chance.normal(-0.08, 0.08, terms), chance.uniform(0.02, 0.06, terms)
    factor = chance.normal(0, 1, (terms, terms))
    doubt = 2e-5 * factor @ factor.T
    for span in spans:
        late = min(1.0, 0.3 + 0.1 * (span.get("horizon", 0) or span["year"] - YEARS[0]))
        yield {
            "key": key, "kind": key.partition(".")[0], "part": part, "group": group, "span": span,
            "better": "higher" if key in BETTER_HIGHER else "lower", "unit": "person-years",
            "mean": (late * mean).tolist(),
            "theory": (late * spread**2).tolist(),
            "parameters": (2 * late * spread**2).tolist(),
            "chance": (0.7 * late * spread**2).tolist(),
            "emulator": (late * doubt).tolist(),
            "parted": 0.001 * late,
            "rules": {rule: (late * (mean + chance.normal(0, 0.05, terms))).tolist() for rule in RULES},
            "apart": (0.5 * late * spread**2).tolist(),
            "inflation": 1.2 if part == "headline" else 0.9,
            "baseline": {
                "low": 1800.0, "middle": 3140.0, "high": 5200.0, "offset": 62.8 if part == "headline" else 0.0,
                "by_price": [[0.5, 2400.0], [1.0, 3140.0], [2.0, 4000.0]],
            },
        }  # fmt: skip
