"""Figures for staff: everybody can read them, in every language, and their titles say no more than their numbers."""

import ast
import re
from dataclasses import replace
from itertools import combinations

import pytest

from analysis.base.headlines import FORMS
from analysis.base.words import MINUS, languages, words_in
from analysis.figures.brief import (
    affected,
    assumptions,
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
from analysis.figures.brief import looks as look
from analysis.figures.brief.page import PRINT, SIZES, SLIDE
from analysis.figures.brief.wording import those
from analysis.measures.effects import BY_ZONE
from analysis.reports.figures import KINDS
from model.scenario.theories import every_combination
from tests.analysis.drawn import check_that_all_can_be_read, check_that_no_text_of_the_page_lies_on_a_panel, said, texts
from tests.analysis.legible import SIGHTS, check_contrast, contrast, distance, smallest
from tests.analysis.made_up import brief
from tests.contracts.imports import ROOT

W = words_in()
MANY = ("first", brief.LONG, f"{brief.LONG}_and_more", "fourth", "fifth")
DRAWN = {kind.name: kind.draw for kind in KINDS}
CASES = {"one policy": ("raids",), "many policies with long names": MANY}
FURTHER = {"assumptions": assumptions.assumptions_figure}
LEAST_NUMBERS, LEAST_DISTANCE = 3, 15.0


def drawn(name, size, language="en", names=MANY, **about):
    words = words_in(language)
    if name in FURTHER:
        return FURTHER[name](brief.study(), words, size)
    return DRAWN[name](brief.whole(*names, **about), words, size)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("name", [*DRAWN, *FURTHER])
def test_everybody_can_read_every_figure(name, size, language):
    figure = drawn(name, size, language)
    check_that_all_can_be_read(figure)
    check_that_no_text_of_the_page_lies_on_a_panel(figure)
    assert smallest(figure) >= (12 if size.slide else 8)
    check_contrast(figure)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("name", ["portfolios", "theories"])
def test_many_policies_under_every_combination_of_theories_can_be_read(name, size):
    some = brief.whole(*(f"{brief.LONG}_{k}" for k in range(13)), replicates=2)
    many = replace(some, rivals=brief.under(some.pairs, [theory.label for theory in every_combination()]))
    figure = DRAWN[name](many, W, size)
    check_that_all_can_be_read(figure)
    check_that_no_text_of_the_page_lies_on_a_panel(figure)
    assert ("left out here" in said(figure)) == size.slide


@pytest.mark.parametrize("name", [name for name in DRAWN if name not in ("portfolios", "causes", "doubt")])
def test_one_policy_with_one_run_can_be_read_and_says_that_nothing_can_be_told(name):
    results = brief.results("raids", replicates=1)
    figure = DRAWN[name](results, W, PRINT)
    check_that_all_can_be_read(figure)
    assert "no range is possible" in re.sub(r"\s+", " ", " ".join(text.get_text() for text in texts(figure)))


@pytest.mark.parametrize("name", [*DRAWN, *FURTHER])
def test_a_slide_holds_three_numbers_at_most_beside_those_of_axes_and_source(name):
    figure = drawn(name, SLIDE, names=("raids", "shelters"))
    ticks = {label for axes in figure.axes for label in (*axes.get_xticklabels(), *axes.get_yticklabels())}
    beside = [text for text in texts(figure) if text not in ticks and not text.get_gid()]
    numbers = re.findall(r"\d[\d,.]*", " ".join(text.get_text() for text in beside).replace("under 18", ""))
    assert len(numbers) <= LEAST_NUMBERS, numbers


def test_every_figure_for_staff_is_checked_here():
    folder = ROOT / "analysis" / "figures" / "brief"
    nodes = (node for path in folder.glob("*.py") for node in ast.parse(path.read_text(encoding="utf-8")).body)
    found = {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.endswith("_figure")}
    assert found == {draw.__name__ for draw in (*DRAWN.values(), *FURTHER.values())}


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_that_tell_apart_look_apart_under_every_sight(sight):
    for colours in ((look.BETTER, look.WORSE), look.PARTS.values(), (look.BAND, look.CORE, "white")):
        for one, other in combinations(colours, 2):
            assert distance(one, other, sight) >= (LEAST_DISTANCE if sight != "greyscale" else 8.0), (one, other)


def test_the_checks_notice_what_cannot_be_read():
    assert contrast("white", "black") == pytest.approx(21)
    assert distance("#D00000", "#6A7A00", "deuteranopia") < distance("#D00000", "#6A7A00", "usual") / 2
    figure = drawn("headline", PRINT)
    figure.text(0.5, 0.5, "pale", color="#BBBBBB")
    with pytest.raises(AssertionError, match="contrast"):
        check_contrast(figure)


def headline_of(change, replicates=12, noise=0.2):
    return headline.message(
        brief.results("raids", replicates=replicates, effects={FORMS["sexual"]: change}, noise=noise), W
    )


@pytest.mark.parametrize(
    ("change", "replicates", "noise", "said"),
    [
        (-9, 12, 0.2, "sexual exploitation probably falls a little"),
        (-90, 12, 0.2, "sexual exploitation probably falls;"),
        (-300, 12, 0.2, "sexual exploitation probably falls a lot"),
        (90, 12, 0.2, "sexual exploitation probably rises;"),
        (-90, 3, 0.2, "sexual exploitation perhaps falls;"),
        (-1, 12, 60.0, "cannot be told from no change"),
        (-90, 1, 0.2, "has one run, so nothing can be told"),
        (0, 12, 0.0, "does not change at all"),
    ],
)
def test_a_title_says_no_more_than_the_range_allows(change, replicates, noise, said):
    assert said in headline_of(change, replicates, noise).title


def test_an_effect_fades_only_where_later_years_are_told_to_be_nearer_to_zero():
    column = brief.NAMES.index(FORMS["sexual"])
    found = brief.results("raids", effects={FORMS["sexual"]: -90.0}, noise=0.2)
    assert headline.message(found, W).title.endswith("; the effect lasts")
    found.pairs[0].policy[:, 72:, column] = found.pairs[0].against[:, 72:, column] - 5.0
    assert headline.message(found, W).title.endswith("; the effect fades")


def test_the_words_of_a_figure_hold_its_numbers():
    alt = headline_of(-90).alt
    assert re.search(rf"{MINUS}10 % \({MINUS}10 to {MINUS}10\) of the reference, {MINUS}\d,\d00 \({MINUS}\d,", alt)
    sentence = next(each for each in zones.message(brief.results(), W).alt.split(". ") if "Along rivers" in each)
    mean = brief.results().effect(BY_ZONE["river"]).mean
    assert f"+{round(mean / 5) * 5}" in sentence


def test_records_that_move_the_other_way_are_said_to_mislead():
    assert "records alone would mislead" in recorded.message(brief.results(), W).title
    same = brief.results(effects={FORMS["sexual"]: -90.0, "recorded.reta_complaints": -90.0})
    assert "mislead" not in recorded.message(same, W).title


def test_no_policy_is_called_best_unless_told_from_every_other():
    equal = brief.results("raids", "shelters")
    assert "cannot be told" in cost.message(equal, W).title
    best = [brief.pair("raids", effects={FORMS["sexual"]: -300.0, "true.cost_to_state": 1e6}), *equal.pairs[1:]]
    assert "raids lowers" in cost.message(type(equal)(best, equal.manifest, "raids"), W).title.lower()


def test_what_a_record_lacks_is_left_out():
    assert doubt.lacks(brief.results()) == "figures_doubt.lacks" and not doubt.lacks(brief.whole())
    assert portfolios.lacks(brief.results("raids")) == "figures_portfolios.lacks"


def test_ledger_keeps_a_line_of_every_group_and_result_on_a_slide():
    found = brief.results(
        effects={"true.reprisals": -90.0, **{name: 90.0 for name in brief.NAMES if "extortion" in name}}
    )
    shown = " ".join(text.get_text() for text in texts(ledger.ledger_figure(found, W, SLIDE)))
    assert "People who suffer a reprisal" in shown


@pytest.mark.parametrize(
    ("factors", "replicates", "expected"),
    [
        ((1, 2), 12, "Sexual exploitation probably falls under all theories with “raids”"),
        ((1, 2), 3, "Sexual exploitation perhaps falls under all theories with “raids”"),
        ((-1, -2), 12, "Sexual exploitation probably rises under all theories with “raids”"),
        ((1, -1), 12, "Sexual exploitation changes direction between theories with “raids”"),
        ((1, 0), 12, "With no policy compared does sexual exploitation change in one direction under all theories"),
        ((1, 2), 1, "With one run of each nothing can be told under any theory"),
    ],
)
def test_a_title_says_what_holds_under_all_theories(factors, replicates, expected):
    some = brief.results("raids", effects={FORMS["sexual"]: -90.0}, noise=0.2, replicates=replicates)
    rivals = brief.under(some.pairs, factors=factors)
    assert theories.message(replace(some, rivals=rivals), W).title == expected


def test_a_title_names_few_policies_and_counts_many():
    every = ["a plan, at 20", "b plan, at 20", "c plan, at 20", "d plan, at 20", "e plan, at 20"]
    assert those(W, every[:2], every) == "“a” and “b”"
    assert those(W, every[:4], every) == "4 of the 5 policies"
    assert those(W, every, every) == "every policy compared"


def test_what_holds_is_told_by_policy_and_form():
    alt = theories.message(brief.results(), W).alt
    assert "raids, Person-years of sexual exploitation: lower under 5 of 7." in alt
    assert theories.lacks(replace(brief.results(), rivals=())) == "figures_theories.lacks"


def test_true_and_recorded_share_no_axes():
    figure = recorded.recorded_figure(brief.results(), W, PRINT)
    assert len(figure.axes) == 2


def test_signs_and_groups_are_those_of_the_numbers():
    assert "falls for women and girls" in affected.message(brief.results(), W).title
    assert "labour exploitation does not change" not in differences.message(brief.results(), W).title
