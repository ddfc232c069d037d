"""What every report does: read the store, say if there is nothing, write files, return what the terminal shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from rich.console import Group, RenderableType
from rich.text import Text

from analysis.base.style import as_png, as_svg
from analysis.base.words import Words
from analysis.figures.captions import Provenance, provenance_of
from analysis.measures.summarise import Levels, Pair, present, read_levels, read_pairs
from experiments.base.files import write_whole
from experiments.store.store import Store


@dataclass(frozen=True)
class Request:
    """What is asked of a report: the folder it writes into and the words it uses."""

    folder: Path
    words: Words


@dataclass(frozen=True)
class ExperimentRequest(Request):
    """A report on one experiment: its manifest, and the store that holds its runs.

    ``evidence`` is what is known or expected of the real world, for reports that set it beside results.
    """

    manifest: Mapping[str, Any]
    store: Store
    evidence: Any = None

    @property
    def provenance(self) -> Provenance:
        """Return how the numbers were made."""
        return provenance_of(self.manifest)

    def pairs(self, outcomes: Iterable[str]) -> list[Pair]:
        """Return the stored pairs of policy and reference, with those of the outcomes that the model declares."""
        return read_pairs(self.manifest, self.store, present(outcomes, self.manifest))

    def levels(self, outcomes: Iterable[str]) -> list[Levels]:
        """Return the stored scenarios by themselves, with those of the outcomes that the model declares."""
        return read_levels(self.manifest, self.store, present(outcomes, self.manifest))


@dataclass(frozen=True)
class Picture:
    """A figure with its title and its content in words; written as PNG and as SVG."""

    figure: Figure
    title: str
    description: str


type File = tuple[str, bytes | Picture]
"""The name of a file and its content. The name of a picture has no ending."""


@dataclass(frozen=True)
class Report[Asked: Request, Results]:
    """A report: how to read what is stored, which files to write, and what the terminal shows.

    Where ``read`` finds nothing, no file is written and the terminal shows the text of ``nothing``, a key of the
    catalogue of words, or nothing at all without one.
    """

    read: Callable[[Asked], Results | None]
    files: Callable[[Asked, Results], Iterator[File]]
    shown: Callable[[Asked, Results], RenderableType]
    nothing: str = ""

    def __call__(self, request: Asked) -> RenderableType:
        """Write the files into the folder and return what the terminal shows."""
        found = self.read(request)
        if not found:
            return Text(request.words(self.nothing)) if self.nothing else Group()
        for name, content in self.files(request, found):
            write_file(request.folder / name, content)
        return self.shown(request, found)


def write_file(path: Path, content: bytes | Picture) -> None:
    """Write bytes as they are, a picture as PNG and SVG beside each other."""
    if isinstance(content, bytes):
        return write_whole(path, content)
    described = {"title": content.title, "description": content.description}
    write_whole(path.with_suffix(".png"), as_png(content.figure, **described))
    write_whole(path.with_suffix(".svg"), as_svg(content.figure, **described))
    return None
