"""Watch a run in the browser, on Mesa's page of controls: places, miners and bars by type of zone, and both forms.

Run it from the root of the project with ``python -m uv run --group solara python -m solara run`` and this file's path.
It needs no network. One agent of the class Miner stands for 50 people here, so that it runs fast; a result needs a
finer scale, replicates and ranges, as ``run.py compare`` gives them. Places are stylised, and nothing is shown about
a single place but the type of its zone and whether few or many dig there.
"""

from datetime import date
from typing import Literal

import numpy as np
import solara
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from mesa.visualization import Slider, SolaraViz, SpaceRenderer, make_plot_component
from mesa.visualization.components.portrayal_components import AgentPortrayalStyle
from mesa.visualization.utils import update_counter

from analysis.base.rounding import public
from model.codes import Zone
from model.goldrush import GoldRush
from model.organisations.camp import Camp

BEGIN = date(2008, 1, 1)
WEEKS = 5
"""Weeks that the button Step runs at first; the page's control of it takes odd numbers only."""
COLOURS = dict(zip(Zone, ("#E69F00", "#0072B2", "#009E73", "#CC79A7"), strict=True))
SIZES = {0: 8, 1: 40, 200: 90, 1000: 180}
"""Area of a camp's mark for at least so many people."""
CLASSES = {1: "fewer than 200 people", 200: "200 to 999 people", 1000: "1,000 people or more"}
FORMS = {"true.people_in_sexual_exploitation": "#D55E00", "true.people_in_labour_exploitation": "#0072B2"}
CARD = (6.0, 3.4)
"""Width and height of a picture, in inches, that fits a card of the page."""
SETTINGS = {
    "scenario": {
        "type": "Select", "label": "Scenario", "value": "baseline", "values": ["baseline", "raids", "shelters"]
    },
    "seed": Slider("Seed", value=1, min=1, max=20, step=1),
    "scale": 50,
}  # fmt: skip


class Watched(GoldRush):
    """The model from the first scored year on, so that the rush is there to be seen."""

    def __init__(self, scenario: str = "baseline", seed: int = 1, scale: int = 50):
        """Grow the world until 2008."""
        super().__init__(scenario, seed=seed, scale=scale)
        self.run_until(BEGIN)


def portrayal(camp: Camp) -> AgentPortrayalStyle:
    """Return how a camp looks: the colour of its zone type, the size of its class of people."""
    size = SIZES[max(least for least in SIZES if least <= camp.miners)]
    return AgentPortrayalStyle(color=COLOURS[Zone(camp.zone)], size=size, edgecolors="white")


def explain(axes: Axes) -> None:
    """Say what the marks of the space mean."""
    kinds = [_mark(COLOURS[zone], f"{zone.name.lower()} camp") for zone in Zone]
    sizes = [_mark("#6B6B6B", label, SIZES[least]) for least, label in CLASSES.items()]
    others = [
        _mark("#BBBBBB", "region of origin, town or", 20),
        Line2D([], [], linestyle="none", label="camp not worked"),
    ]
    axes.legend(handles=[*kinds, *sizes, *others], fontsize=7, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_title("Stylised places; size: people at a camp", fontsize=9)
    _fit(axes)


def _fit(axes: Axes) -> None:
    if figure := axes.get_figure(root=True):
        figure.set_size_inches(CARD)


def _mark(colour: str, label: str, size: float = 60) -> Line2D:
    return Line2D([], [], marker="o", linestyle="none", color=colour, markersize=np.sqrt(size), label=label)


def by_zone(model: GoldRush) -> Figure:
    """Return miners and open bars by type of zone, rounded, as bars."""
    figure = Figure(figsize=CARD, layout="constrained")
    zones, names = model.camps.zone, [zone.name.lower() for zone in Zone]
    miners = np.bincount(zones[model.miners.camp], minlength=len(Zone)) * model.scale
    counts = {"miners": miners, "bars": np.bincount(zones, weights=model.camps.bars, minlength=len(Zone))}
    for axes, (unit, values) in zip(figure.subplots(1, 2), counts.items(), strict=True):
        shown = [public(float(value), "people" if unit == "miners" else unit) for value in values]
        bars = axes.bar(names, shown, color=list(COLOURS.values()))
        axes.bar_label(bars, [f"{value:,.0f}" for value in shown], fontsize=8)
        axes.set_title(f"{unit.capitalize()} by type of zone, in the model", fontsize=9)
        axes.tick_params(labelsize=7)
        axes.margins(y=0.15)
    return figure


@solara.component
def Zones(model: GoldRush):  # noqa: N802 (components are named as classes are)
    """Show miners and bars by type of zone after every step."""
    update_counter.get()
    solara.Text(f"Week of {model.date.isoformat()}, scenario {model.setup.name}. One run: chance is large.")
    solara.FigureMatplotlib(by_zone(model), dependencies=[model.steps, id(model)])


def name_course(axes: Axes) -> None:
    """Say what the course of both forms shows; Mesa names the axis of months "Step"."""
    axes.set_title("People in exploitation, in the model; a step is a month since 2000", fontsize=9)
    _fit(axes)
    axes.legend(["sexual exploitation", "labour exploitation"], fontsize=8, frameon=False)


class Places(SpaceRenderer):
    """The picture of places; Mesa makes a new one on Reset and would forget how routes look."""

    def __init__(self, model: GoldRush, backend: Literal["matplotlib", "altair"] | None = "matplotlib"):
        """Set how places, routes and camps look."""
        super().__init__(model, backend)
        self.setup_structure(
            node_kwargs={"node_color": "#BBBBBB", "node_size": 20}, edge_kwargs={"edge_color": "#DDDDDD"}
        )
        self.setup_agents(portrayal)
        self.post_process = explain


model = Watched()
page = SolaraViz(
    model,
    Places(model).render(),
    components=[Zones, make_plot_component(FORMS, post_process=name_course)],
    model_params=SETTINGS,
    name="The gold rush, in the model",
    render_interval=WEEKS,
)
