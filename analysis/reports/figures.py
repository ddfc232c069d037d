"""The figures that staff send, from a stored comparison: each as print and as slide, in PNG, SVG and PDF."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from rich.console import RenderableType
from rich.text import Text

from analysis.base.words import Words, words_in
from analysis.figures.brief import (
    affected,
    assumptions,
    causes,
    cost,
    differences,
    doubt,
    headline,
    ledger,
    portfolios,
    recorded,
    theories,
    zones,
)
from analysis.figures.brief.page import SIZES, Message, Size
from analysis.measures import theories as rival
from analysis.measures.effects import OUTCOMES, Results
from analysis.reports.base import STAFF, ExperimentRequest, File, Picture, Report
from analysis.tables.show import as_json
from experiments.base.errors import ExperimentError, unknown
from experiments.base.files import make_folder
from experiments.record.records import record_named
from experiments.store.store import Store

INDEX = "figures.json"
DIGITS = 12
"""Hexadecimal digits of a digest in the metadata of a file."""


class Kind(NamedTuple):
    """A figure: its name, why it cannot be drawn (a key, empty where it can), what it says, and what draws it.

    ``each``: whether there is one for every policy.
    """

    name: str
    lacks: Callable[[Results], str]
    message: Callable[[Results, Words], Message]
    draw: Callable[[Results, Words, Size], Figure]
    each: bool = True


KINDS = (
    Kind("headline", headline.lacks, headline.message, headline.headline_figure),
    Kind("differences", differences.lacks, differences.message, differences.differences_figure),
    Kind("recorded", recorded.lacks, recorded.message, recorded.recorded_figure),
    Kind("ledger", ledger.lacks, ledger.message, ledger.ledger_figure),
    Kind("affected", affected.lacks, affected.message, affected.affected_figure),
    Kind("zones", zones.lacks, zones.message, zones.zones_figure),
    Kind("doubt", doubt.lacks, doubt.message, doubt.doubt_figure),
    Kind("cost", cost.lacks, cost.message, cost.cost_figure, each=False),
    Kind("portfolios", portfolios.lacks, portfolios.message, portfolios.portfolios_figure, each=False),
    Kind("theories", theories.lacks, theories.message, theories.theories_figure, each=False),
    Kind("causes", causes.lacks, causes.message, causes.causes_figure, each=False),
)
"""All figures of a comparison, in the order of a brief."""


@dataclass(frozen=True)
class Asked:
    """What is asked beside the record: the policies in the foreground, all without one, and a study of sensitivity."""

    policies: Sequence[str] = ()
    study: assumptions.Study | None = None


@dataclass(frozen=True)
class FiguresRequest(ExperimentRequest):
    """A request for figures of a record."""

    asked: Asked = field(default_factory=Asked)

    @property
    def inputs(self) -> list[Any]:
        """Return all that files can depend on beside what was read from the store."""
        return [*super().inputs, self.asked, self.source]

    @property
    def source(self) -> str:
        """Return version, commit, digests of scenarios and cells: what the metadata of pictures hold."""
        cells = sorted(cell for arm in self.manifest["arms"] for own in arm["cells"].values() for cell in own)
        made = self.manifest.get("made", {})
        commit = f"commit {made.get('commit') or 'unknown'}{' with changes' if made.get('uncommitted_changes') else ''}"
        hashed = [f"scenario {name} sha256 {_digest(about)}" for name, about in self._scenarios().items()]
        return "; ".join([super().source, commit, *hashed, f"{len(cells)} cells sha256 {_digest(cells)}"])

    def _scenarios(self) -> Mapping[str, Any]:
        path = self.folder / "input.json"
        return json.loads(path.read_text(encoding="utf-8"))["scenarios"] if path.is_file() else {}


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:DIGITS]


def read_results(request: ExperimentRequest, policies: Sequence[str] = ()) -> list[Results]:
    """Return the results of a record, once for every policy asked for; raise ExperimentError for an unknown one."""
    pairs = request.pairs(OUTCOMES)
    mine = rival.of_theory(pairs, rival.theories(pairs)[0]) if pairs else []
    known = [pair.name for pair in mine]
    for name in policies:
        if name not in known:
            raise unknown("policy of the record", name, known)
    return [Results(mine, request.manifest, name, pairs) for name in policies or known]


def results_of(record: str, out: Path = Path("results"), policies: Sequence[str] = ()) -> list[Results]:
    """Return the results of a record, given by name or folder, for the functions that draw; once for every policy."""
    found = record_named(record, out)
    request = ExperimentRequest(found.folder, words_in(), found.manifest or {}, Store(found.store))
    return read_results(request, policies)


def read_sensitivity(folder: Path) -> assumptions.Study:
    """Return the study whose tables lie in a folder; raise ExperimentError where there is no table of indices."""
    found = sorted(folder.glob("indices_difference_*sexual_exploitation.csv"))
    if not found:
        raise ExperimentError(
            f"{folder}: holds no table indices_difference_..._sexual_exploitation.csv; "
            "name the folder that run.py sensitivity has written"
        )
    return assumptions.read_study(found[0])


class Planned(NamedTuple):
    """A figure to draw: the name of its files without size and ending, what it says, and what draws it."""

    name: str
    message: Message
    draw: Callable[[Size], Figure]


def planned(results: Sequence[Results], words: Words, study: assumptions.Study | None) -> Iterator[Planned]:
    """Yield the figures that the results can fill."""
    for kind in KINDS:
        for about in results if kind.each else results[:1]:
            if not kind.lacks(about):
                name = f"{kind.name}_{about.policy}" if kind.each else kind.name
                yield Planned(name, kind.message(about, words), partial(kind.draw, about, words))
    if study:
        yield Planned(
            "assumptions", assumptions.message(study, words), partial(assumptions.assumptions_figure, study, words)
        )


def left_out(results: Sequence[Results], words: Words, study: assumptions.Study | None) -> Iterator[str]:
    """Yield which figures are not drawn, and why."""
    for kind in KINDS:
        if key := kind.lacks(results[0]):
            yield words("figures_common.left_out", name=kind.name, why=words(key))
    if study is None:
        yield words("figures_common.left_out", name="assumptions", why=words("figures_assumptions.lacks"))


def _read(request: FiguresRequest) -> list[Results]:
    return read_results(request, request.asked.policies)


def _files(request: FiguresRequest, results: list[Results]) -> Iterator[File]:
    folder = f"figures/{request.words.language}"
    make_folder(request.folder / folder)
    figures = list(planned(results, request.words, request.asked.study))
    yield f"{folder}/{INDEX}", as_json([_about(each) for each in figures])
    for each in figures:
        for size in SIZES:
            yield f"{folder}/{_file(each.name, size)}", partial(_picture, each, size)


def _picture(planned_figure: Planned, size: Size) -> Picture:
    message = planned_figure.message
    return Picture(planned_figure.draw(size), message.title, message.alt)


def _file(name: str, size: Size) -> str:
    return f"{name}_slide" if size.slide else name


def _about(each: Planned) -> dict[str, Any]:
    """Return what a page on figures needs: title, unit, content in words, source and files."""
    message = each.message
    files = [f"{_file(each.name, size)}.{ending}" for size in SIZES for ending in STAFF.endings]
    return {"name": each.name, "title": message.title, "subtitle": message.subtitle, "alt": message.alt,
            "source": message.source, "files": files}  # fmt: skip


def _shown(request: FiguresRequest, results: list[Results]) -> Text:
    words, study = request.words, request.asked.study
    lines: Iterable[str] = (
        words("figures_common.drawn", name=each.name, title=each.message.title)
        for each in planned(results, words, study)
    )
    return Text("\n".join([*lines, *left_out(results, words, study)]))


report = Report(_read, _files, _shown, nothing="comparison.nothing", saved=STAFF)
"""Writes ``figures/LANGUAGE/NAME`` and ``NAME_slide`` (PNG, SVG, PDF) and ``figures.json`` into the record's folder."""


def drawn(
    record: str, policy: Sequence[str] | None, sensitivity: Path | None, out: Path, language: str
) -> tuple[RenderableType, Path]:
    """Draw the figures of a record, given by name or folder; return what the terminal shows and the folder."""
    asked = Asked(tuple(policy or ()), read_sensitivity(sensitivity) if sensitivity else None)
    found = record_named(record, out)
    manifest = found.manifest or {}
    words = words_in(language).titled(manifest.get("arms", ()))
    request = FiguresRequest(found.folder, words, manifest, Store(found.store), asked=asked)
    return report(request), found.folder
