"""The error of a price plan or table, and how many bad lines of a file it shows."""

from collections.abc import Iterable
from pathlib import Path

SHOWN = 5


class PriceError(ValueError):
    """A price plan or table cannot be used; ``problems`` are pairs of a field (or file) and what is wrong."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        """Join the problems into one message, a line each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{where}: {what}" for where, what in self.problems))

    def __reduce__(self) -> tuple:
        """Make the error picklable, so that a worker process can raise it."""
        return type(self), (self.problems,)


def refuse(path: Path, problem: str) -> PriceError:
    """Return the error that a file has one problem."""
    return PriceError([(str(path), problem)])


def refuse_lines(path: Path, mistakes: Iterable[tuple[int, str | None]]) -> None:
    """Raise PriceError if any numbered line has a mistake, showing the first few such lines."""
    found = [(number, what) for number, what in mistakes if what]
    if not found:
        return
    problems = [(str(path), f"line {number}: {what}") for number, what in found[:SHOWN]]
    if len(found) > SHOWN:
        problems.append((str(path), f"and {len(found) - SHOWN} more lines like these"))
    raise PriceError(problems)
