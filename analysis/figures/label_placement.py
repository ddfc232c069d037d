"""Where names of points stand, so that none covers another or a point."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

DISTANCES = (7.0, 16.0, 28.0, 44.0, 64.0, 90.0, 120.0)
"""Distances between point and label that are tried, in typographic points."""

SIDES = ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 0), (-1, 1), (-1, -1))
"""Sides of the point that are tried: right, above, below, left."""

THICK = 3.0
"""Pixels added around what must not be covered, as lines and markers have a width."""

AIR = 2.0
"""Pixels kept free between a label and what it must not cover."""

ALIGNED = {1: "left", 0: "center", -1: "right"}
RAISED = {1: "bottom", 0: "center", -1: "top"}


def place_labels(
    axes: Axes, points: np.ndarray, labels: Sequence[str], colours: Sequence[str], others: np.ndarray
) -> None:
    """Write labels beside points, shape (labels, 2) in data units. Call it once the figure is laid out.

    Each label goes to the nearest place within the axes where it covers no earlier label and none of ``others``,
    which are boxes given by two corners in data units, shape (boxes, 2, 2). Without such a place it goes where it
    covers least. A thin line joins a label to its point unless it stands right beside it.
    """
    taken = [Bbox(axes.transData.transform(corners)).padded(THICK) for corners in others]
    for point, label, colour in zip(points, labels, colours, strict=True):
        places = list(_places(axes, point, label))
        aside, box = min(places, key=lambda one: _cost(one[1], taken, axes.bbox))
        _write(axes, point, label, colour, aside)
        taken.append(box)


def _places(axes: Axes, point: np.ndarray, label: str) -> Iterator[tuple[tuple[int, int, float], Bbox]]:
    """Yield the places where a label may stand, the nearest first, each with the room it takes, in pixels."""
    text = _write(axes, point, label, "black", (0, 0, 0.0))
    width, height = text.get_window_extent().padded(AIR).size
    text.remove()
    (x, y), pixels = axes.transData.transform(point), axes.figure.dpi / 72
    for distance in DISTANCES:
        for across, up in SIDES:
            left = x + across * distance * pixels + (across - 1) / 2 * width
            low = y + up * distance * pixels + (up - 1) / 2 * height
            yield (across, up, distance), Bbox.from_bounds(left, low, width, height)


def _cost(box: Bbox, taken: Sequence[Bbox], room: Bbox) -> float:
    """Return the area, in square pixels, that a label covers of others or that lies outside the axes."""
    corners = np.array([[other.get_points() for other in taken]]).reshape(-1, 2, 2)
    outside = box.width * box.height - _common(box, room.get_points()[None]).sum()
    return float(outside + _common(box, corners).sum())


def _common(box: Bbox, corners: np.ndarray) -> np.ndarray:
    """Return the area that a box shares with each of the others, given by corners of shape (others, 2, 2)."""
    low, high = box.get_points()
    sides = np.minimum(corners[:, 1], high) - np.maximum(corners[:, 0], low)
    return np.clip(sides, 0, None).prod(-1)


def _write(axes: Axes, point: np.ndarray, label: str, colour: str, aside: tuple[int, int, float]) -> Annotation:
    across, up, distance = aside
    line = {"arrowstyle": "-", "color": colour, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
    text = axes.annotate(
        label,
        (float(point[0]), float(point[1])),
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
