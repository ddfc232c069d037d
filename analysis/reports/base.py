"""What every report does: read the store, say if there is nothing, write files, return what the terminal shows."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from analysis.base.provenance import Provenance, provenance_of, source_of
from analysis.base.stamps import digest_of, is_current, made_with, stamped
from analysis.base.words import Words
from analysis.measures.summarise import Levels, Pair, present, read_levels, read_pairs
from experiments.base.files import write_whole
from experiments.base.languages import in_language
from experiments.store.store import Store

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MADE_WITH = made_with()
"""Read before anything runs: code that changes while a command runs must not pass for the code that drew."""


@dataclass(frozen=True)
class Request:
    """What is asked of a report: the folder it writes into and the words it uses."""

    folder: Path
    words: Words

    @property
    def inputs(self) -> list[Any]:
        """Return all that files can depend on beside what the report has read."""
        return [getattr(self, each.name) for each in fields(self) if each.name != "folder"]

    @property
    def source(self) -> str:
        """Return what pictures say of where they come from."""
        return ""


@dataclass(frozen=True)
class ExperimentRequest(Request):
    """A report on one experiment: its manifest, and the store that holds its runs.

    ``evidence`` is what is known or expected of the real world, for reports that set it beside results.
    """

    manifest: Mapping[str, Any]
    store: Store
    evidence: Any = None

    @property
    def inputs(self) -> list[Any]:
        """Return all that files can depend on beside what was read from the store: not when the manifest was made."""
        asked = {key: value for key, value in self.manifest.items() if key != "made"}
        return [self.words, json.dumps(asked, default=str), self.evidence]

    @property
    def provenance(self) -> Provenance:
        """Return how the numbers were made."""
        return provenance_of(self.manifest)

    @property
    def source(self) -> str:
        """Return the version of the model whose results pictures show."""
        return source_of(self.provenance)

    def pairs(self, outcomes: Iterable[str]) -> list[Pair]:
        """Return the stored pairs of policy and reference, with those of the outcomes that the model declares."""
        return read_pairs(self.manifest, self.store, present(outcomes, self.manifest))

    def levels(self, outcomes: Iterable[str]) -> list[Levels]:
        """Return the stored scenarios by themselves, with those of the outcomes that the model declares."""
        return read_levels(self.manifest, self.store, present(outcomes, self.manifest))


@dataclass(frozen=True)
class Picture:
    """A figure with its title and its content in words; written in the formats of its report."""

    figure: "Figure"
    title: str
    description: str


type Drawing = Picture | Callable[[], Picture]
"""A picture, or what draws it; the latter is called only where the picture is not there yet."""
type File = tuple[str, bytes | Drawing]
"""The name of a file and its content. The name of a picture has no ending."""


class Saved(NamedTuple):
    """How pictures are saved: the endings of their files, and the dots an inch of those that have dots."""

    endings: tuple[str, ...]
    dots: int


SCREEN, STAFF = Saved(("png", "svg"), 200), Saved(("png", "svg", "pdf"), 300)
"""For reading on a screen, and for what is sent on and printed."""


@dataclass(frozen=True)
class Report[Asked: Request, Results]:
    """A report: how to read what is stored, which files to write, and what the terminal shows.

    A picture is drawn only if it is not there yet, drawn from the same results, words and code. So what draws it must
    follow from the request and from what was read, and must not read the store.

    In another language than English names of files carry its mark, as in ``comparison.es.csv``, so that none is taken
    for another; ``shared`` names files that say nothing to people and that other commands read, which carry none.

    Where ``read`` finds nothing, no file is written and the terminal shows the text of ``nothing``, a key of the
    catalogue of words, or nothing at all without one. ``saved`` is how pictures are saved.
    """

    read: Callable[[Asked], Results | None]
    files: Callable[[Asked, Results], Iterator[File]]
    shown: Callable[[Asked, Results], RenderableType]
    nothing: str = ""
    shared: Collection[str] = ()
    saved: Saved = SCREEN

    def __call__(self, request: Asked) -> RenderableType:
        """Write the files into the folder and return what the terminal shows."""
        found = self.read(request)
        if not found:
            return Text(request.words(self.nothing)) if self.nothing else Group()
        inputs = digest_of(request.inputs, found, MADE_WITH)
        for name, content in self.files(request, found):
            if isinstance(content, bytes):
                own = name if name in self.shared else in_language(name, request.words.language)
                write_whole(request.folder / own, content)
            else:
                path = request.folder / picture_name(name, request.words)
                write_picture(path, content, digest_of(name, inputs), request.source, self.saved)
        return self.shown(request, found)


def picture_name(name: str, words: Words) -> str:
    """Return the name of a picture in the language of the words, without its ending."""
    return in_language(f"{name}.png", words.language).removesuffix(".png")


def write_picture(path: Path, drawing: Drawing, inputs: str, source: str, saved: Saved = SCREEN) -> None:
    """Write a picture's files beside each other, unless all are there and were drawn from the same inputs.

    ``source`` stands in their metadata.
    """
    files = {ending: path.with_name(f"{path.name}.{ending}") for ending in saved.endings}
    if all(is_current(file, inputs) for file in files.values()):
        return
    from analysis.base import style  # here, as what is not drawn needs no matplotlib

    picture = drawing if isinstance(drawing, Picture) else drawing()
    about = {"title": picture.title, "description": picture.description, "source": source}
    png = partial(style.as_png, dots=saved.dots)
    write: dict[str, Callable[..., bytes]] = {"png": png, "svg": style.as_svg, "pdf": style.as_pdf}
    for ending, file in files.items():
        write_whole(file, stamped(write[ending](picture.figure, **about), inputs))
