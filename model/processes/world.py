"""The world as compiled rules take it: one handle on all tables, arrays and numbers of a model.

A rule is a compiled function of the world. It reads ``world.persons.stage``, ``world.levers[0].raids_per_week`` or
``world.numbers[0].bars.wage`` and counts in ``world.flows[0]``; ``model.world`` is the handle of a model.
"""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any

import numpy as np

from model.columns.population import ColumnModel
from model.columns.tables import handle_type
from model.kernels.clock import Clock
from model.kernels.compiled import compiled, inlined
from model.levers import LEVERS, Levers, combine_coverage
from model.organisations.bar import BarTable
from model.organisations.camp import CampTable
from model.organisations.care import NGOTable, ShelterTable
from model.organisations.case import CaseTable
from model.organisations.network import NetworkTable
from model.organisations.official import OfficialTable
from model.organisations.recruiter import RecruiterTable
from model.organisations.state import CheckpointTable, CourtTable, PoliceUnitTable, ProsecutorOfficeTable
from model.parameters import Parameters, kernel_numbers
from model.people.bar_worker import BarWorkerTable
from model.people.miner import MinerTable
from model.people.person import PersonTable
from model.people.prisoner import PrisonerTable
from model.processes.counts import COUNTS, Census
from model.processes.flows import WEEK, Flows
from model.processes.integrity import dishonesty_left
from model.text.dates import date_of

COUNTED_NOW = (
    "week", "scale", "seed", "replicate", "month", "road_opens",
    "police_register_begins", "prosecutors_register_begins",
    "files_waiting",
)  # fmt: skip
MEASURED_NOW = ("gold_value", "outside_wage", "news", "desk_work", "dishonesty_left")
NOW = np.dtype([*((name, np.int64) for name in COUNTED_NOW), *((name, np.float64) for name in MEASURED_NOW)])
"""Single numbers: attributes of a model of the same names; seed and replicate of its luck; the calendar month."""
TABLES = {
    "camps": CampTable, "bars": BarTable, "miners": MinerTable, "persons": PersonTable, "bar_workers": BarWorkerTable,
    "recruiters": RecruiterTable, "networks": NetworkTable, "police": PoliceUnitTable, "checkpoints": CheckpointTable,
    "prosecutors": ProsecutorOfficeTable, "courts": CourtTable, "cases": CaseTable, "prisoners": PrisonerTable,
    "ngos": NGOTable, "shelters": ShelterTable, "officials": OfficialTable,
}  # fmt: skip
"""Populations, attributes of a model of the same names."""
RECORDS: dict[str, tuple[np.dtype, int]] = {
    "now": (NOW, 1), "numbers": (kernel_numbers(Parameters()).dtype, 1), "levers": (LEVERS, 1), "flows": (WEEK, 1),
    "census": (COUNTS, 1),
}  # fmt: skip
"""Arrays of one record."""
FLOATS = {
    1: (
        "workforce", "men_in_jobs", "campaign", "climate", "caught", "pull", "travel_hours", "hours_before",
        "hours_since", "ties", "need", "dug_by_zone", "running_sums", "at_risk", "within_reach", "after_years",
        "debts_at_exit", "recovery_ends", "sanctions",
    ),
    2: (
        "by_camp", "exits", "zone_risk", "method_risk", "route_risk", "journeys", "posts_memory", "stay_memory",
        "stays", "unfollowed",
    ),
    3: (
        "unwarned",
    ),
}  # fmt: skip
WHOLES = {"next_id": 1, "pending": 1, "candidates": 3, "workers_in_jobs": 3}
ARRAYS: dict[str, tuple[type, int]] = {name: (np.float64, ndim) for ndim, names in FLOATS.items() for name in names}
ARRAYS |= {name: (np.int64, ndim) for name, ndim in WHOLES.items()}
"""Arrays: attributes of a model of the same names, but for ``by_camp`` of its census; type and number of dimensions."""
GROWING = ("bars", "miners", "persons", "bar_workers", "recruiters", "cases", "prisoners")
"""Populations to which rules add."""
SPARE_ROWS, SPARE_IDS = 2**16, 2**17
"""Room for new rows and ids before every week; memory that nobody uses is not taken from the machine."""
World: Any = handle_type("World", __name__, RECORDS | ARRAYS, TABLES)


class Rule:
    """A step of the week as a compiled function of the world, called with a model."""

    def __init__(self, function: Callable) -> None:
        """Compile a function that takes the world and returns nothing."""
        self.kernel = compiled(function)
        update_wrapper(self, function)

    def __call__(self, model: Any) -> None:
        """Let the rule work by itself on a model's world."""
        model.make_room()
        self.within_week(model)

    def within_week(self, model: Any) -> None:
        """Let the rule work in a week for which there is room."""
        if not model.subscribers:
            self.kernel(model.world)
            return
        with model.changes_noticed():
            self.kernel(model.world)


