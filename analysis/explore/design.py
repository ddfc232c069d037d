"""The experiment behind the page: points over levers, gold price, parameter sets and luck, as a file of its own.

Every set meets luck of its own. Under each set and luck, every gold price has a run without policy, to which its runs
with levers are compared. Points of one set follow one another, so that a worker runs the years before them once.
"""

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.base.headlines import FORMS
from analysis.explore.presets import presets
from analysis.explore.sliders import SCENARIO, SHOCK_FROM, Slider, lever_key, sliders
from analysis.measures.harm import LEDGER
from experiments.base.errors import ExperimentError
from experiments.base.files import make_folder, write_whole
from experiments.base.outcomes import declared_outcomes
from experiments.design.designs import LUCK, SET
from experiments.record.ensembles import load_ensemble

FACTOR = "price.shock_factor"
MORE = 4
"""Times as many sets are drawn as are needed, where some are left out."""
USUAL = 1.0
"""The factor that leaves the gold price as the outlook draws it."""
QUESTION = "What do the levers of the explore page change, alone and in pairs, at three gold prices?"
RECORDED = ("recorded.reta_complaints", "recorded.sistra_cases", "recorded.convictions")
EXACT = ("true.cost_to_state", "true.budget_spent", "true.budget_unspent")
"""Lines of the ledger that are computed, not emulated."""
SPENT = "true.budget_spent"
ACTIVE_MAIN, ACTIVE_OTHER = 0.4, 0.15
"""Shares of points at which a slider of the page, and one behind "more levers", is above 0."""
WHOLE, LEAST = 0.5, 0.1
"""Share of these at full size; the others lie evenly between the least and full size."""
WEAK = (0.05, 0.4)
"""Factors of weak policies."""


@dataclass(frozen=True)
class Design:
    """How many points: parameter sets, lucks a set, gold prices, and points with levers under each of them.

    ``weak`` further points have the levers of a weak policy, as a small budget leaves them. At the outlook's price
    there is a point for every preset of the page; ``further`` sets have these only, with one luck, as what whole
    packages do differs more between sets than single levers tell.
    """

    sets: int = 24
    further: int = 24
    lucks: int = 2
    prices: tuple[float, ...] = (0.6, 1.0, 1.6)
    points: int = 6
    weak: int = 1
    scale: int = 20
    seed: int = 18

    @property
    def runs(self) -> int:
        """Return how many runs that is."""
        whole = len(self.prices) * (1 + self.points + self.weak) + len(presets()) * self.prices.count(USUAL)
        return self.sets * self.lucks * whole + self.further * (1 + len(presets()))


def outcomes() -> tuple[str, ...]:
    """Return what is kept of every run: the figures of the page, and what it spent."""
    ledger = (name for names in LEDGER.values() for name in names if name not in EXACT)
    return (*FORMS.values(), *RECORDED, *(name for name in ledger if name in declared_outcomes()), SPENT)


def write_design(folder: Path, design: Design, spared: Set[int] = frozenset()) -> Path:
    """Write the experiment file ``explore.toml`` and its points into a folder and return the file.

    ``spared``: rows of the ensemble, kept for checks, that no further set is taken from.
    """
    rng = np.random.default_rng(design.seed)
    rows = load_ensemble().sampled_rows(design.sets, design.seed).tolist()
    blocks = design.sets * len(design.prices)
    levers = lever_points(sliders(), blocks * design.points, rng).reshape(blocks, design.points, -1)
    weak = weak_points(sliders(), blocks * design.weak, rng).reshape(blocks, design.weak, -1)
    both = np.concatenate([levers, weak], axis=1)
    levers = both.reshape(design.sets, len(design.prices), *both.shape[1:])
    points = [point for n in range(design.lucks) for point in _points(rows, levers, design.prices, n * design.sets)]
    further = fresh_rows(design.further, design.seed + 1, spared | set(rows))
    none = np.zeros((design.further, 1, 0, levers.shape[-1]))
    points += _points(further, none, [USUAL], design.lucks * design.sets)
    return write_experiment(folder, "explore", points, (1, design.scale, design.seed))


