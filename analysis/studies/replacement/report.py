"""How places are filled after a removal, and what policies avert with and without that."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group

from analysis.measures.summarise import Pair, read_pairs
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.replacement.arms import REMOVAL
from analysis.studies.replacement.measures import OUTCOMES, Averted, Recovery, averted_by, recovery
from analysis.studies.replacement.table import path_csv, ranking_csv, ratios_csv, replacement_tables


@dataclass(frozen=True)
class Replacement:
    """What is stored, by policy, and what follows from it."""

    pairs: dict[str, Pair]
    recovery: Recovery
    averted: Averted


def _read(request: ExperimentRequest) -> Replacement | None:
    pairs = {pair.name: pair for pair in read_pairs(request.manifest, request.store, OUTCOMES)}
    if REMOVAL not in pairs:
        return None
    return Replacement(pairs, recovery(pairs[REMOVAL]), averted_by(pairs, request.manifest))


def _files(request: ExperimentRequest, found: Replacement) -> Iterator[File]:
    yield "path.csv", path_csv(found.recovery)
    yield "ratios.csv", ratios_csv(found.recovery)
    yield "ranking.csv", ranking_csv(found.averted, found.pairs)
    yield "replacement", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: Replacement) -> Picture:
    from analysis.studies.replacement.figure import alt_text, replacement_figure

    words, removal = request.words, found.pairs[REMOVAL]
    figure = replacement_figure(removal, found.recovery, found.averted, request.provenance, words)
    return Picture(figure, words("replacement.figure_title"), alt_text(found.recovery, words))


def _shown(request: ExperimentRequest, found: Replacement) -> Group:
    return replacement_tables(found.pairs[REMOVAL], found.recovery, found.averted, request.words)


report = Report(_read, _files, _shown, nothing="replacement.nothing")
"""Writes ``path.csv``, ``ratios.csv``, ``ranking.csv`` and ``replacement`` (PNG, SVG)."""
