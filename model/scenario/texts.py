"""Title and question of a scenario in one or more languages, as its file gives them: labels that no rule may read."""

import re
from dataclasses import dataclass

from model.text.mistakes import Report, value_of
from model.text.toml_file import Node

FIRST = "en"
"""The language of a text that is given without one."""
LANGUAGE = re.compile(r"[a-z]{2}")
LONGEST_TITLE = 60
"""Characters of a title that tables and figures have room for."""
type Texts = tuple[tuple[str, str], ...]
"""A text by language, as pairs, so that a scenario stays a plain value."""


@dataclass(frozen=True)
class Titles:
    """Title and question by language, and the name of the scenario that they were written for."""

    scenario: str = ""
    title: Texts = ()
    question: Texts = ()

    def of(self, scenario: str) -> dict[str, str]:
        """Return the titles by language; none where a scenario made from this one has another name."""
        return dict(self.title) if scenario == self.scenario else {}

    def asked(self, language: str) -> str | None:
        """Return the question in a language; None if it is not given in it."""
        return dict(self.question).get(language)


UNTITLED = Titles()


def read_texts(node: Node | None, kind: str, report: Report) -> Texts:
    """Return a ``title`` or ``question``, one text or one a language; a wrong one is noted and left out."""
    if node is None:
        return ()
    given = node.value if isinstance(node.value, dict) else {FIRST: node}
    for language in (language for language in given if not LANGUAGE.fullmatch(language)):
        report.add(given[language], f"is no language; write two letters, such as {kind}.es")
    read = {language: value_of(each, READERS[kind], report) for language, each in given.items()}
    return tuple((language, text) for language, text in read.items() if text)


def in_first(texts: Texts) -> str:
    """Return a text in the first language, or as it is given first; nothing without any."""
    found = dict(texts)
    return found.get(FIRST) or next(iter(found.values()), "")


def _question(value: object) -> str:
    if not isinstance(value, str) or not value.strip().endswith("?"):
        raise ValueError("is not a question; write one sentence that ends in '?'")
    return " ".join(value.split())


def _title(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(" ".join(value.split())) <= LONGEST_TITLE:
        raise ValueError(f"is no title; write a few words, at most {LONGEST_TITLE} characters")
    return " ".join(value.split())


READERS = {"question": _question, "title": _title}
