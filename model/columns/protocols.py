"""What sets and views need from a population and its model, declared here so that neither imports the other."""

from typing import Any, Protocol

from numpy.typing import ArrayLike, NDArray


class Rows(Protocol):
    """Agents of one class as rows of columns; ``model.columns.population.Population`` is one."""

    model: Any
    cls: type
    n: int
    row_of: NDArray
    cols: dict[str, NDArray]

    def __contains__(self, agent: object) -> bool: ...

    def view_of(self, unique_id: int) -> Any:
        """Return a view of the agent with this id."""
        ...

    def add(self, n: int, **values: ArrayLike) -> slice:
        """Append agents and return their rows."""
        ...

    def discard(self, agent: Any) -> None:
        """Remove an agent from the model, if it is in it."""
        ...


class HasPopulations(Protocol):
    """A model whose agents are rows; ``model.columns.population.ColumnModel`` is one."""

    def population(self, cls: type) -> Any:
        """Return the population of a class."""
        ...
