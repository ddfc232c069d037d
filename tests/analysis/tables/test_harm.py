"""Tables and files of the harm ledger: every group, and never a sum over them."""

import csv
from io import StringIO

import pytest
from rich.console import Console

from analysis.base.headlines import FORMS
from analysis.base.words import words_in
from analysis.measures.harm import COSTS, LEDGER, OUTCOMES, prices
from analysis.tables.harm import harm_csv, harm_table, words_of_price
from tests.analysis.made_up.harm import MANIFEST, made


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_line_has_a_label_and_a_short_one(name):
    assert words_in().outcome(name)
    if name not in COSTS and "budget" not in name:
        assert words_in()(f"harm.short_{name.partition('.')[2]}")


def test_the_price_says_why_there_is_none():
    pair = made({"true.cost_to_state": 600.0, FORMS["sexual"]: 0.0, FORMS["labour"]: 50.0}, noise=5.0)
    sexual, labour = (words_of_price(price, words_in()) for price in prices(pair, MANIFEST))
    assert "cannot be told" in sexual and labour == "none is averted: person-years rise"


def test_table_and_file_show_every_group_and_never_a_sum_over_them():
    pair = made({"true.reprisals": 9, FORMS["sexual"]: -10, "true.cost_to_state": 600.0})
    console = Console(width=160, file=StringIO())
    console.print(harm_table(pair, MANIFEST, words_in()))
    text = console.file.getvalue()
    assert all(words_in()(f"harm.{group}") in text for group in LEDGER)
    assert "never added up" in text and "total" not in text.lower()
    rows = {row["line"]: row for row in csv.DictReader(harm_csv([pair], MANIFEST, words_in()).decode().splitlines())}
    assert rows["true.reprisals"]["harm"] == "more" and rows["true.reprisals"]["group"] == "survivors"
    assert float(rows["cost_per_person_year_of_sexual_exploitation_averted"]["difference"]) == pytest.approx(
        60, rel=0.1
    )
    assert rows["cost_per_person_year_of_labour_exploitation_averted"]["difference"] == ""
