"""Draw how much of a camp each raid's leak warns, by unit, and what sanctions do: ``python -m tools.leaks``.

The picture goes to ``docs/leaks.png``; its numbers are printed.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.style import DOTS_AN_INCH, POLICIES, QUIET, REFERENCE, STYLE
from model.codes import Office
from model.goldrush import GoldRush
from model.processes.state import information, officials
from model.version import MODEL_VERSION

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "leaks.png"
REPLICATES, SCALE = 8, 20
SOURCE = f"Source: goldrush, model version {MODEL_VERSION}, root seed 1, one agent for {SCALE} miners"
FROM, UNTIL = date(2008, 1, 7), date(2014, 1, 1)
WEEKS, EVERY, PLANS = 156, 4, 200
"""Weeks after the dismissals, weeks between two looks, and plans made at each look to see how many leak."""
UNIT = 1
"""The unit whose officers are dismissed."""
BANDS = 12
RAIDS_A_YEAR = 3
"""Fewest raids of a unit in a year whose share is drawn."""


def worlds() -> Iterator[GoldRush]:
    """Yield the replicates of history at the start of 2008."""
    for replicate in range(REPLICATES):
        yield GoldRush("history", seed=1, replicate=replicate, scale=SCALE).run_until(FROM)


def raids_made(model: GoldRush) -> np.ndarray:
    """Live until 2014; return year, unit and share of the camp's bars warned of every raid, shape (raids, 3)."""
    rows = []
    while model.date < UNTIL:
        year = model.date.year
        model.step()
        rows += [(year, raid.unit, raid.warned) for raid in model.planned_raids]
    return np.array(rows)


def after_dismissals(state: dict[str, np.ndarray], dismissed: bool) -> np.ndarray:
    """Return readiness of a unit and the share of its plans that leak, with and without dismissals, (looks, 2)."""
    model = GoldRush.from_snapshot(state, "history")
    if dismissed:
        model.make_room()
        for post in np.flatnonzero((model.officials.office == Office.POLICE) & (model.officials.unit == UNIT)):
            officials.appoint(model.world, post, False)
    rows = []
    for week in range(WEEKS + 1):
        if week % EVERY == 0:
            plans = [information.prepare(model.world, UNIT, 2000 + k, information.ANYWHERE) for k in range(PLANS)]
            rows.append((model.police.corruption[UNIT], np.mean([plan.warned > 0 for plan in plans])))
        model.step()
    return np.array(rows)


def draw(raids: list[np.ndarray], left: np.ndarray, dismissed: np.ndarray) -> Figure:
    """Draw the shares warned, leaks by unit in one run, and what follows dismissals."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(10.5, 3.6), layout="constrained")
        shares, units, unit = figure.subplots(1, 3)
        draw_shares(shares, np.concatenate(raids)[:, 2])
        draw_units(units, raids[0])
        draw_unit(unit, left, dismissed)
        figure.supxlabel(f"{SOURCE}. In the model; not a forecast.", fontsize=7, color=QUIET, x=0.01, ha="left")
        return figure


def draw_shares(axes: Axes, warned: np.ndarray) -> None:
    """Draw the distribution over raids of the share of the camp's bars that officials' leaks warn."""
    edges = np.linspace(0.0, 100.0, BANDS + 1)
    counts, _ = np.histogram(100 * warned, edges)
    axes.bar(edges[:-1] + edges[1] / 2, 100 * counts / warned.size, width=0.9 * edges[1], color=POLICIES[0])
    axes.set_title(f"Bars of the camp warned, by raid\n{warned.size} raids, 2008-2013, {REPLICATES} runs")
    axes.set_xlabel("bars of the raided camp warned by officials (%)")
    axes.set_ylabel("raids (%)")


def draw_units(axes: Axes, raids: np.ndarray) -> None:
    """Draw the share of its raids that leak, by police unit and year, in one run."""
    years = np.unique(raids[:, 0])
    for unit in range(int(raids[:, 1].max()) + 1):
        own = [raids[(raids[:, 0] == year) & (raids[:, 1] == unit), 2] for year in years]
        leaked = [100 * np.mean(each > 0) if each.size >= RAIDS_A_YEAR else np.nan for each in own]
        axes.plot(years, leaked, marker="o", color=POLICIES[unit % len(POLICIES)], label=f"unit {unit + 1}")
    axes.set_title("Raids that leak, by police unit\none run; few raids a year each")
    axes.set_ylabel("raids of which bars hear (%)")
    axes.set_ylim(0, 105)
    axes.legend(frameon=False, fontsize=7, ncols=2, loc="upper left")


def draw_unit(axes: Axes, left: np.ndarray, dismissed: np.ndarray) -> None:
    """Draw what follows when all officers of a unit are dismissed in one week, beside the same unit left alone."""
    years = np.arange(left.shape[1]) * EVERY / 52.18
    for paths, style in ((left, ":"), (dismissed, "-")):
        readiness, leaked = 100 * paths.mean(axis=0).T
        axes.plot(years, leaked, style, color=REFERENCE)
        axes.plot(years, readiness, style, color=QUIET)
    axes.plot([], [], color=REFERENCE, label="plans that leak")
    axes.plot([], [], color=QUIET, label="officers' readiness")
    axes.plot([], [], ":", color="black", label="had nobody been dismissed")
    axes.set_title(f"One unit after all its officers are dismissed\nmean of {REPLICATES} runs")
    axes.set_xlabel("years")
    axes.set_ylabel("%")
    axes.set_ylim(0, 105)
    axes.legend(frameon=False, fontsize=7, loc="upper right")


def main() -> None:
    """Run, draw and print."""
    raids, paths = [], ([], [])
    for model in worlds():
        state = model.snapshot()
        for dismissed in (False, True):
            paths[dismissed].append(after_dismissals(state, dismissed))
        raids.append(raids_made(model))
    left, dismissed = (np.array(each) for each in paths)
    draw(raids, left, dismissed).savefig(PICTURE, dpi=DOTS_AN_INCH, metadata={"Software": None, "Source": SOURCE})
    warned = np.concatenate(raids)[:, 2]
    whole, part = np.mean(warned == 1), np.mean((warned > 0) & (warned < 1))
    print(f"raids {warned.size}: whole camp warned {whole:.2f}, part {part:.2f}")
    for name, found in (("left alone", left), ("dismissed", dismissed)):
        print(name, np.round(found.mean(axis=0)[[0, 1, 3, 6, 13, 26, 39]], 2).tolist())


if __name__ == "__main__":
    main()
