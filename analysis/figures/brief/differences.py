"""What a policy changes, outcome by outcome, in per cent of the reference: a dot and its range, in order."""

import math
from collections.abc import Iterator

import matplotlib
from matplotlib.figure import Figure

from analysis.base.headlines import FORMS, TRUE
from analysis.base.rounding import counts_people
from analysis.base.style import STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import look_of
from analysis.figures.brief.page import Message, Size, open_page
from analysis.figures.brief.rows import Dot, draw_rows, height_of
from analysis.figures.brief.wording import capital, change, range_said, source, verdict
from analysis.measures.effects import Effect, Results
from analysis.tables.show import SMALLEST_BASE

SHOWN = tuple(
    name
    for name in TRUE
    if name not in ("true.people_in_sexual_exploitation", "true.people_in_labour_exploitation", "true.exits")
    and not name.startswith(("true.identified_", "true.cost_", "true.people_held_", "true.people_misidentified"))
)
"""What happens to people, without lines of the ledger that may change many times over.

Exits are left out, as they fall where fewer people are in exploitation."""

ON_SLIDE = (
    *FORMS.values(),
    "true.recruited_sexual",
    "true.recruited_labour",
    "true.returns_to_exploitation",
    "true.people_in_sexual_exploitation_under_18",
)
"""What a slide has room for."""

UNDER_18 = "true.people_in_sexual_exploitation_under_18"


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if results.has(*FORMS.values()) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    forms = {form: results.effect(name) for form, name in FORMS.items()}
    parts = {form: verdict(words, found) for form, found in forms.items()}
    title = words("figures_differences.title", policy=policy, **parts)
    said = " ".join(_sentence(found, words) for found in _effects(results, TRUE))
    alt = words(
        "figures_differences.alt", title=title, sentences=said, range=range_said(words, results, _runs(results))
    )
    return Message(
        capital(title), words("figures_differences.subtitle", reference=reference), alt, source(words, results)
    )


def differences_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw the change of every outcome since the policy's start, the largest fall on top."""
    found = _effects(results, ON_SLIDE if size.slide else SHOWN)
    dots = [Dot(_name(each, words), each, look_of(each.sign, results.better(each.outcome))) for each in found]
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, height_of(dots, size, size.width - 2 * size.margin))
        draw_rows(page, page.body, dots, words, told=not size.slide)
    return page.figure


def _name(found: Effect, words: Words) -> str:
    """Return the name of an outcome's row; of people under 18 tables say the form in the row above."""
    return words("figures_differences.under_18") if found.outcome == UNDER_18 else words.outcome(found.outcome).strip()


def _runs(results: Results) -> int:
    return results.pair.replicates


def _effects(results: Results, names: tuple[str, ...]) -> list[Effect]:
    """Return the effects in per cent, the largest fall first; without those of too small a reference or no change."""
    return sorted(_known(results, names), key=lambda each: each.mean)


def _known(results: Results, names: tuple[str, ...]) -> Iterator[Effect]:
    for name in names:
        if results.has(name):
            found = results.effect(name)
            small = counts_people(found.unit) and abs(found.reference) < SMALLEST_BASE
            if found.reference and found.mean and not small and not math.isnan(found.mean):
                yield found.relative()


def _sentence(found: Effect, words: Words) -> str:
    return words("figures_common.alt_sentence", outcome=_name(found, words), change=change(words, found))
