"""What texts may not say, and what they must: words to avoid, terms of the glossary, true and recorded kept apart."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from experiments.base.languages import CATALOGUES

GLOSSARY = CATALOGUES / "glossary.toml"
RECORDING = {"en": r"\brecord(s|ed)?\b", "es": r"\bregistrad[oa]s?\b", "fr": r"\benregistrée?s?\b"}
HAPPENING = {
    "en": r"\b(true|real|happens?)\b",
    "es": r"\b(verdader[oa]s?|real(es)?|ocurren?)\b",
    "fr": r"\b(vraie?s?|réel(le)?s?|se passe)\b",
}
"""Words that would call something recorded, or something that happens."""


def objections(language: str, text: str, *, english: str = "", outcome: str = "") -> list[str]:
    """Return what is wrong with a text, a line each; nothing where all is well.

    ``english`` is the text that it translates. ``outcome`` is the name of the outcome that it labels: what happens may
    not be called recorded, nor what registers show true.
    """
    return [*_avoided(language, text, english or text), *_confused(language, text, outcome)]


def _avoided(language: str, text: str, english: str) -> Iterator[str]:
    for rule in _glossary()["avoid"]:
        found = _found(rule.get(language), text)
        if found and not _found(rule.get("unless"), english):
            yield f"{found!r}: {rule['why']}"


def _confused(language: str, text: str, outcome: str) -> Iterator[str]:
    family = outcome.partition(".")[0]
    wrong = {"true": RECORDING, "recorded": HAPPENING}.get(family, {})
    if found := _found(wrong.get(language), text):
        yield f"{found!r} names {outcome} as what it is not"


def _found(pattern: str | None, text: str) -> str | None:
    match = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return match and match.group()


@cache
def _glossary() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
