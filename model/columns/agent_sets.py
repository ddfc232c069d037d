"""Sets of agents of any type, for models whose agents are rows of columns (``model.columns.population``).

Mesa keeps subsets by weak references. A row agent exists as an object only while something refers to it, so it would
vanish from such a subset at once. These sets hold their members; those of ``model.columns.row_sets`` hold ids.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from random import Random
from typing import Any, Self

from mesa import Agent
from mesa.agentset import AbstractAgentSet, GroupBy

NO_LIMIT = float("inf")


class StrongAgentSet(AbstractAgentSet):
    """Mesa's agent set methods for sets whose subsets hold their members strongly."""

    random: Random

    def _subset(self, agents: Iterable[Agent]) -> AbstractAgentSet:
        return PinnedSet(agents, self.random)

    def _result(self, agents: Iterable[Agent], inplace: bool) -> AbstractAgentSet:
        return self._update(agents) if inplace else self._subset(agents)

    def _from_iterable(self, agents: Iterable[Agent]) -> "PinnedSet":
        """Return the result of a set operation such as ``a | b``, which may mix types."""
        return PinnedSet(agents, self.random)

    def to_list(self) -> list[Agent]:
        """Return the agents as a list."""
        return list(self)

    def __getitem__(self, item: int | slice) -> Any:
        """Return the agent at a place in the order, or a list of those in a slice."""
        return self.to_list()[item]

    def copy(self) -> AbstractAgentSet:
        """Return a set of the same agents."""
        return self._subset(self)

    __copy__ = copy

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list:
        """Return one attribute (or a list of several) of every agent, in order."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is {handle_missing!r}; it must be 'error' or 'default'")
        missing = (default_value,) if handle_missing == "default" else ()
        if isinstance(attr_names, str):
            return [getattr(agent, attr_names, *missing) for agent in self]
        return [[getattr(agent, name, *missing) for name in attr_names] for agent in self]

    def select(
        self,
        filter_func: Callable[[Agent], bool] | None = None,
        at_most: int | float = NO_LIMIT,
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> AbstractAgentSet:
        """Return the first ``at_most`` agents (a float up to 1 is a share) of a type that pass the filter."""
        limit = self._limit(at_most)
        chosen: list[Agent] = []
        for agent in self:
            if len(chosen) >= limit:
                break
            if (filter_func is None or filter_func(agent)) and (agent_type is None or isinstance(agent, agent_type)):
                chosen.append(agent)
        return self._result(chosen, inplace)

    def _limit(self, at_most: int | float) -> int | float:
        return int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most

    def groupby(self, by: str | Callable, result_type: str = "agentset") -> GroupBy:
        """Group the agents by an attribute or by the result of a function."""
        key = attrgetter(by) if isinstance(by, str) else by
        groups = defaultdict(list)
        for agent in self:
            groups[key(agent)].append(agent)
        return GroupBy({k: self._subset(v) for k, v in groups.items()} if result_type == "agentset" else groups)

    def shuffle(self, inplace: bool = False) -> AbstractAgentSet:
        """Return the agents in an order drawn from the model's ``random``."""
        agents = list(self)
        self.random.shuffle(agents)
        return self._result(agents, inplace)

    def sort(self, key: str | Callable, ascending: bool = False, inplace: bool = False) -> AbstractAgentSet:
        """Return the agents in the order of an attribute or function, highest first unless ``ascending``."""
        by = attrgetter(key) if isinstance(key, str) else key
        return self._result(sorted(self, key=by, reverse=not ascending), inplace)

    def map(self, method: str | Callable, *args, **kwargs) -> list:
        """Call a method or function for every agent, skipping agents that have left in the meantime."""
        return self._call_each(list(self), method, args, kwargs)

    def do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Call a method or function for every agent, skipping agents that have left in the meantime."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Call a method or function for every agent in an order drawn from the model's ``random``."""
        agents = list(self)
        self.random.shuffle(agents)
        self._call_each(agents, method, args, kwargs)
        return self

    def _call_each(self, agents: list[Agent], method: str | Callable, args: tuple, kwargs: dict) -> list:
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in agents if agent in self]
        return [method(agent, *args, **kwargs) for agent in agents if agent in self]


