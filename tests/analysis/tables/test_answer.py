"""The answer of a comparison fits one screen and says what can be told, what cannot, and what is not in it."""

import json
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from analysis.base.headlines import FORMS
from analysis.base.words import MINUS, words_in
from analysis.tables.answer import answer
from analysis.tables.answer_json import answer_json
from analysis.tables.answer_wording import short_names
from tests.analysis.made_up import harm, theories

SEXUAL, LABOUR = FORMS.values()
WORSE = ("income_of_miners", "wages_of_bar_workers")
EVERYTHING = {f"true.{name}": -9.0 for name in WORSE} | {
    f"true.{name}": 9.0
    for name in (
        *("extortion_of_miners", "clashes", "extortion_of_bar_workers", "people_misidentified", "reprisals", "bribes"),
        *("person_weeks_in_police_stations", "sent_home_unprepared", "returns_to_exploitation", "cost_to_ngos"),
        *("cost_to_state", "budget_spent", "budget_unspent"),
    )
}


def package(name, sexual, labour=0.0, **changes):
    made = harm.made({SEXUAL: sexual, LABOUR: labour} | EVERYTHING)
    return replace(made, name=f"{name}_led_20_outlook", reference="outlook", **changes)


THREE = [package("protection", -20.0), package("integrity", -5.0, 3.0), package("enforcement", 4.0, -6.0)]


def shown(pairs, manifest=harm.MANIFEST, width=100):
    console = Console(width=width, file=StringIO())
    console.print(answer(pairs, manifest, words_in()), highlight=False)
    return console.file.getvalue()


def test_three_packages_fit_one_screen_whatever_their_harm():
    for width in (100, 160):
        lines = shown(THREE, width=width).splitlines()
        assert len(lines) <= 45 and max(map(len, lines)) <= 100


def test_the_answer_names_the_lowest_the_higher_and_what_cannot_be_told():
    text = " ".join(shown(THREE).split())
    assert "Sexual exploitation is lower with protection and integrity; is HIGHER with enforcement." in text
    assert f"It is lowest with protection, {MINUS}7" in text and "told from every other package." in text
    assert (
        "worse: income, extortion, clashes" in text
        and "better" not in text.partition("HARM")[2].partition("officials")[0]
    )
    assert "chance between 5 runs and nothing else" in text and "--theories each" in text


def test_packages_that_do_the_same_cannot_be_told_apart():
    one, two = package("one", -20.0), package("two", -20.0)
    two = replace(two, policy=two.policy + np.linspace(-1, 1, 5)[:, None, None])
    text = " ".join(shown([one, two]).split())
    assert f"two {MINUS} one" in text and "cannot tell" in text
    assert "Which package lowers it most cannot be told." in text


def test_one_package_has_no_differences_and_one_run_no_ranges():
    alone = shown([package("protection", -20.0)])
    assert "Packages against one another" not in alone and f"{MINUS}720" in alone
    one = package("protection", -20.0)
    one = replace(one, policy=one.policy[:1], against=one.against[:1])
    text = shown([one])
    assert "One replicate: no range is possible" in text and "HARM" not in text and "no range" in text


def test_packages_with_other_prices_starts_and_references_are_marked():
    late = replace(package("late", -20.0), policy_start=harm.DATES[12])
    other = replace(package("crash", -30.0), reference="price_crash")
    manifest = harm.MANIFEST | {"arms": [{"scenario": other.name, "policy_start": None}]}
    text = " ".join(shown([package("early", -5.0), late, other], manifest).split())
    assert "measured Jan 2010 to Dec 2012 Jan 2011 to Dec 2012" in text
    assert "% of its reference" in text
    assert "against outlook" in text and "against price crash" in text
    assert "In crash more than policies differs from the reference" in text
    assert "different references (outlook and price crash)" in text


def test_theories_say_under_how_many_an_effect_holds():
    text = shown(theories.pairs_of(theories.EFFECTS), theories.MANIFEST)
    for said in ("holds under theories", "lower in 7 of 7", "lower in 4 of 7", "1 lower, 1 higher of 7"):
        assert said in text
    assert "--theories each" not in text


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["raids"], ["raids"]),
        (["raids_led_20", "care_led_20"], ["raids", "care"]),
        (["led_20", "care_led_20"], ["led", "care led"]),
        (["raids", "shelters"], ["raids", "shelters"]),
    ],
)
def test_short_names_leave_out_what_all_names_end_with(names, short):
    assert list(short_names(names, words_in()).values()) == short


def test_the_json_holds_what_the_screen_shows():
    about = {"experiment": "x", "model_version": 3, "seed": 1, "persons_per_agent": 1}
    found = json.loads(answer_json(THREE, harm.MANIFEST | about, words_in()))
    protection = found["packages"][0]
    assert protection["exploitation"]["sexual"]["reading"] == "lower"
    assert protection["exploitation"]["sexual"]["difference"] == pytest.approx(-720, abs=10)
    assert protection["harm"]["miners"]["worse"][0] == "true.income_of_miners"
    assert protection["money_in_soles"]["budget_unspent"]["difference"] > 0
    assert len(found["between"]) == 6 and found["range"].endswith("chance between replicates only")
