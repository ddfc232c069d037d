"""How long stays, debts and recoveries are, and what becomes of survivors, in one world as it is (M21-M23, M61)."""

from dataclasses import replace
from datetime import date

from experiments.design.loading import Loader
from experiments.engine.plan import Arm

QUESTION = "How are stays in exploitation, debts at exit and weeks of recovery spread, and what becomes of survivors?"
WORLD = "history"
FROM, UNTIL = date(2008, 1, 1), date(2014, 1, 1)


def arms(loader: Loader, world: str) -> tuple[Arm, ...]:
    """Return the world from 2008 to 2013, or as much of these years as it has."""
    whole = loader.load(world)
    return (Arm(replace(whole, start=max(whole.start, FROM), stop=min(whole.stop, UNTIL))),)