class PinnedSet(StrongAgentSet):
    """Any agents, held strongly. A row agent that leaves the model leaves the set."""

    def __init__(self, agents: Iterable[Agent], random: Random):
        """Hold the agents in the order given, each once."""
        self.random = random
        self._agents: dict[Agent, None] = dict.fromkeys(agents)

    def _update(self, agents: Iterable[Agent]) -> Self:
        self._agents = dict.fromkeys(agents)
        return self

    def __iter__(self) -> Iterator[Agent]:
        return (agent for agent in list(self._agents) if _in_model(agent))

    def __len__(self) -> int:
        return sum(map(_in_model, self._agents))

    def __contains__(self, agent: object) -> bool:
        return agent in self._agents and _in_model(agent)

    def add(self, agent: Agent) -> None:
        """Add an agent to the set."""
        self._agents[agent] = None

    def discard(self, agent: Agent) -> None:
        """Remove an agent from the set, if it is in it."""
        self._agents.pop(agent, None)

    def remove(self, agent: Agent) -> None:
        """Remove an agent from the set; KeyError if it is not in it."""
        del self._agents[agent]


def _in_model(agent: object) -> bool:
    return getattr(agent, "alive", True)


class Everyone(StrongAgentSet):
    """``model.agents``: the ordinary agents, in order of creation, then every population.

    A class's rule for all rows at once (``<method>_rows``) runs once, after the agents that act one by one: such a rule
    is simultaneous, so shuffling does not apply to it.
    """

    def __init__(self, random: Random):
        """Start empty."""
        self.random = random
        self._agents: dict[Agent, None] = {}
        self.populations: dict[type, Any] = {}

    def _update(self, agents: Iterable[Agent]) -> Self:
        raise TypeError("model.agents changes only as agents are created and removed; use inplace=False")

    def __iter__(self) -> Iterator[Agent]:
        return chain(list(self._agents), *self.populations.values())

    def __len__(self) -> int:
        return len(self._agents) + sum(map(len, self.populations.values()))

    def __contains__(self, agent: object) -> bool:
        population = self.populations.get(type(agent))
        return agent in (self._agents if population is None else population)

    def add(self, agent: Agent) -> None:
        """Register an ordinary agent (called by Mesa)."""
        self._agents[agent] = None

    def discard(self, agent: Agent) -> None:
        """Take an agent out of the model, if it is in it."""
        if agent in self:
            agent.remove()

    def remove(self, agent: Agent) -> None:
        """Deregister an ordinary agent (called by Mesa); KeyError if it is not registered."""
        del self._agents[agent]

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list:
        """Return one attribute (or a list of several) of every agent, in order."""
        ordinary = PinnedSet(self._agents, self.random)
        sets = (ordinary, *self.populations.values())
        return [value for agents in sets for value in agents.get(attr_names, handle_missing, default_value)]

    def select(
        self,
        filter_func: Callable[[Agent], bool] | None = None,
        at_most: int | float = NO_LIMIT,
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> AbstractAgentSet:
        """Return the first ``at_most`` agents (a float up to 1 is a share) of a type that pass the filter."""
        of_type = [population for cls, population in self.populations.items() if issubclass(cls, agent_type or object)]
        if agent_type in self.populations and len(of_type) == 1 and not inplace:
            return of_type[0].select(filter_func, self._limit(at_most))
        return super().select(filter_func, at_most, inplace, agent_type)

    def do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Call a method or function for every agent, skipping agents that have left in the meantime."""
        one_by_one, at_once = self._by_rule(method)
        self._call_each(one_by_one, method, args, kwargs)
        return self._do_rows(at_once, method, args, kwargs)

    def shuffle_do(self, method: str | Callable, *args, **kwargs) -> Self:
        """Call a method or function for agents that act one by one, in shuffled order; then the rules for all rows."""
        one_by_one, at_once = self._by_rule(method)
        self.random.shuffle(one_by_one)
        self._call_each(one_by_one, method, args, kwargs)
        return self._do_rows(at_once, method, args, kwargs)

    def _by_rule(self, method: str | Callable) -> tuple[list[Agent], list[Any]]:
        at_once = [population for population in self.populations.values() if population.row_rule(method)]
        one_by_one = [population for population in self.populations.values() if not population.row_rule(method)]
        return list(chain(self._agents, *one_by_one)), at_once

    def _do_rows(self, at_once: list[Any], method: str | Callable, args: tuple, kwargs: dict) -> Self:
        for population in at_once:
            population.do(method, *args, **kwargs)
        return self
