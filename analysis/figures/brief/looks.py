"""Colours and shapes of figures for staff: nothing is told by colour alone, and text can be read on white."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from analysis.base.style import INK, QUIET

BETTER, WORSE = "#004D80", "#C04F00"
"""Blue and orange as Okabe and Ito (2008) advise, darker, so that they differ in grey and can colour text."""

BAND, CORE = "#BDD5E5", "#7FA9C6"
"""Papers of the whole band and of the part of it that is chance."""

FAINT = "#DDDDDD"
PARTS = {"chance": "#004D80", "parameters": "#6FA8CC", "theories": "#CFE0EB"}


class Kind(StrEnum):
    """What a change means for people."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"
    UNCLEAR = "unclear"


COLOURS: Mapping[Kind, str] = {
    Kind.BETTER: BETTER,
    Kind.WORSE: WORSE,
    Kind.NEITHER: INK,
    Kind.UNCLEAR: QUIET,
}
SIZE = 2
"""Stands for a sign where a number is a size and has no direction."""

SHAPES = {-1: "v", 1: "^", 0: "o", None: "o", SIZE: "D"}
"""Falls, rises, cannot be told, no range, a size."""


@dataclass(frozen=True)
class Look:
    """How a mean is drawn: its colour by what it means, its shape by its sign; hollow where it cannot be told."""

    kind: Kind
    sign: int | None

    @property
    def colour(self) -> str:
        """Return the colour of mean and range."""
        return COLOURS[self.kind]

    def marker(self, size: float) -> dict[str, Any]:
        """Return how to plot the mean, ``size`` in points."""
        face = self.colour if self.sign else "white"
        return {"marker": SHAPES[self.sign], "markersize": size, "color": self.colour, "markerfacecolor": face}


def look_of(sign: int | None, better: str) -> Look:
    """Return the look of a change with a sign in an outcome of which ``better`` says what is better."""
    if not sign:
        return Look(Kind.UNCLEAR, sign)
    if better == "neither":
        return Look(Kind.NEITHER, sign)
    return Look(Kind.BETTER if (sign < 0) == (better == "lower") else Kind.WORSE, sign)