rule = Rule
"""Decorator for a step of the week."""


combined_coverage = inlined(combine_coverage)
"""The share reached by at least one of two measures, for kernels."""


@compiled
def clock_of(world):
    """Return the week and the key of the run's random numbers."""
    now = world.now[0]
    return Clock((now.seed, now.replicate), now.week)


class Scalar:
    """A single number of a model, kept where compiled rules read it."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name of the class attribute."""
        self.name = name

    def __get__(self, model: Any, owner: type | None = None) -> Any:
        """Return the number."""
        return self if model is None else model.scalars[self.name].item(0)

    def __set__(self, model: Any, value: float) -> None:
        """Set the number."""
        model.scalars[self.name][0] = value


class Week(Scalar):
    """The week, with the calendar month in which it begins."""

    def __set__(self, model: Any, value: float) -> None:
        """Set week and month."""
        super().__set__(model, value)
        model.scalars["month"][0] = date_of(int(value)).month


class WorldModel(ColumnModel):
    """A model whose compiled rules work on its ``world``."""

    parameters: Parameters
    levers: Levers
    census: Census
    _changed: set[str]
    """Names of arrays that have been replaced since the world was last asked for."""

    week, scale, gold_value, outside_wage = Week(), Scalar(), Scalar(), Scalar()
    files_waiting, news, desk_work, road_opens = Scalar(), Scalar(), Scalar(), Scalar()
    police_register_begins, prosecutors_register_begins = Scalar(), Scalar()

    def __init__(self, **kwargs: Any) -> None:
        """Set up Mesa's model, with nothing in the world yet."""
        self._now, self._counts, self._levers = np.zeros(1, NOW), Flows(), np.zeros(1, LEVERS)
        self._start_handle()
        super().__init__(**kwargs)

    def _start_handle(self) -> None:
        """Make a handle that points to nothing yet."""
        self.__dict__["_changed"] = {"now", "flows"}
        self._handle = World(np.zeros(World.length, np.int64))
        self.scalars = {name: self._now[name] for name in COUNTED_NOW + MEASURED_NOW}

    def __getstate__(self) -> dict[str, Any]:
        """Return the state for a copy or pickle, which has a handle of its own."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_handle", "_changed", "scalars")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the state, and point to it."""
        self.__dict__.update(state)
        self._start_handle()
        self._changed.update(name for name in (*ARRAYS, "levers", "numbers", "census") if name in state)
        self.moved = set(self._everyone.populations)

    def __setattr__(self, name: str, value: Any) -> None:
        """Note which arrays of the world are replaced."""
        if name in ARRAYS or name in ("levers", "numbers", "census"):
            self._changed.add(name)
        object.__setattr__(self, name, value)

    @property
    def flows(self) -> Flows:
        """The week's counters by name."""
        return self._counts

    @flows.setter
    def flows(self, counts: Mapping[str, float]) -> None:
        self._counts.update(counts)

    @property
    def world(self) -> tuple:
        """The handle on everything that compiled rules work on, up to date."""
        if self._changed:
            self._bind()
        if self.moved:
            self._bind_tables()
        return self._handle

    def _bind(self) -> None:
        own: dict[str, np.ndarray] = {"now": self._now, "levers": self._levers, "flows": self._counts.record}
        if "census" in self._changed:
            own |= {"census": self.census.record, "by_camp": self.census.by_camp}
            self._changed.add("by_camp")
        if "levers" in self._changed:
            self._levers[0] = self.levers
            self.scalars["dishonesty_left"][0] = dishonesty_left(self.levers, self.parameters.corruption)
        for name in self._changed:
            self._handle.bind(name, own[name] if name in own else getattr(self, name))
        self._changed.clear()

    def _bind_tables(self) -> None:
        for name in TABLES:
            population = getattr(self, name)
            if population.cls in self.moved:
                self._handle.bind_table(name, population.table)
        self.moved.clear()

    def make_room(self) -> None:
        """Make room for all whom a week's rules may add: half as many again, and some ten thousands.

        Those whose number is known, as that of miners who arrive, get room when it is.
        """
        ids = self.agent_id_counter + SPARE_IDS
        for name in GROWING:
            population = getattr(self, name)
            free, needed = population.capacity - population.n, population.n // 2 + SPARE_ROWS
            if free < needed or population.row_of.size < ids:
                population.make_room(population.n + needed if free < needed else 0, ids + SPARE_IDS)
