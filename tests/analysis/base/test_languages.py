"""Every catalogue is complete, in its own language, and says nothing that the glossary refuses."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from string import Formatter

import pytest

from analysis.base.wording import GLOSSARY, objections
from analysis.base.words import Words, languages, words_in
from analysis.measures.routes import known
from experiments.base.outcomes import declared_outcomes
from experiments.record.explain import _own
from model.evidence.facts import facts, grade
from model.evidence.patterns import compared
from model.interventions import INTERVENTIONS
from model.mechanisms import not_modelled, rows
from model.parameters import Parameters
from model.parameters.declaring import declared
from model.scenario.layers import all_names
from model.scenario.scenario import SCENARIOS
from model.scenario.theories import SWITCHES

ENGLISH, OTHERS = words_in(), [language for language in languages() if language != "en"]
SAME = {
    "es": {"id", "{place}: regional", "regional", "Total", "PAWN", "factor", "no"},
    "fr": {
        *("id", "Total", "PAWN", "Bars", "imitation", "exceptions", "question", "distribution", "quasi-p"),
        *("exploitation", "ensemble", "score"),
    },
}
"""Entries that read the same as in English."""


def entries(words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield section, name and text of every entry of a catalogue."""
    yield from ((section, name, text) for section, named in words.entries.items() for name, text in named.items())


