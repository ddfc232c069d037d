"""The surrogate beside real runs that it was not fitted to: fresh settings, sets and luck; and the five portfolios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.explore.answer import LEVEL, WIDTH, cost_of, parts_of, terms_at
from analysis.explore.design import Design, fresh_rows, lever_points, write_experiment
from analysis.explore.outputs import log_ratio, outputs
from analysis.explore.presets import presets
from analysis.explore.runs import Runs
from analysis.explore.sliders import WORLD, limits, sliders
from experiments.base.files import write_whole
from experiments.design.designs import LUCK, SET
from experiments.record.ensembles import load_ensemble
from experiments.record.experiment_file import read_experiment
from experiments.record.result_array import read_result_array
from experiments.store.store import Store

SETTINGS = 48
"""Fresh settings of several levers; each has a luck of its own and a set that the design does not use."""
ALONE = 24
"""Further ones of one lever each, weak to full."""
WEAKEST = 0.05
SEED = 81
CAPS = (10e6, 20e6, 40e6, 80e6)
"""Yearly caps of every second setting, soles; the others are paid in full."""
NO_CAP = 2e9
YEARLY = "portfolio.yearly"
TEN_YEARS = 10
FEWEST = 2
"""Sets of which a mean has an error."""


def write_settings(folder: Path, settings: int = SETTINGS, alone: int = ALONE, scale: int = Design.scale) -> Path:
    """Write the experiment ``held_out.toml``: fresh settings, each with a run without policy, and return the file."""
    rng = np.random.default_rng(SEED)
    several = lever_points(sliders(), settings, rng), _prices(settings, rng), drawn_rows(settings, SEED)
    single = _one_lever_each(alone, rng), _prices(alone, rng), drawn_rows(alone, SEED + 1)
    levers, prices, rows = (np.concatenate(both) for both in zip(several, single, strict=True))
    caps = [CAPS[n // 2 % len(CAPS)] if n % 2 and n < settings else NO_CAP for n in range(settings + alone)]
    points = list(_settings(rows, levers, prices, caps))
    return write_experiment(folder, "held_out", points, (1, scale, SEED), (YEARLY,))


def drawn_rows(n: int, seed: int) -> list[int]:
    """Return rows in the ensemble of ``n`` sets on which the sets of the design's levers do not rest."""
    design = Design()
    return fresh_rows(n, seed, set(load_ensemble().sampled_rows(design.sets, design.seed).tolist()))


def spared_rows() -> set[int]:
    """Return the rows in the ensemble that the checks rest on."""
    return {
        row for n, seed in ((SETTINGS, SEED), (ALONE, SEED + 1), (Design.sets, SEED)) for row in drawn_rows(n, seed)
    }


def _prices(n: int, rng: np.random.Generator) -> np.ndarray:
    low, high = np.log([limits("price").low, limits("price").high])
    return np.exp(rng.uniform(low, high, n))


def _one_lever_each(n: int, rng: np.random.Generator) -> np.ndarray:
    """Return settings of one lever each, main ones first and in turn, evenly spread in the logarithm of strength."""
    kinds = sorted(range(len(sliders())), key=lambda k: not sliders()[k].main)
    levers = np.zeros((n, len(kinds)))
    levers[np.arange(n), np.resize(kinds, n)] = np.exp(rng.permutation(np.linspace(np.log(WEAKEST), 0.0, n)))
    return levers


def _settings(
    rows: np.ndarray, levers: np.ndarray, prices: np.ndarray, caps: Sequence[float]
) -> Iterator[tuple[float, ...]]:
    none = np.zeros(levers.shape[1])
    for luck, (row, price) in enumerate(zip(rows.tolist(), prices.tolist(), strict=True)):
        yield from ((luck, row, price, *some.tolist(), caps[luck]) for some in (none, levers[luck]))


@dataclass(frozen=True)
class Checked:
    """One figure in settings that were not fitted: real log ratios, predicted means and deviations, shape (n,).

    ``size``: the sum of squares of what each setting delivers of its levers.
    """

    key: str
    span: dict[str, int]
    real: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    size: np.ndarray

    def summary(self) -> dict[str, Any]:
        """Return errors of logarithms of ratios, and the share of values in their bands, of all and of the weaker half.

        ``real`` are the real log ratios over ten years, with which a reader can check again.
        """
        missed = self.real - self.mean
        inside = np.abs(missed) <= WIDTH * self.sd
        weak = self.size <= np.median(self.size)
        kept = {"real": [float(f"{x:.5g}") for x in self.real]} if self.span == {"horizon": TEN_YEARS} else {}
        spread = float((self.real**2).sum())
        return {
            "key": self.key,
            "span": self.span,
            "settings": len(self.real),
            "rmse": float(np.sqrt((missed**2).mean())),
            "bias": float(missed.mean()),
            "q2": 1.0 - float((missed**2).sum()) / spread if spread else 0.0,
            "coverage": float(inside.mean()),
            "coverage_weak": float(inside[weak].mean()),
            "level": LEVEL,
            **kept,
        }


