"""What decides the result: total indices of levers and assumptions, from a stored study of sensitivity."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from analysis.base.style import STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import SIZE, Kind, Look
from analysis.figures.brief.page import Message, Size, open_page
from analysis.figures.brief.rows import Dot, draw_rows, height_of
from analysis.figures.brief.wording import capital, number
from analysis.measures.effects import Effect, Holds

MOST, ON_SLIDE = 12, 7
"""Factors that there is room for."""


@dataclass(frozen=True)
class Share:
    """The share of an outcome's variance that goes with a factor and its interactions, with its 90 % range."""

    factor: str
    family: str
    value: float
    low: float
    high: float
    told: bool


@dataclass(frozen=True)
class Study:
    """The table of indices of a study: what it is about, and the factors' shares, the largest first."""

    study: str
    outcome: str
    span: str
    policy: str
    reference: str
    points: int
    shares: Sequence[Share]


def read_study(path: Path) -> Study:
    """Return the total indices that a table ``indices_difference_*.csv`` of a study holds."""
    with path.open(newline="", encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["order"] == "total" and line["family"] != "dummy"]
    shares = [
        Share(
            line["factor"],
            line["family"],
            *(float(line[name]) for name in ("value", "low_90", "high_90")),
            line["told_from_zero"] == "yes",
        )
        for line in lines
    ]
    first = lines[0]
    about = (first["study"], first["outcome"], first["span"], first["policy"], first["reference"])
    return Study(*about, int(first["n"]), sorted(shares, key=lambda share: -share.value))


def message(study: Study, words: Words) -> Message:
    """Return what the figure says."""
    told = [share for share in study.shares if share.told]
    first = [share for share in told if share.high >= told[0].low]
    key = "none" if not told else "one" if len(first) == 1 else "several"
    title = words(f"figures_assumptions.title_{key}", names=words.joined([_label(share, words) for share in first]))
    names = {"policy": words.scenario(study.policy), "reference": words.scenario(study.reference), "span": study.span}
    said = "; ".join(
        words("figures_assumptions.sentence", factor=factor(words, share.factor), share=_said(share, words))
        for share in told[:MOST]
    )
    alt = words("figures_assumptions.alt", title=title, sentences=said)
    outcome = words.outcome(study.outcome)
    subtitle = words("figures_assumptions.subtitle", **names, outcome=outcome)
    return Message(
        capital(title),
        subtitle,
        alt,
        words("figures_assumptions.source", study=words.scenario(study.study), n=study.points),
    )


def assumptions_figure(study: Study, words: Words, size: Size) -> Figure:
    """Draw the largest shares, levers and what is not known in shapes of their own."""
    shown = study.shares[: ON_SLIDE if size.slide else MOST]
    dots = [Dot(_label(share, words), _effect(share), _look(share), text=_said(share, words)) for share in shown]
    with matplotlib.rc_context(STYLE):
        page = open_page(message(study, words), size, height_of(dots, size, size.width - 2 * size.margin))
        draw_rows(page, page.body, dots, words, told=not size.slide)
    return page.figure


def factor(words: Words, name: str) -> str:
    """Return what a factor is in plain words; one that the catalogue lacks by its names, as ``raids: frequency``."""
    known = words.entries["factor"].get(name)
    return known or ": ".join(words.named(part) for part in name.split("."))


def _label(share: Share, words: Words) -> str:
    return words(
        f"figures_assumptions.{'lever' if share.family == 'lever' else 'unknown'}", factor=factor(words, share.factor)
    )


def _effect(share: Share) -> Effect:
    """Return a share of the variance as rows draw it, in per cent."""
    low, high = 100 * share.low, 100 * share.high
    return Effect("", "", "%", 100.0, 100 * share.value, low, high, low, high, Holds.CHANCE, 2)


def _look(share: Share) -> Look:
    if not share.told:
        return Look(Kind.UNCLEAR, 0)
    return Look(Kind.BETTER if share.family == "lever" else Kind.NEITHER, SIZE)


def _said(share: Share, words: Words) -> str:
    """Return a share with its range, in per cent."""
    value, low, high = (number(words, 100 * each) for each in (share.value, share.low, share.high))
    return words("figures_common.range", mean=value + words("figures_common.percent"), low=low, high=high)