def places(text: str) -> list[str]:
    """Return the places that a text leaves for values, with their format."""
    return sorted(f"{name}!{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None)


def letters(text: str) -> bool:
    """Tell whether a text says anything beside the values that are filled in."""
    return bool(re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", text)))


def texts(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield where a text of a language stands, the outcome that it labels, the text, and its English."""
    words = words_in(language)
    for section, name, english in entries(ENGLISH):
        outcome = name if section == "outcome" else ""
        yield f"{section}.{name}", outcome, words.entries[section][name], english
    for section, named in words.model.items():
        yield from ((f"model {section}", "", text, english) for english, text in named.items())
    for name, said in scenarios().items():
        yield from ((name, "", said[part][language], said[part]["en"]) for part in ("title", "question"))


@cache
def scenarios() -> dict[str, dict[str, dict[str, str]]]:
    """Return title and question by language of every scenario of the project."""
    files = {name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in all_names(SCENARIOS).items()}
    return {name: {part: file[part] for part in ("title", "question")} for name, file in files.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_entry_with_its_places_in_its_own_words(language):
    words = words_in(language)
    assert [(s, list(named)) for s, named in words.entries.items()] == [
        (s, list(named)) for s, named in ENGLISH.entries.items()
    ]
    other = {f"{s}.{n}": (text, words.entries[s][n]) for s, n, text in entries(ENGLISH)}
    assert {key for key, (english, text) in other.items() if places(english) != places(text)} == set()
    left = {
        text for english, text in other.values() if text == english and letters(text) and text not in SAME[language]
    }
    assert left - SAME[language] == set(), "left in English"


def said_in_english() -> dict[str, set[str]]:
    """Return what tables take from the model, by the section of its translation."""
    kinds = INTERVENTIONS.values()
    own = [about for kind in kinds for about in fields(kind) if _own(about)]
    switches = [option for switch, options in SWITCHES.items() for option in (switch, *options)]
    names = {*INTERVENTIONS, *switches, *(each.name for each in own)}
    names |= {option for each in own for option in each.metadata.get("options", ())}
    numbers = declared(Parameters().groups())
    shown = [each.fact for each in known(facts(), grade)]
    units = {outcome.unit for outcome in declared_outcomes().values()} | {number.unit for number in numbers}
    return {
        "names": {name.replace("_", " ") for name in names | {number.role for number in numbers}},
        "policies": {" ".join((kind.__doc__ or "").split("\n\n")[0].split()) for kind in kinds},
        "mechanisms": {text for row in (*rows(), *not_modelled()) for text in (row.name, row.because)},
        "patterns": {pattern.statement for pattern in compared().patterns},
        "facts": {text for fact in shown for text in (fact.statement, fact.unit, fact.period, fact.place)},
        "units": units
        | {pattern.unit for pattern in compared().patterns}
        | {each.metadata.get("unit", "1") for each in own},
    }


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_model_says_is_translated_as_it_stands_now(language):
    model = words_in(language).model
    for section, english in said_in_english().items():
        assert english - model[section].keys() - {"", "1"} == set(), section
        assert model[section].keys() - english - {"True", "False"} == set(), f"{section}: said no more"


@pytest.mark.parametrize("language", languages())
def test_no_text_says_what_the_glossary_refuses(language):
    found = [(where, objections(language, text, english=en, outcome=of)) for where, of, text, en in texts(language)]
    assert [each for each in found if each[1]] == []


def missing_terms(language, text, english):
    """Return the terms of the glossary that stand in the English and not in its translation; places do not count."""
    terms, english = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"], re.sub(r"\{[^}]*\}", "", english)
    rules = [rule for rule in terms if language in rule and re.search(rule["en"], english, re.IGNORECASE)]
    return [rule["en"] for rule in rules if not re.search(rule[language], text, re.IGNORECASE)]


@pytest.mark.parametrize("language", OTHERS)
def test_terms_of_the_glossary_stand_where_the_english_has_them(language):
    found = [(where, missing_terms(language, text, english)) for where, _, text, english in texts(language)]
    assert [each for each in found if each[1]] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "child prostitution"),
        ("en", "a stock of people"),
        ("en", "brothels"),
        ("es", "prostitución infantil"),
        ("es", "prostitutas"),
        ("es", "tráfico de personas"),
        ("es", "víctimas de trata"),
        ("es", "stock de personas"),
        ("es", "prostíbulos"),
        ("fr", "prostitution enfantine"),
        ("fr", "trafic de personnes"),
        ("fr", "stock de personnes"),
        ("fr", "victimes"),
        ("fr", "clients"),
    ],
)
def test_the_lint_refuses(language, text):
    assert objections(language, f"Las {text} …", english="survivors of trafficking" if language != "en" else "")


@pytest.mark.parametrize(
    ("language", "outcome", "text"),
    [
        ("en", "true.exits", "Recorded exits"),
        ("es", "true.exits", "Salidas registradas"),
        ("fr", "true.exits", "Sorties enregistrées"),
        ("en", "recorded.convictions", "True convictions"),
        ("es", "recorded.convictions", "Condenas reales"),
        ("fr", "recorded.convictions", "Condamnations réelles"),
    ],
)
def test_the_lint_keeps_true_and_recorded_apart(language, outcome, text):
    assert objections(language, text, outcome=outcome)
    assert not objections(language, text)


def test_the_lint_lets_registers_speak_of_victims():
    assert not objections("es", "Víctimas, registro policial", english="Victims, police register")
    assert missing_terms("es", "tráfico", "trafficking") and not missing_terms("es", "la trata", "trafficking")


def test_french_spaces_and_spanish_marks_are_those_of_print():
    for where, _, text, _ in texts("fr"):
        assert not letters(text) or not re.search(r"[\w)»}][;:!?](?=\s|$)| [;:!?%»](?!\w)|« |'", text), where
    for where, _, text, _ in texts("es"):
        assert len(re.findall(r"\w\?", text)) == text.count("¿"), where


@pytest.mark.parametrize(
    ("language", "number", "months", "listed"),
    [
        ("en", "\N{MINUS SIGN}1,234.5", "4 Jan 2010", "raids, courts and issues"),
        ("es", "\N{MINUS SIGN}1,234.5", "4 ene. 2010", "raids, courts e issues"),
        ("fr", "\N{MINUS SIGN}1\u202f234,5", "4 janv. 2010", "raids, courts et issues"),
    ],
)
def test_numbers_days_and_lists_follow_the_language(language, number, months, listed):
    words = words_in(language)
    assert words.number(-1234.5, 1) == words.plain(-1234.5) == number
    assert words.day("2010-01-04") == months
    assert words.joined(["raids", "courts", "issues"]) == listed
    assert words.joined(["raids"]) == words.either(["raids"]) == "raids"


def test_a_title_in_the_language_then_in_english_then_the_name():
    arms = [{"scenario": "raids", "title": {"en": "More raids", "es": "Más"}}, {"scenario": "my_file"}]
    assert [words_in(language).titled(arms).scenario("raids") for language in ("es", "fr")] == ["Más", "More raids"]
    assert words_in("es").titled(arms).scenario("my_file") == "my file"
