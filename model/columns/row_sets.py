"""Sets of agents that are rows of one population; Mesa's methods work on whole columns where possible."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, Self

import numpy as np
from mesa import Agent
from mesa.agentset import GroupBy
from numpy.typing import NDArray

from model.columns.agent_sets import NO_LIMIT, StrongAgentSet
from model.columns.protocols import Rows


class ColumnSet(StrongAgentSet):
    """Agents of one class that are rows of a population, in some order."""

    population: Rows

    @property
    def random(self) -> Random:
        """The model's random number generator from the standard library, used by ``shuffle``."""
        return self.population.model.random

    @property
    def ids(self) -> NDArray[np.int64]:
        """The unique ids of the members that are in the model, in order."""
        return self.population.cols["unique_id"][self.rows()]

    def rows(self) -> slice | NDArray[np.intp]:
        """Return the rows of the members, as an index into columns."""
        raise NotImplementedError

    def column(self, name: str) -> NDArray:
        """Return the members' values of a column, in order."""
        return self.population.cols[name][self.rows()]

    def __iter__(self) -> Iterator[Agent]:
        population = self.population
        view_of = population.view_of
        for unique_id in self.ids.tolist():
            if population.row_of.item(unique_id) >= 0:
                yield view_of(unique_id)

    def _subset(self, agents: Iterable[Agent]) -> "RowSet":
        return RowSet(self.population, _ids_of(agents))

    def _chosen(self, ids: NDArray[np.int64], inplace: bool) -> "ColumnSet":
        if inplace:
            raise TypeError("a population changes only by add and remove_rows; use inplace=False")
        return RowSet(self.population, ids)

    def copy(self) -> "RowSet":
        """Return a set of the same agents."""
        return RowSet(self.population, self.ids.copy())

    __copy__ = copy

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list:
        """Return one attribute (or a list of several) of every agent, in order."""
        names = [attr_names] if isinstance(attr_names, str) else attr_names
        if not all(name in self.population.cols for name in names):
            return super().get(attr_names, handle_missing, default_value)
        values = [self.column(name).tolist() for name in names]
        return values[0] if isinstance(attr_names, str) else [list(row) for row in zip(*values, strict=True)]

    def agg(self, attribute: str, func: Callable | Iterable[Callable]) -> Any:
        """Return a function (or several) of all values of an attribute; a column is passed as an array."""
        values = self.column(attribute) if attribute in self.population.cols else self.get(attribute)
        return func(values) if callable(func) else [one(values) for one in func]

    def set(self, attr_name: str, value: Any) -> Self:
        """Set a column for all members, to one value or an array of values in order."""
        if attr_name not in self.population.cols:
            return super().set(attr_name, value)
        self.population.cols[attr_name][self.rows()] = value
        return self

    def select(
        self,
        filter_func: Callable[[Agent], bool] | NDArray[np.bool_] | None = None,
        at_most: int | float = NO_LIMIT,
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> "ColumnSet":
        """Return the first ``at_most`` agents that pass; the filter may be a mask over the members."""
        limit = self._limit(at_most)
        if agent_type is not None and not issubclass(self.population.cls, agent_type):
            limit = 0
        if callable(filter_func):
            return super().select(filter_func, limit, inplace)
        ids = self.ids if filter_func is None else self.ids[np.asarray(filter_func, bool)]
        return self._chosen(ids[: int(min(limit, ids.size))].copy(), inplace)

    def groupby(self, by: str | Callable, result_type: str = "agentset") -> GroupBy:
        """Group the agents by a column, an attribute or the result of a function."""
        if not isinstance(by, str) or by not in self.population.cols or result_type != "agentset":
            return super().groupby(by, result_type)
        key = self.column(by)
        order = np.argsort(key, kind="stable")
        values, start = np.unique(key[order], return_index=True)
        groups = np.split(self.ids[order], start[1:])
        return GroupBy({v: RowSet(self.population, g) for v, g in zip(values.tolist(), groups, strict=False)})

    def shuffle(self, inplace: bool = False) -> "ColumnSet":
        """Return the agents in an order drawn from the model's ``random``."""
        ids = self.ids.tolist()
        self.random.shuffle(ids)
        return self._chosen(np.array(ids, np.int64), inplace)

    def sort(self, key: str | Callable, ascending: bool = False, inplace: bool = False) -> "ColumnSet":
        """Return the agents in the order of a column or function, highest first unless ``ascending``."""
        if not isinstance(key, str) or key not in self.population.cols:
            return super().sort(key, ascending, inplace)
        values = self.column(key)
        # Equal values keep their order in both directions, as Python's sorted does.
        order = np.argsort(values, kind="stable") if ascending else _descending(values)
        return self._chosen(self.ids[order], inplace)

    def row_rule(self, method: str | Callable) -> Callable | None:
        """Return the class method ``<method>_rows(model, agents)`` that does ``method`` for all at once."""
        return getattr(self.population.cls, f"{method}_rows", None) if isinstance(method, str) else None

    def do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Run the rule for all rows if the class states one, else call the method for each agent in turn."""
        rule = self.row_rule(method)
        if rule is None:
            return super().do(method, *args, **kwargs)
        rule(self.population.model, self, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Like ``do``; agents called one by one come in an order drawn from the model's ``random``."""
        if self.row_rule(method) is None:
            return super().shuffle_do(method, *args, **kwargs)
        return self.do(method, *args, **kwargs)


class RowSet(ColumnSet):
    """Some agents of one population, held by id. An agent that leaves the model leaves the set."""

    def __init__(self, population: Rows, ids: NDArray[np.int64]):
        """Hold the agents with these ids, in this order."""
        self.population = population
        self._ids = ids

    def rows(self) -> NDArray[np.intp]:
        """Return the rows of the members, as an index into columns."""
        rows = self.population.row_of[self._ids]
        return rows[rows >= 0]

    def __len__(self) -> int:
        return int(np.count_nonzero(self.population.row_of[self._ids] >= 0))

    def __contains__(self, agent: object) -> bool:
        return agent in self.population and bool((self._ids == agent.unique_id).any())

    def _update(self, agents: Iterable[Agent]) -> Self:
        self._ids = _ids_of(agents)
        return self

    def _chosen(self, ids: NDArray[np.int64], inplace: bool) -> "RowSet":
        if not inplace:
            return RowSet(self.population, ids)
        self._ids = ids
        return self

    def add(self, agent: Agent) -> None:
        """Add an agent of the same population to the set."""
        if agent not in self.population:
            raise TypeError(f"only a {self.population.cls.__name__} of the same model can join this set")
        if agent not in self:
            self._ids = np.append(self._ids, agent.unique_id)

    def discard(self, agent: Agent) -> None:
        """Remove an agent from the set, if it is in it."""
        if agent in self:
            self._ids = self._ids[self._ids != agent.unique_id]

    def remove(self, agent: Agent) -> None:
        """Remove an agent from the set; KeyError if it is not in it."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)


def _descending(values: NDArray) -> NDArray[np.intp]:
    return values.size - 1 - np.argsort(values[::-1], kind="stable")[::-1]


def _ids_of(agents: Iterable[Agent]) -> NDArray[np.int64]:
    return np.fromiter((agent.unique_id for agent in agents), np.int64)