def fresh_rows(n: int, seed: int, seen: Set[int]) -> list[int]:
    """Return rows in the ensemble of ``n`` sets that are not ``seen``, rules of decision in turn.

    Sets of much weight come more than once. Raise ExperimentError where too few are left.
    """
    found = [row for row in load_ensemble().sampled_rows(MORE * n, seed).tolist() if row not in seen][:n]
    if len(found) < n:
        raise ExperimentError(f"only {len(found)} of {n} sets of the ensemble are left beside those that are used")
    return found


def lever_points(kinds: Sequence[Slider], n: int, rng: np.random.Generator) -> np.ndarray:
    """Return intensities, shape (n, sliders): most are 0, so that main effects and pairs can be told apart."""
    return np.column_stack([_intensities(ACTIVE_MAIN if one.main else ACTIVE_OTHER, n, rng) for one in kinds])


def weak_points(kinds: Sequence[Slider], n: int, rng: np.random.Generator) -> np.ndarray:
    """Return points of which all intensities are cut by one factor, evenly spread in its logarithm; shape as above."""
    factors = np.exp(rng.permutation(np.linspace(*np.log(WEAK), n)))
    return lever_points(kinds, n, rng) * factors[:, None]


def _intensities(share: float, n: int, rng: np.random.Generator) -> np.ndarray:
    active = max(1, round(share * n))
    whole = round(WHOLE * active)
    between = LEAST + (1.0 - LEAST) * (np.arange(active - whole) + rng.uniform(size=active - whole)) / (active - whole)
    return rng.permutation(np.concatenate([np.ones(whole), between, np.zeros(n - active)]))


def _points(
    rows: Sequence[int], levers: np.ndarray, prices: Sequence[float], first: int
) -> Iterator[tuple[float, ...]]:
    """Yield luck, from ``first`` on, set, price and intensities; ``levers``: (sets, prices, points, sliders)."""
    none = np.zeros(levers.shape[-1])
    for n, row in enumerate(rows):
        for price, block in zip(prices, levers[n], strict=True):
            usual = preset_points() if price == USUAL else []
            yield from ((first + n, row, price, *each.tolist()) for each in (none, *block, *usual))


def preset_points() -> list[np.ndarray]:
    """Return the intensities of every preset of the page, each of shape (sliders,)."""
    return [np.array([one.levers.get(slider.key, 0.0) for slider in sliders()]) for one in presets()]


def write_experiment(
    folder: Path, name: str, points: Sequence[Sequence[float]], runs: tuple[int, int, int], extra: Sequence[str] = ()
) -> Path:
    """Write an experiment of the page's scenario; ``points``: luck, set, price, intensities and ``extra`` factors.

    ``runs``: replicates, scale, seed.
    """
    make_folder(folder)
    names = (LUCK, SET, FACTOR, *(lever_key(one.key) for one in sliders()), *extra)
    lines = [",".join(names), *(",".join(f"{value:.6g}" for value in point) for point in points)]
    write_whole(folder / f"{name}.csv", ("\n".join(lines) + "\n").encode())
    write_whole(folder / f"{name}.toml", _file(name, runs, folder).encode())
    return folder / f"{name}.toml"


def _file(name: str, runs: tuple[int, int, int], folder: Path) -> str:
    replicates, scale, seed = runs
    scenario = SCENARIO.name if folder.resolve() == SCENARIO.parent else str(SCENARIO)
    kept = ",\n".join(f"  {json.dumps(outcome)}" for outcome in outcomes())
    return (
        f"question = {json.dumps(QUESTION)}\nscenarios = [{json.dumps(scenario)}]\n\n"
        f'[set]\n"price.shock_from" = "{SHOCK_FROM}"\n\n'
        f'[design]\nkind = "csv"\nfile = "{name}.csv"   # luck, set of the ensemble, gold price, intensities\n\n'
        f"[runs]\nseed = {seed}\nreplicates = {replicates}\nscale = {scale}\n\n"
        f'[keep]\noutcomes = [\n{kept},\n]\nresolution = "year"\n'
    )
