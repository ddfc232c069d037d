"""Who is affected: how many women and girls and people under 18 are in each form, and what changes for them."""

import matplotlib
from matplotlib.figure import Figure

from analysis.base.headlines import FORMS
from analysis.base.style import STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import look_of
from analysis.figures.brief.page import Message, Size, open_page
from analysis.figures.brief.rows import Dot, draw_rows, height_of
from analysis.figures.brief.wording import capital, change, number, range_said, sorted_out, source
from analysis.measures.effects import BY_GROUP, GROUPS, Effect, Results


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    names = [name for groups in BY_GROUP.values() for name in groups.values()]
    return "" if results.has(*names) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    found = {group: results.effect(BY_GROUP["sexual"][group]) for group in GROUPS[1:]}
    named = {words(f"figures_affected.{group}"): each for group, each in found.items()}
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    first = next(iter(found.values()))
    title = words("figures_affected.title", policy=policy, parts=sorted_out(words, named, "for"))
    said = " ".join(_sentence(form, group, results, words) for form in FORMS for group in GROUPS)
    alt = words("figures_affected.alt", title=title, sentences=said, range=range_said(words, results, first.runs))
    return Message(capital(title), words("figures_affected.subtitle", reference=reference), alt, source(words, results))


def affected_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw the change in per cent of each group's own level, the form as heading, the level beside the name."""
    dots = [_dot(form, group, results, words, size) for form in FORMS for group in GROUPS]
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, height_of(dots, size, size.width - 2 * size.margin))
        draw_rows(page, page.body, dots, words, told=not size.slide)
    return page.figure


def _dot(form: str, group: str, results: Results, words: Words, size: Size) -> Dot:
    found = results.effect(BY_GROUP[form][group])
    name = words(f"figures_affected.{group}")
    label = name if size.slide else words("figures_affected.level", group=name, level=_level(found, words))
    heading = words(f"comparison.{form}") if group == GROUPS[0] else ""
    return Dot(
        label[:1].upper() + label[1:], found.relative(), look_of(found.sign, "lower"), heading[:1].upper() + heading[1:]
    )


def _level(found: Effect, words: Words) -> str:
    return number(words, found.reference, found.unit)


def _sentence(form: str, group: str, results: Results, words: Words) -> str:
    found = results.effect(BY_GROUP[form][group])
    about = {"form": words(f"comparison.{form}"), "group": words(f"figures_affected.{group}")}
    return words(
        "figures_affected.sentence", **about, level=_level(found, words), change=change(words, found.relative())
    )