def check(data: dict[str, Any], runs: Runs) -> list[Checked]:
    """Return every figure of the page in held-out runs, as ``answer`` predicts it for a world of unknown theory."""
    known = {(one["key"], *one["span"].items()): one for one in data["outputs"]}
    z = np.array([delivered(data, *each) for each in zip(runs.levers, runs.yearly, runs.price, strict=True)])
    size = (z[:, : len(data["sliders"])] ** 2).sum(1)
    found = []
    for output in outputs(runs.years):
        about = known.get((output.key, *output.span.items()))
        if about:
            values, against = (output.of(each, runs.years[0]) for each in runs.of(output.key))
            real = log_ratio(values, against, about["baseline"]["offset"] or TINY)
            sd = np.array([np.sqrt(sum(parts_of(about, row).values())) for row in z])
            found.append(Checked(output.key, output.span, real, z @ np.array(about["mean"]), sd, size))
    return found


TINY = 1e-9
"""Added to both sides of a ratio, so that a figure of 0 in a fresh run is told by its size, not by an error."""


def delivered(data: dict[str, Any], levers: np.ndarray, yearly: float, price: float) -> np.ndarray:
    """Return the terms of intensities by slider under a cap, soles a year, at a factor on the price; sliders first."""
    policy = {one["key"]: x for one, x in zip(data["sliders"], levers.tolist(), strict=True)}
    share = cost_of(data, policy, float(min(yearly, NO_CAP))).share
    return terms_at(data, policy, share, float(price))


@dataclass(frozen=True)
class Portfolio:
    """A portfolio's real runs and the surrogate's answer for its preset: mean log ratio over sets, and its error."""

    key: str
    real: float
    error: float
    emulated: float


def portfolios(data: dict[str, Any], one: dict[str, Any], real: dict[str, np.ndarray]) -> list[Portfolio]:
    """Return each preset beside the log ratios of real runs of its portfolio, by preset, shape (sets,)."""
    found = []
    for preset in (preset for preset in presets() if preset.key in real):
        share = cost_of(data, preset.levers, preset.budget).share
        mean = float(terms_at(data, preset.levers, share, 1.0) @ np.array(one["mean"]))
        values = real[preset.key]
        error = float(values.std(ddof=1) / np.sqrt(len(values)))
        found.append(Portfolio(preset.key, float(values.mean()), error, mean))
    return found


def disagreements(found: Sequence[Portfolio], real: dict[str, np.ndarray]) -> list[str]:
    """Return where signs, or the order of two portfolios, differ although the real runs tell them at 90 %."""
    signs = [one.key for one in found if abs(one.real) > WIDTH * one.error and one.real * one.emulated <= 0]
    return signs + [f"{a.key} and {b.key}" for a, b in combinations(found, 2) if _reversed(a, b, real)]


def _reversed(a: Portfolio, b: Portfolio, real: dict[str, np.ndarray]) -> bool:
    """Tell whether real runs, set by set, order two portfolios otherwise than the surrogate, and can tell."""
    apart = real[a.key] - real[b.key]
    told = abs(apart.mean()) > WIDTH * apart.std(ddof=1) / np.sqrt(len(apart))
    return bool(told and apart.mean() * (a.emulated - b.emulated) <= 0)


def write_portfolios(folder: Path, sets: int = Design.sets, scale: int = Design.scale) -> Path:
    """Write the experiment ``portfolios.toml``, the five portfolios at fresh sets against the outlook; return it."""
    rows = [f"{luck},{row}" for luck, row in enumerate(drawn_rows(sets, SEED))]
    names = ", ".join(f'"{one.scenario}"' for one in presets())
    kept = ", ".join(f'"{name}"' for name in FORMS.values())
    text = (
        f'question = "Do presets of the explore page order as the portfolios do?"\nscenarios = [{names}]\n'
        f'against = "{WORLD}"\n\n[design]\nkind = "csv"\nfile = "portfolios.csv"\n\n'
        f"[runs]\nseed = {SEED}\nreplicates = 1\nscale = {scale}\n\n[keep]\noutcomes = [{kept}]\n"
        'resolution = "year"\n'
    )
    write_whole(folder / "portfolios.csv", ("\n".join([f"{LUCK},{SET}", *rows]) + "\n").encode())
    write_whole(folder / "portfolios.toml", text.encode())
    return folder / "portfolios.toml"


def read_portfolios(path: Path, out: Path) -> dict[str, dict[str, np.ndarray]]:
    """Return ten years' log ratios of portfolios to the outlook by outcome and preset, (sets,); none if few ran."""
    found = read_result_array(read_experiment(path).plan(), Store(out), list(FORMS.values()), "year")
    totals = found.values[:, :, 0, 0, :TEN_YEARS].sum(2)
    there = np.isfinite(totals).all(axis=(0, 2)) & bool(found.dates)
    if there.sum() < FEWEST:
        return {}
    against = totals[found.arms.index(WORLD), there]
    logs = {one.key: np.log(totals[found.arms.index(one.scenario), there] / against) for one in presets()}
    return {name: {key: ratio[:, n] for key, ratio in logs.items()} for n, name in enumerate(FORMS.values())}
