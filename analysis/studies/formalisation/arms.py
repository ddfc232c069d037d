"""A formalisation window by clerks, requirements and protected land: permits, and exploitation (M52, M53)."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from experiments.design.building import policy
from experiments.design.loading import Loader
from experiments.engine.plan import Arm

QUESTION = "How many clerks, and which rules, does it take until permits change who digs with one, and exploitation?"
WORLD = "baseline"
OPENS, YEARS = date(2010, 1, 4), 10
STAFF = (3.0, 30.0, 100.0, 300.0)
REQUIREMENTS = (2.0, 1.0, 0.5, 0.2)
PROTECTED = (0.0, 1.0)


@dataclass(frozen=True)
class Window:
    """One cell of the grid: clerks, requirements relative to 2012, share of protected land opened."""

    staff: float
    requirements: float
    protected: float

    @property
    def name(self) -> str:
        """Return the name of its arm."""
        return f"staff_{self.staff:g}_requirements_{self.requirements:g}_protected_{self.protected:g}"


WINDOWS = tuple(Window(*settings) for settings in product(STAFF, REQUIREMENTS, PROTECTED))


def arms(loader: Loader, world: str) -> tuple[Arm, ...]:
    """Return the world without a window, and with each window of the grid, for ten years."""
    whole = loader.load(world)
    start = max(whole.start, OPENS)
    usual = replace(whole, start=start, stop=min(whole.stop, date(start.year + YEARS, 1, 1)))
    return (Arm(usual), *(Arm(opened(usual, window), usual.name, start) for window in WINDOWS))


def opened(usual: Any, window: Window) -> Any:
    """Return a scenario with a window added at its start."""
    settings = {"staff": window.staff, "requirements": window.requirements, "protected": window.protected}
    clerks = policy("formalisation", start=usual.start, **settings)
    return replace(
        usual, name=window.name, question=QUESTION, reference=usual.name,
        interventions=(*usual.interventions, clerks), reference_interventions=usual.interventions,
    )  # fmt: skip
