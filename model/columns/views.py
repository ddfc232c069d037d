"""Agents as views: Mesa agents made on demand that read and write a row of a population."""

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from mesa.experimental.mesa_signals import ModelSignals
from numpy.typing import ArrayLike

from model.columns.protocols import HasPopulations, Rows
from model.columns.row_sets import RowSet
from model.columns.storage import UNIQUE_ID, Column
from model.columns.tables import table_type

if TYPE_CHECKING:
    import pandas


class ColumnAgent(mesa.Agent):
    """Base of agents that are rows. A view has the declared columns and no other attributes.

    A class may state a rule once for all its agents: ``do("step")`` calls the class method
    ``step_rows(model, agents)`` where there is one, instead of ``step`` on every view.
    """

    columns: ClassVar[dict[str, Column]] = {}
    table_type: ClassVar[type | None] = None
    keep_order: ClassVar[bool] = False
    """Whether rows stay in order of creation when some leave; otherwise the last rows fill the gaps."""

    unique_id: int
    population: Rows
    identity = Column(np.uint64, "number", "whose luck this is (model.kernels.randomness); the unique id unless given")
    pos = None
    current_action = None

    def __init_subclass__(cls, **kwargs):
        """Collect the columns declared by the class and its bases."""
        super().__init_subclass__(**kwargs)
        declared = [item for base in reversed(cls.__mro__) for item in vars(base).items()]
        cls.columns = {name: column for name, column in declared if isinstance(column, Column)}
        cls.table_type = None
        # Mesa's NumpyAgentDataSet would replace columns by properties of its own; a frozen set makes it fail.
        cls._datasets = frozenset()

    def __init__(self, model: HasPopulations, **values: Any):
        """Create one agent, a new row of ``model.population(type(self))``."""
        population = model.population(type(self))
        row = population._append(1, values).start
        self.__dict__["unique_id"] = population.cols["unique_id"].item(row)
        self.__dict__["population"] = population
        population._notify(ModelSignals.AGENT_ADDED, self)

    @classmethod
    def create_agents(cls, model: HasPopulations, n: int, **values: ArrayLike) -> RowSet:
        """Create ``n`` agents from one value or ``n`` values per column, and return them."""
        population = model.population(cls)
        rows = population.add(n, **values)
        return RowSet(population, population.cols["unique_id"][rows].copy())

    @classmethod
    def from_dataframe(cls, model: HasPopulations, df: "pandas.DataFrame", **values: Any) -> RowSet:
        """Create an agent from each row of a table with the same column names; ``values`` apply to all."""
        return cls.create_agents(model, len(df), **{name: df[name].to_numpy() for name in df}, **values)

    @property
    def model(self) -> HasPopulations:
        """The agent's model."""
        return self.population.model

    @property
    def alive(self) -> bool:
        """Whether the agent is in the model."""
        return self.population.row_of.item(self.unique_id) >= 0

    @property
    def row(self) -> int:
        """The agent's row now. Raises AttributeError for an agent that has left the model."""
        row = self.population.row_of.item(self.unique_id)
        if row < 0:
            raise AttributeError(f"{type(self).__name__} {self.unique_id} was removed from the model")
        return row

    def remove(self) -> None:
        """Remove the agent from the model; nothing happens if it has left already."""
        self.population.discard(self)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a column or property. Anything else would be lost with the view, so it is refused."""
        if not hasattr(getattr(type(self), name, None), "__set__"):
            raise AttributeError(f"{type(self).__name__} has no column {name!r}; declare it as a Column of the class")
        object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Return whether two views show the same agent."""
        return type(self) is type(other) and self.unique_id == other.unique_id and self.population is other.population

    def __hash__(self) -> int:
        """Hash the unique id."""
        return hash(self.unique_id)


def table_of(cls: type[ColumnAgent]) -> type:
    """Return the class of tables that carry ``cls``'s columns into kernels, and let its populations use it.

    Write ``MinerTable = table_of(Miner)`` after the class: numba caches kernels by that name.
    """
    columns = {"unique_id": UNIQUE_ID, **cls.columns}
    cls.table_type = table_type(f"{cls.__name__}Table", cls.__module__, columns, cls.keep_order)
    return cls.table_type
