"""Agents that are rows of numpy columns, and views on them that are Mesa agents.

A class declares its columns; ``model.population(cls)`` holds all its agents, one row each, rows 0 to n without gaps.
Rules work on whole columns, or in compiled kernels on ``population.table``. A view is a ``mesa.Agent`` made on demand:
it stores only its id and looks up its row at every access, so it stays valid when rows move.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from operator import index
from typing import Any

import mesa
import numpy as np
from mesa.experimental.mesa_signals import ModelSignals
from numpy.typing import ArrayLike, NDArray

from model.columns.agent_sets import Everyone
from model.columns.row_sets import ColumnSet, RowSet
from model.columns.storage import (
    NOBODY,
    UNIQUE_ID,
    Column,
    Storage,
    append_rows,
    column_in,
    lines_of,
    places_of,
    remove_rows,
)
from model.columns.views import ColumnAgent, table_of

__all__ = ["Column", "ColumnAgent", "ColumnModel", "Population", "table_of"]

DEFAULT_CAPACITY = 64
GROWTH = 1.5


class Population(ColumnSet):
    """All agents of one class in a model, ``model.agents_by_type[cls]``; its attributes are its live columns.

    ``cols`` and ``table`` hold the whole columns: rows from ``n`` on are spare, with undefined content. All arrays are
    replaced when a population outgrows its capacity, so fetch them again after ``add``.
    """

    def __init__(self, model: "ColumnModel", cls: type[ColumnAgent], capacity: int = DEFAULT_CAPACITY):
        """Make room for ``capacity`` agents."""
        self.model, self.cls, self.population = model, cls, self
        self._layout = {"unique_id": UNIQUE_ID, **cls.columns}
        self._in_use, self.row_of = np.zeros(2, np.int64), np.full(0, NOBODY, np.int32)
        self._allocate(max(index(capacity), 1))
        hidden = [name for name in cls.columns if name in self.__dict__ or hasattr(type(self), name)]
        if hidden:
            raise TypeError(f"{cls.__name__}.{hidden[0]}: a column cannot have the name of a Population attribute")

    def _allocate(self, capacity: int) -> None:
        rows, old = capacity + 1, self.__dict__.get("cols", {})
        places = places_of(self._layout)
        size = sum(place.dtype.itemsize for place in places.values())
        self._memory, self.capacity = np.zeros(size * rows, np.uint8), capacity
        cols = {name: column_in(self._memory, place, rows) for name, place in places.items()}
        for name, column in cols.items():
            column[-1] = self._layout[name].default
            if old:
                column[: self.n] = old[name][: self.n]
        self._in_use[1], self.cols = rows, cols
        self._moved()

    def _moved(self) -> None:
        """Note that arrays were replaced."""
        self._table = self._storage = None
        # A model that is being copied has no attributes yet.
        self.model.__dict__.setdefault("moved", set()).add(self.cls)

    @property
    def table(self) -> tuple:
        """The whole columns, the number of rows and the row of each id, as the ``<Class>Table`` that kernels take."""
        if self._table is None:
            self._table = self._new_table()
        return self._table

    @property
    def storage(self) -> Storage:
        """The rows in memory, whatever their columns."""
        if self._storage is None:
            self._storage = Storage(self._in_use, self.row_of, self._memory, lines_of(self._layout))
        return self._storage

    def _new_table(self) -> tuple:
        if self.cls.table_type is None:
            name = self.cls.__name__
            raise TypeError(f"{name} has no table type; write {name}Table = table_of({name}) after the class")
        return self.cls.table_type(self._in_use, self.row_of, self._memory)

    def __getattr__(self, name: str) -> NDArray:
        """Return the live part of a column, rows 0 to n, not a copy."""
        try:
            return self.__dict__["cols"][name][: self.__dict__["_in_use"].item(0)]
        except KeyError:
            raise AttributeError(f"a population of {self.__dict__.get('cls')} has no column {name!r}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        """Write into the column, so that ``population.cash += 1`` does not put an attribute in front of it."""
        column = self.__dict__.get("cols", {}).get(name)
        if column is None:
            object.__setattr__(self, name, value)
        else:
            column[: self.n] = value

    @property
    def n(self) -> int:
        """The number of agents: rows 0 to n are in use."""
        return self._in_use.item(0)

    @n.setter
    def n(self, rows: int) -> None:
        self._in_use[0] = rows

    def __len__(self) -> int:
        return self.n

    def __contains__(self, agent: object) -> bool:
        return type(agent) is self.cls and agent.population is self and agent.alive

    def _update(self, agents: Iterable[mesa.Agent]) -> "Population":
        raise TypeError("a population changes only by add and remove_rows; use inplace=False")

    def rows(self) -> slice:
        """Return the rows of all agents, as an index into columns."""
        return slice(0, self.n)

    def view(self, unique_id: int) -> ColumnAgent:
        """Return the agent with this id; KeyError if it is not in the model."""
        if not 0 <= unique_id < self.row_of.size or self.row_of[unique_id] < 0:
            raise KeyError(f"{self.cls.__name__} {unique_id} is not in the model")
        return self.view_of(int(unique_id))

    def view_of(self, unique_id: int) -> ColumnAgent:
        """Return a view without checking that the agent is in the model."""
        agent = object.__new__(self.cls)
        attributes = agent.__dict__
        attributes["unique_id"] = unique_id
        attributes["population"] = self
        return agent

    def add(self, n: int, *, identity: ArrayLike | None = None, **values: ArrayLike) -> slice:
        """Append ``n`` agents and return their rows.

        Each value is one for all agents or an array of ``n``; columns not named get their default, ``identity`` the
        unique id. Raises TypeError for an unknown column.
        """
        if index(n) < 0:
            raise ValueError(f"cannot add {n} {self.cls.__name__}; to remove agents use remove_rows")
        if identity is not None:
            values["identity"] = identity
        rows = self._append(n, values)
        if self.model.subscribers and rows.start < rows.stop:
            self._notify(ModelSignals.AGENT_ADDED, RowSet(self, self.cols["unique_id"][rows].copy()))
        return rows

    def _append(self, n: int, values: dict[str, ArrayLike]) -> slice:
        if not values.keys() <= self.cls.columns.keys():
            unknown = sorted(values.keys() - self.cls.columns.keys())
            raise TypeError(f"{self.cls.__name__} has no column {unknown[0]!r}; it has {', '.join(self.cls.columns)}")
        before, first = self.n, self.model.agent_id_counter
        self.make_room(before + n, first + n)
        append_rows(self.storage, self.model.next_id, n)
        rows = slice(before, before + n)
        try:
            for name, value in values.items():
                self.cols[name][rows] = value
        except (TypeError, ValueError, OverflowError) as error:
            self.row_of[first : first + n] = NOBODY
            self.n, self.model.agent_id_counter = before, first
            raise type(error)(f"{self.cls.__name__}.{name} of {n} new rows: {error}") from error
        return rows

    def make_room(self, rows: int, ids: int) -> None:
        """Make room for so many agents, and for ids below ``ids``."""
        if rows > self.capacity:
            self._allocate(max(rows, int(self.capacity * GROWTH)))
        if ids > self.row_of.size:
            longer = np.full(max(ids, int(self.row_of.size * GROWTH)), NOBODY, np.int32)
            longer[: self.row_of.size] = self.row_of
            self.row_of = longer
            self._moved()

    def remove_rows(self, leaving: ArrayLike) -> None:
        """Remove the agents in some rows, a mask over rows 0 to n or row numbers. Others may change rows."""
        leaving = self._row_numbers(leaving)
        if leaving.size == 0:
            return
        ids = self.cols["unique_id"][leaving[leaving < self.n]] if self.model.subscribers else None
        if not remove_rows(self.storage, leaving, self.cls.keep_order):
            raise IndexError(f"rows {leaving.min()} to {leaving.max()} are not all in 0 to {self.n - 1}")
        self._notify(ModelSignals.AGENT_REMOVED, ids)

    def _row_numbers(self, leaving: ArrayLike) -> NDArray[np.int64]:
        leaving = np.asarray(leaving)
        if leaving.dtype == bool:
            if leaving.shape != (self.n,):
                raise IndexError(f"a mask of shape {leaving.shape} does not fit {self.n} rows of {self.cls.__name__}")
            return leaving.nonzero()[0]
        return np.ascontiguousarray(leaving, np.int64)

    def discard(self, agent: ColumnAgent) -> None:
        """Remove an agent from the model, if it is in it."""
        if agent in self:
            remove_rows(self.storage, np.array([agent.row]), self.cls.keep_order)
            self._notify(ModelSignals.AGENT_REMOVED, agent)

    def remove(self, agent: ColumnAgent) -> None:
        """Remove an agent from the model; KeyError if it is not in it."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def _notify(self, signal: ModelSignals, who: Any) -> None:
        if self.model.subscribers:
            self.model.notify("agents", signal, args=(who,))

    def state(self) -> dict[str, NDArray]:
        """Return copies of all columns, rows 0 to n."""
        return {name: column[: self.n].copy() for name, column in self.cols.items()}

    def restore(self, state: dict[str, NDArray]) -> None:
        """Replace all agents by those of ``state``: same rows, order and ids. Leaves the id counter alone."""
        if state.keys() != self.cols.keys():
            different = sorted(state.keys() ^ self.cols.keys())
            raise ValueError(
                f"the state of {self.cls.__name__} and its class differ in columns: {', '.join(different)}"
            )
        n = state["unique_id"].size
        for name, column in self.cols.items():
            if state[name].dtype != column.dtype or state[name].shape != (n,):
                raise ValueError(
                    f"the state of {self.cls.__name__}.{name} is {state[name].dtype} of shape "
                    f"{state[name].shape}; it must be {column.dtype} of shape ({n},)"
                )
        self._replace(state, n)

    def _replace(self, state: dict[str, NDArray], n: int) -> None:
        self.n = 0
        if n > self.capacity:
            self._allocate(n)
        for name, column in self.cols.items():
            column[:n] = state[name]
        highest = int(state["unique_id"].max(initial=0))
        self.row_of = np.full(max(highest + 1, self.row_of.size), NOBODY, np.int32)
        self.row_of[state["unique_id"]] = np.arange(n)
        self.n = n
        self._moved()

    def __getstate__(self) -> dict[str, Any]:
        """Return the state for a copy or pickle; blocks are rebuilt, so that columns share them again."""
        return {"model": self.model, "cls": self.cls, "capacity": self.capacity, "state": self.state()}

    def __setstate__(self, saved: dict[str, Any]) -> None:
        """Restore the population in its model."""
        Population.__init__(self, saved["model"], saved["cls"], saved["capacity"])
        self.restore(saved["state"])


