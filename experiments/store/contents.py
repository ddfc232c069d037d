"""What a store holds, and what of it can be removed: other model versions, damaged parts, temporary files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from experiments.base.errors import DamagedError, StoreError
from experiments.base.files import TEMPORARY_PREFIX, abandoned
from experiments.store.compaction import rest_of
from experiments.store.parts import Part, read_part, read_table
from experiments.store.store import DAMAGED, FAILURES, RUNS, Store

PARTS = "part-*.parquet"


@dataclass(frozen=True)
class Contents:
    """The parts of a store, its damaged files, and files that killed processes left behind.

    ``failures`` holds the model version of each part of failures.
    """

    folder: Path
    parts: tuple[Part, ...]
    failures: dict[Path, set[int]]
    damaged: tuple[Path, ...]
    set_aside: tuple[Path, ...]
    temporary: tuple[Path, ...]

    def runs(self) -> Counter[int]:
        """Return how many runs are stored of each model version."""
        return Counter({cell: version for part in self.parts for cell, version in part.cells.items()}.values())

    def size(self) -> int:
        """Return the bytes of all files of the store, its records left out."""
        return size_of([*(part.path for part in self.parts), *self.failures, *self.removable()])

    def removable(self) -> list[Path]:
        """Return damaged and temporary files."""
        return [*self.damaged, *self.set_aside, *self.temporary]

    def old_parts(self, version: int) -> list[Part]:
        """Return the parts that hold runs of other model versions."""
        return [part for part in self.parts if set(part.cells.values()) - {version}]

    def old_failures(self, version: int) -> list[Path]:
        """Return the parts of failures of other model versions."""
        return [path for path, versions in self.failures.items() if versions - {version}]


def contents(folder: Path) -> Contents:
    """Return what the store in a folder holds; damaged parts are only named, nothing is changed.

    Raise StoreError where there is no such folder.
    """
    if not folder.is_dir():
        raise StoreError(f"{folder}: there is no such folder; give --out the folder of a store")
    parts, failures, damaged = [], {}, []
    for path in sorted((folder / RUNS).glob(PARTS)):
        try:
            parts.append(read_part(path))
        except DamagedError:
            damaged.append(path)
    for path in sorted((folder / FAILURES).glob(PARTS)):
        try:
            failures[path] = set(read_table(path, ["model_version"])["model_version"].to_pylist())
        except DamagedError:
            damaged.append(path)
    set_aside = tuple(sorted((folder / DAMAGED).glob(PARTS)))
    return Contents(folder, tuple(parts), failures, tuple(damaged), set_aside, tuple(_temporary(folder)))


def _temporary(folder: Path) -> Iterator[Path]:
    """Yield temporary files old enough to be left over, in the store and in its records."""
    places = (folder / RUNS, folder / FAILURES, folder, *sorted((folder / "experiments").glob("*")))
    return (path for place in places for path in sorted(place.glob(f"{TEMPORARY_PREFIX}*")) if abandoned(path))


def size_of(paths: list[Path]) -> int:
    """Return the bytes of files."""
    return sum(path.stat().st_size for path in paths if path.exists())


def clean(found: Contents, version: int) -> int:
    """Remove runs and failures of model versions other than ``version``, damaged and temporary files.

    Parts that also hold runs of this version are written anew without the others before they are removed. Return the
    bytes that were freed.
    """
    store, before = Store(found.folder), found.size()
    for part in found.old_parts(version):
        kept = {cell for cell, of in part.cells.items() if of == version}
        if kept:
            store.put_run(rest_of(part, kept))
        part.path.unlink(missing_ok=True)
    for path in [*found.old_failures(version), *found.removable()]:
        path.unlink(missing_ok=True)
    return before - contents(found.folder).size()
