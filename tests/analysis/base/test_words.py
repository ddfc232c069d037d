"""One catalogue holds every word that tables and figures print."""

import re
from pathlib import Path

import pytest

from analysis.base import headlines
from analysis.base.words import WordsError, languages, words_in
from model.outcomes import OUTCOMES

ANALYSIS = Path(__file__).resolve().parents[3] / "analysis"
HEADLINES = (*headlines.TRUE, *headlines.RECORDED)


@pytest.mark.parametrize("name", HEADLINES)
def test_every_headline_outcome_is_declared_and_has_a_label(name):
    assert name in OUTCOMES
    assert words_in().outcome(name)


def test_true_and_recorded_share_no_block():
    assert all(name.startswith("true.") for name in (*headlines.TRUE, *headlines.FORMS.values(), *headlines.PICTURED))
    assert all(name.startswith("recorded.") for name in (*headlines.RECORDED, headlines.PICTURED_RECORDED))


def test_every_word_asked_for_is_in_every_catalogue():
    source = "\n".join(path.read_text() for path in ANALYSIS.rglob("*.py"))
    asked = set(re.findall(r'(?:words|text)\(\s*"([a-z]+\.[a-z_]+)"', source))
    assert len(asked) > 30
    for language in languages():
        entries = words_in(language).entries
        missing = {key for key in asked if key.split(".")[1] not in entries.get(key.split(".")[0], {})}
        assert not missing, language


def test_a_missing_word_or_language_is_named():
    with pytest.raises(WordsError, match=r"figure\.nonsense is not in"):
        words_in()("figure.nonsense")
    with pytest.raises(WordsError, match="'xx'"):
        words_in("xx")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(1234567.0, 0, "1,234,567"), (-12.34, 1, "\N{MINUS SIGN}12.3"), (-0.2, 0, "0"), (float("nan"), 0, "\N{EN DASH}")],
)
def test_numbers_follow_the_language(value, decimals, expected):
    assert words_in().number(value, decimals) == expected
