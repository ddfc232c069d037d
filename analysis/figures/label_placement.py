"""Names beside points, where no name covers another or a point."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

DISTANCES = (7.0, 16.0, 28.0, 44.0, 64.0, 90.0, 120.0)
"""How far from its point, in points, a name is tried."""

SIDES = ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 0), (-1, 1), (-1, -1))
"""Where from its point a name is tried: right, above, below, left."""

THICK = 3.0
"""Pixels by which what must not be covered is widened: lines and marks have a width of their own."""

AIR = 2.0
"""Pixels between a name and what it must not cover."""

ALIGNED = {1: "left", 0: "center", -1: "right"}
RAISED = {1: "bottom", 0: "center", -1: "top"}


def label_spots(
    axes: Axes, spots: np.ndarray, labels: Sequence[str], colours: Sequence[str], others: np.ndarray
) -> None:
    """Write labels beside spots, shape (labels, 2) in data units, once the figure is laid out.

    Each goes to the nearest place that covers no name written before, none of ``others``, boxes of shape
    (boxes, 2, 2) with two corners in data units, and does not leave the axes; a name without such a place is written
    where it covers least. Names away from their spot have a thin line to it.
    """
    taken = [Bbox(axes.transData.transform(corners)).padded(THICK) for corners in others]
    for spot, label, colour in zip(spots, labels, colours, strict=True):
        places = list(_places(axes, spot, label))
        aside, box = min(places, key=lambda one: _cost(one[1], taken, axes.bbox))
        _write(axes, spot, label, colour, aside)
        taken.append(box)


def _places(axes: Axes, spot: np.ndarray, label: str) -> Iterator[tuple[tuple[int, int, float], Bbox]]:
    """Yield where a name may stand, the nearest first, with the room it takes there, in pixels."""
    text = _write(axes, spot, label, "black", (0, 0, 0.0))
    width, height = text.get_window_extent().padded(AIR).size
    text.remove()
    (x, y), pixels = axes.transData.transform(spot), axes.figure.dpi / 72
    for distance in DISTANCES:
        for across, up in SIDES:
            left = x + across * distance * pixels + (across - 1) / 2 * width
            low = y + up * distance * pixels + (up - 1) / 2 * height
            yield (across, up, distance), Bbox.from_bounds(left, low, width, height)


def _cost(box: Bbox, taken: Sequence[Bbox], room: Bbox) -> float:
    """Return the area, in pixels, that a name covers of others or has outside the axes."""
    corners = np.array([[other.get_points() for other in taken]]).reshape(-1, 2, 2)
    outside = box.width * box.height - _common(box, room.get_points()[None]).sum()
    return float(outside + _common(box, corners).sum())


def _common(box: Bbox, corners: np.ndarray) -> np.ndarray:
    """Return the area that a box has in common with each of others, corners of shape (others, 2, 2)."""
    low, high = box.get_points()
    sides = np.minimum(corners[:, 1], high) - np.maximum(corners[:, 0], low)
    return np.clip(sides, 0, None).prod(-1)


def _write(axes: Axes, spot: np.ndarray, label: str, colour: str, aside: tuple[int, int, float]) -> Annotation:
    across, up, distance = aside
    line = {"arrowstyle": "-", "color": colour, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
    text = axes.annotate(
        label,
        (float(spot[0]), float(spot[1])),
        (across * distance, up * distance),
        textcoords="offset points",
        ha=ALIGNED[across],
        va=RAISED[up],
        fontsize=8,
        color=colour,
        arrowprops=line if distance > DISTANCES[0] else None,
    )
    text.set_path_effects([withStroke(linewidth=2.0, foreground="white")])
    return text
