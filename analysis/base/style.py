"""How every figure looks: fonts, sizes, colours; and how it is saved, so that equal numbers give equal bytes."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase, SubFigure

from analysis.base.ticks import thin_labels

REFERENCE = "#D55E00"
POLICIES = ("#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours that colour-blind readers can tell apart (Okabe and Ito 2008), as is that of the reference."""

INK, QUIET, RECORDED_PAPER = "#222222", "#6B6B6B", "#EFEFEC"
DOTS_AN_INCH = 200
PLACES = 5
LABEL_GAP = 0.075
"""Smallest vertical distance between two labels, as a share of the axes."""

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 9.0,
    "axes.titlelocation": "left",
    "axes.titlepad": 8.0,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "axes.facecolor": "none",
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.6,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 8.0,
    "ytick.labelsize": 8.0,
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "svg.hashsalt": "goldrush",
}


def colours(references: Sequence[str], policies: Sequence[str]) -> dict[str, str]:
    """Return a colour for every name. Colours repeat if there are more names."""
    found = {name: REFERENCE if i == 0 else QUIET for i, name in enumerate(references)}
    others = [name for name in policies if name not in found]
    return found | {name: POLICIES[i % len(POLICIES)] for i, name in enumerate(others)}


def label_ends(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write (value, text, colour) labels to the right of the axes, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    wanted = sorted(ends, key=lambda end: end[0])
    heights = _apart([(value - low) / (high - low) for value, _, _ in wanted])
    for height, (_, text, colour) in zip(heights, wanted, strict=True):
        label = axes.text(1.015, height, text, color=colour, fontsize=8.0, va="center", ha="left")
        label.set_transform(axes.transAxes)


def _apart(heights: Sequence[float]) -> list[float]:
    """Return rising heights that lie at least one label apart."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + LABEL_GAP) if placed else max(height, 0.0))
    over = max(0.0, placed[-1] - 1.0) if placed else 0.0
    for i in range(len(placed) - 1, -1, -1):
        ceiling = placed[i + 1] - LABEL_GAP if i + 1 < len(placed) else placed[i] - over
        placed[i] = min(placed[i], ceiling)
    return placed


def settle(figure: Figure) -> Figure:
    """Lay a figure out, thin tick labels that would touch, and round places, as the last bits of a layout vary."""
    figure.draw_without_rendering()
    thin_labels(figure)
    figure.set_layout_engine("none")
    for part in _parts(figure):
        part.bbox_relative.set_points(np.round(part.bbox_relative.get_points(), PLACES))
    for axes in figure.axes:
        x, y, width, height = (round(number, PLACES) for number in axes.get_position().bounds)
        axes.set_position((x, y, width, height))
    return figure


def _parts(figure: FigureBase) -> Iterator[SubFigure]:
    """Yield the parts of a figure, and the parts of these."""
    for part in figure.subfigs:
        yield part
        yield from _parts(part)


def as_png(figure: Figure, *, title: str, description: str, source: str = "", dots: int = DOTS_AN_INCH) -> bytes:
    """Return a figure as PNG with its alternative text and, where given, its source in the metadata."""
    about = {"Title": title, "Description": description, "Software": None} | _source(source)
    return _saved(figure, format="png", dpi=dots, metadata=about)


def as_svg(figure: Figure, *, title: str, description: str, source: str = "") -> bytes:
    """Return a figure as SVG without a date, so that the same numbers give the same bytes."""
    about = {"Title": title, "Description": description, "Date": None} | _source(source)
    return _saved(figure, format="svg", metadata=about)


def as_pdf(figure: Figure, *, title: str, description: str, source: str = "") -> bytes:
    """Return a figure as PDF with embedded fonts and without a date; its content in words is the subject."""
    about = {"Title": title, "Subject": description, "Keywords": source, "Creator": "goldrush", "CreationDate": None}
    return _saved(figure, format="pdf", metadata=about)


def _source(source: str) -> dict[str, str]:
    return {"Source": source} if source else {}


def _saved(figure: Figure, **options: Any) -> bytes:
    buffer = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        figure.savefig(buffer, **options)
    return buffer.getvalue()
