"""Any outcome of a stored record over time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from analysis.base.words import words_in
from analysis.figures.outcome import Drawn, alt_text, outcome_figure, title
from analysis.measures.theories import of_theory, theories
from analysis.reports.base import ExperimentRequest, File, Picture, Report, picture_name
from experiments.record.records import record_named
from experiments.store.store import Store


def _read(request: ExperimentRequest) -> Drawn | None:
    """Return what the store holds of the outcome that ``evidence`` names, under the first theory."""
    outcome = request.evidence
    pairs, levels = request.pairs([outcome]), request.levels([outcome])
    if not pairs and not levels:
        return None
    about = request.manifest["outcomes"][outcome]
    return Drawn(outcome, about, of_theory(pairs, theories(pairs)[0]) if pairs else [], levels)


def _name(drawn: Drawn) -> str:
    return f"plot_{drawn.outcome.replace('.', '_')}"


def _files(request: ExperimentRequest, drawn: Drawn) -> Iterator[File]:
    figure = outcome_figure(drawn, request.provenance, request.words)
    yield _name(drawn), Picture(figure, title(drawn, request.words), alt_text(drawn, request.words))


def _shown(request: ExperimentRequest, drawn: Drawn) -> Text:
    said = request.words("plot.drawn", name=picture_name(_name(drawn), request.words))
    return Text(f"{alt_text(drawn, request.words)}\n{said}")


def plotted(record: str, outcome: str, out: Path, language: str) -> tuple[Any, Path]:
    """Draw an outcome of a record; return what the terminal shows and the record's folder."""
    found = record_named(record, out)
    chosen = found.outcome(outcome)
    manifest = found.manifest or {}
    words = words_in(language).titled(manifest.get("arms", ()))
    request = ExperimentRequest(found.folder, words, manifest, Store(found.store), chosen)
    return report(request), found.folder


report = Report(_read, _files, _shown, nothing="plot.nothing")
"""Writes ``plot_OUTCOME`` (PNG, SVG) into the folder of the record."""
