"""Cut the missing cells of a plan into chunks, small ones, in which cells with a common history stay together."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from experiments.base.errors import ExperimentError
from experiments.engine.plan import Place, Plan
from experiments.engine.runner import Chunk, Group

MOST_IN_GROUP = 12
"""Cells that fork from one history in one go; a worker remembers the history for the next."""
PARTS_A_BATCH = 200
"""About how many chunks a long batch is cut into: few files, and little is lost with a worker."""
MOST_IN_CHUNK = 40
"""Cells of a chunk, where it is not one group."""

type Sketch = tuple[tuple[Place, ...], ...]
"""Groups of a chunk as places on the axes: light, so that a long batch can be held in memory."""


@dataclass(frozen=True)
class Shard:
    """The ``number``-th of ``of`` equal shares of a plan, counted from 1."""

    number: int = 1
    of: int = 1

    def has(self, group: int) -> bool:
        """Tell whether the group of the whole plan with this number belongs to the shard."""
        return group % self.of == self.number - 1


WHOLE = Shard()


def shard_named(text: str) -> Shard:
    """Return the shard that ``i/n`` names; raise ExperimentError for anything else."""
    number, slash, of = text.partition("/")
    if not slash or not number.isdecimal() or not of.isdecimal() or not 1 <= int(number) <= int(of):
        raise ExperimentError(f"--shard {text}: write i/n with i from 1 to n, such as 2/8")
    return Shard(int(number), int(of))


def groups_of(plan: Plan, shard: Shard) -> Iterator[tuple[tuple[Place, str], ...]]:
    """Yield the groups of a plan that belong to a shard: places with the ids of their cells."""
    groups = groupby(plan.unique(), key=lambda found: (found[0].replicate, plan.history(found[0])))
    whole = (cut for _, group in groups for cut in _cut(tuple(group)))
    return (group for number, group in enumerate(whole) if shard.has(number))


def _cut(group: tuple) -> Iterator[tuple]:
    return (group[first : first + MOST_IN_GROUP] for first in range(0, len(group), MOST_IN_GROUP))


def missing_chunks(groups: Iterable[tuple[tuple[Place, str], ...]], done: Container[str]) -> list[Sketch]:
    """Return chunks of the cells that are not ``done``."""
    left = (tuple(place for place, cell in group if cell not in done) for group in groups)
    return chunked([group for group in left if group])


def chunked(groups: list[tuple[Place, ...]]) -> list[Sketch]:
    """Return groups in chunks, the same for any number of workers."""
    most = min(MOST_IN_CHUNK, -(-sum(map(len, groups)) // PARTS_A_BATCH))
    chunks: list[list[tuple[Place, ...]]] = []
    room = 0
    for group in groups:
        if not chunks or len(group) > room:
            chunks.append([])
            room = most
        chunks[-1].append(group)
        room -= len(group)
    return [tuple(chunk) for chunk in chunks]


def chunk_of(plan: Plan, sketch: Sketch) -> Chunk:
    """Return the chunk of a sketch, with the scenarios that its cells run."""
    return Chunk(tuple(Group(tuple(plan.job(place) for place in group)) for group in sketch))