class ColumnModel(mesa.Model):
    """A Mesa model that holds some of its agents in columns."""

    def __init__(self, *args: Any, **kwargs: Any):
        """Set up Mesa's model; ``rng`` seeds ``model.random`` and ``model.rng``."""
        self.moved: set[type] = set()
        """Classes whose arrays have been replaced since whoever keeps their tables has looked."""
        super().__init__(*args, **kwargs)
        self._everyone = self._all_agents = Everyone(self.random)

    @property
    def agent_id_counter(self) -> int:
        """The unique id of the next agent, of whichever class."""
        return self.next_id.item()

    @agent_id_counter.setter
    def agent_id_counter(self, unique_id: int) -> None:
        if "next_id" not in self.__dict__:
            self.next_id = np.zeros(1, np.int64)
        self.next_id[0] = unique_id

    @property
    def agents(self) -> Everyone:
        """All agents: ordinary ones, then every population."""
        return self._everyone

    def population(self, cls: type[ColumnAgent], capacity: int = DEFAULT_CAPACITY) -> Population:
        """Return the population of ``cls``; the first call makes room for ``capacity`` agents."""
        populations = self._everyone.populations
        if cls not in populations:
            if any(other.__name__ == cls.__name__ for other in populations):
                raise TypeError(f"two classes of agents are named {cls.__name__}; states are kept by name")
            populations[cls] = self._agents_by_type[cls] = Population(self, cls, capacity)
        return populations[cls]

    @contextmanager
    def changes_noticed(self) -> Generator[None]:
        """Tell those who subscribe to signals which agents compiled rules add and remove inside."""
        if not self.subscribers:
            yield
            return
        before = self._ids()
        yield
        for (cls, old), new in zip(before.items(), self._ids().values(), strict=True):
            population = self._everyone.populations[cls]
            if old - new:
                population._notify(ModelSignals.AGENT_REMOVED, np.array(sorted(old - new)))
            if new - old:
                population._notify(ModelSignals.AGENT_ADDED, RowSet(population, np.array(sorted(new - old))))

    def _ids(self) -> dict[type, set[int]]:
        return {cls: set(population.ids.tolist()) for cls, population in self._everyone.populations.items()}

    def register_agent(self, agent: mesa.Agent) -> None:
        """Register an ordinary agent (called by Mesa); a row agent is registered as it is created."""
        if not isinstance(agent, ColumnAgent):
            super().register_agent(agent)
        elif agent not in self._everyone:
            raise TypeError(f"a {type(agent).__name__} is registered by creating it in this model")

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Take an agent out of the model; KeyError if it is not in it."""
        if isinstance(agent, ColumnAgent):
            self._agents_by_type[type(agent)].remove(agent)
        else:
            super().deregister_agent(agent)

    def remove_all_agents(self) -> None:
        """Remove every agent."""
        for population in self._everyone.populations.values():
            population.remove_rows(np.arange(population.n))
        super().remove_all_agents()

    def state(self) -> dict[str, NDArray]:
        """Return the id counter and all populations, as arrays named "Class.column"."""
        columns = {
            f"{cls.__name__}.{name}": column
            for cls, population in self._everyone.populations.items()
            for name, column in population.state().items()
        }
        return {"agent_id_counter": np.array(self.agent_id_counter), **columns}

    def restore(self, state: dict[str, NDArray]) -> None:
        """Replace all row agents by those of ``state``. The model must have the same populations."""
        populations = {cls.__name__: population for cls, population in self._everyone.populations.items()}
        parts: dict[str, dict[str, NDArray]] = {name: {} for name in populations}
        for key, column in state.items():
            if key != "agent_id_counter":
                name, _, column_name = key.partition(".")
                if name not in parts:
                    raise ValueError(f"the state holds {key!r}, but the model has no population {name!r}")
                parts[name][column_name] = column
        for name, population in populations.items():
            population.restore(parts[name])
        self.agent_id_counter = int(state["agent_id_counter"])
