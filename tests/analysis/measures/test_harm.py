"""The harm ledger, on made-up pairs whose harm is known."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from analysis.base.headlines import FORMS, RECORDED
from analysis.base.words import words
from analysis.figures.captions import About
from analysis.figures.policies import alt_text, policies_figure
from analysis.measures.harm import COSTS, LEDGER, OUTCOMES, Harm, prices
from analysis.measures.summarise import Pair
from analysis.tables.harm import harm_csv, harm_table, lines_of, words_of_price
from model import outcomes as declared
from tests.analysis.drawn import check_that_all_can_be_read, said

KNOWN = {name: about for name, about in declared.OUTCOMES.items() if name in {*OUTCOMES, *FORMS.values(), *RECORDED}}
NAMES = list(KNOWN)
ABOUT = ("unit", "over_time", "better", "definition")
MANIFEST = {"outcomes": {name: {key: getattr(about, key) for key in ABOUT} for name, about in KNOWN.items()}}
HOW = {name: about.over_time for name, about in KNOWN.items()}
DATES = [date(2010 + i // 12, i % 12 + 1, 1) for i in range(36)]
CAPTION = About(model_version=1, seed=1, scale=20)


def made(effects, name="raids", replicates=5, noise=0.5):
    """Return a pair whose months differ by ``effects``, by outcome; all else differs by nothing."""
    rng = np.random.default_rng(len(name))
    against = rng.normal(500, 50, (replicates, len(DATES), len(NAMES)))
    policy = against.copy()
    for outcome, effect in effects.items():
        policy[:, :, NAMES.index(outcome)] += effect + rng.normal(0, noise, (replicates, 1))
    return Pair(name, "baseline", DATES[0], DATES, NAMES, policy, against, replicates)


def harm(effects, **about):
    return {line.row.outcome: line.harm for line in lines_of(made(effects, **about), MANIFEST)}


def test_harm_follows_the_direction_that_an_outcome_declares():
    found = harm({"true.income_of_miners": -9, "true.reprisals": -9, "true.departures_of_miners": 9})
    assert found["true.income_of_miners"] is Harm.MORE
    assert found["true.reprisals"] is Harm.LESS
    assert found["true.departures_of_miners"] is Harm.HIGHER
    assert found["true.people_misidentified"] is Harm.SAME


def test_a_line_within_chance_is_no_harm_and_one_replicate_tells_nothing():
    assert harm({"true.reprisals": 0.0}, noise=5.0)["true.reprisals"] is Harm.UNCLEAR
    assert harm({"true.reprisals": 9}, replicates=1)["true.reprisals"] is Harm.UNKNOWN


def test_lines_that_the_model_does_not_count_are_left_out():
    kept = [name for name in NAMES if name != "true.reprisals"]
    pair = made({})
    less = replace(pair, outcomes=kept, policy=pair.policy[:, :, : len(kept)], against=pair.against[:, :, : len(kept)])
    assert "true.reprisals" not in {line.row.outcome for line in lines_of(less, MANIFEST)}


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_line_has_a_label_and_a_short_one(name):
    assert words().outcome(name)
    if name not in COSTS and "budget" not in name:
        assert words()(f"harm.short_{name.partition('.')[2]}")


def test_a_person_year_averted_costs_what_state_and_ngos_pay_over_what_is_averted():
    sexual, labour = FORMS.values()
    pair = made({"true.cost_to_state": 600.0, "true.cost_to_ngos": 400.0, sexual: -10.0, labour: 5.0}, noise=0.01)
    found = {price.form: price for price in prices(pair, HOW)}
    assert found["sexual"].per_year.mean == pytest.approx(100.0, rel=0.01)
    assert found["sexual"].per_year.low < 100.0 < found["sexual"].per_year.high
    assert found["labour"].per_year is None
    assert words_of_price(found["labour"], words()) == "none is averted: person-years rise"


def test_no_price_where_what_is_averted_cannot_be_told_from_zero():
    pair = made({"true.cost_to_state": 600.0, FORMS["sexual"]: 0.0}, noise=5.0)
    price = prices(pair, HOW)[0]
    assert price.per_year is None and "cannot be told" in words_of_price(price, words())


def test_table_and_file_show_every_group_and_never_a_sum_over_them():
    pair = made({"true.reprisals": 9, FORMS["sexual"]: -10, "true.cost_to_state": 600.0})
    console = Console(width=160, file=StringIO())
    console.print(harm_table(pair, MANIFEST, words()))
    text = console.file.getvalue()
    assert all(words()(f"harm.{group}") in text for group in LEDGER)
    assert "never added up" in text and "total" not in text.lower()
    rows = {row["line"]: row for row in csv.DictReader(harm_csv([pair], MANIFEST, words()).decode().splitlines())}
    assert rows["true.reprisals"]["harm"] == "more" and rows["true.reprisals"]["group"] == "survivors"
    assert float(rows["cost_per_person_year_of_sexual_exploitation_averted"]["difference"]) == pytest.approx(
        60, rel=0.1
    )
    assert rows["cost_per_person_year_of_labour_exploitation_averted"]["difference"] == ""


POLICIES = ("raids", "shelters", "prevention_professionals", "vetting", "specialised_prosecutors", "veedurias")


def many(n, **about):
    effects = {"true.reprisals": 9, FORMS["sexual"]: -10, "true.cost_to_state": 1e6, "recorded.reta_complaints": 4}
    return [made(effects, name=f"{POLICIES[k % 6]}{'_' * (k // 6)}", **about) for k in range(n)]


@pytest.mark.parametrize(("n", "replicates"), [(4, 5), (6, 1), (16, 3)])
def test_no_label_of_the_figure_of_many_policies_covers_another(n, replicates):
    check_that_all_can_be_read(policies_figure(many(n, replicates=replicates), MANIFEST, CAPTION, words()))


def test_the_figure_of_many_policies_never_mixes_true_and_recorded():
    figure = policies_figure(many(5), MANIFEST, CAPTION, words())
    recorded = next(part for part in figure.subfigs if any("RECORDED" in text.get_text() for text in part.texts))
    titles = [axes.get_title(loc="left") for axes in recorded.axes]
    assert titles == [words().outcome(name) for name in RECORDED]
    assert "worse" in said(figure) and "Income" not in " ".join(titles)
    assert "raids, Person-years of sexual exploitation" in alt_text(many(5), MANIFEST, words())
