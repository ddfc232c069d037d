"""The words that tables and figures print: one catalogue for each language."""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from experiments.base.languages import CATALOGUES, ENGLISH, languages

__all__ = ["MINUS", "Words", "WordsError", "languages", "words_in"]

MINUS = "\N{MINUS SIGN}"
LAST_WORDS = {" y ": (" e ", r"h?i(?!e)"), " o ": (" u ", r"h?o")}
"""Spanish "and" and "or" before a word that begins with their own sound."""


class WordsError(LookupError):
    """A word or language is not in the catalogue."""


@dataclass(frozen=True)
class Words:
    """The words of one language.

    ``entries`` holds them by section and name. ``model`` holds, by section, what the model says in English, such as the
    statement of a pattern, with its translation; in English it is empty. ``titles`` holds the titles of scenarios.
    """

    language: str
    entries: Mapping[str, Mapping[str, str]]
    model: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``section.name`` with ``values`` filled in; WordsError if there is none."""
        section, _, name = key.partition(".")
        try:
            return self.entries[section][name].format(**values)
        except KeyError as error:
            raise WordsError(f"{key} is not in analysis/words/{self.language}.toml") from error

    def by_replicates(self, key: str, replicates: int, /, **values: object) -> str:
        """Return the text of a key, or for one replicate, which has no range, that of ``key_one``."""
        return self(key if replicates > 1 else f"{key}_one", **values)

    def outcome(self, name: str) -> str:
        """Return the label of an outcome."""
        return self(f"outcome.{name}")

    def label(self, name: str) -> str:
        """Return the label of an outcome or, for those that no table shows, its name in words."""
        return self.entries["outcome"].get(name, "").strip() or name.partition(".")[2].replace("_", " ").capitalize()

    def unit(self, unit: str) -> str:
        """Return a unit as printed: nothing where the label says it, else its name in the language."""
        return self.entries["unit"].get(unit, self.said("units", unit))

    def said(self, section: str, english: str) -> str:
        """Return in the language what the model says in English; the English where there is no translation."""
        return self.model.get(section, {}).get(english, english)

    def scenario(self, name: str) -> str:
        """Return the title of a scenario; of one without a title, its name in words."""
        return self.titles.get(name) or name.replace("_", " ")

    def named(self, name: str) -> str:
        """Return a name of the model in words: of a lever, a setting, an option."""
        return self.said("names", name.replace("_", " "))

    def titled(self, scenarios: Iterable[Mapping[str, Any]]) -> "Words":
        """Return these words with the titles that scenarios carry: tables with a name and, by language, a ``title``."""
        titles = {each["scenario"]: in_one_of(each.get("title") or {}, self.language) for each in scenarios}
        return replace(self, titles={name: title for name, title in titles.items() if title})

    def theory(self, label: str) -> str:
        """Return the label of a theory as printed: its options that differ from the reference."""
        return " + ".join(self(f"theory.{option}") for option in label.split("+"))

    @property
    def locale(self) -> str:
        """Return the locale of numbers, dates and enumerations."""
        return self("number.locale")

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the separators of the language; a dash for NaN."""
        if math.isnan(value):
            return self("number.none")
        if math.isinf(value):
            return self("number.infinite")
        rounded = Decimal(f"{abs(value):.{digits}f}")
        text = format_decimal(rounded, f"#,##0.{'0' * digits}".rstrip("."), self.locale)
        return MINUS + text if value < 0 and rounded else text

    def plain(self, value: float) -> str:
        """Return a number with up to six digits that count, as Python's ``g`` does."""
        text = f"{value:g}"
        return text if "e" in text or not math.isfinite(value) else self.number(value, len(text.partition(".")[2]))

    def day(self, day: date | str) -> str:
        """Return a day, also one written as 2010-01-31, in the style of the language."""
        return format_date(date.fromisoformat(str(day)), "medium", self.locale)

    def month(self, day: date) -> str:
        """Return the month and year of a day."""
        return format_skeleton("yMMM", day, locale=self.locale)

    def joined(self, names: Sequence[str]) -> str:
        """Return names as an enumeration: "a, b and c"."""
        return self._listed(names, "standard")

    def either(self, names: Sequence[str]) -> str:
        """Return names as alternatives: "a, b or c"."""
        return self._listed(names, "or")

    def _listed(self, names: Sequence[str], style: Any) -> str:
        listed = format_list(list(names), style, self.locale)
        for word, (other, sound) in LAST_WORDS.items() if self.language == "es" and len(names) > 1 else ():
            if listed.endswith(word + names[-1]) and re.match(sound, names[-1].lstrip("«"), re.IGNORECASE):
                return f"{listed.removesuffix(word + names[-1])}{other}{names[-1]}"
        return listed


def in_one_of(texts: Mapping[str, str], language: str) -> str | None:
    """Return a text in a language, else in English, else in the first language that it has; None without any."""
    return texts.get(language) or texts.get(ENGLISH) or next(iter(texts.values()), None)


@cache
def words_in(language: str = ENGLISH) -> Words:
    """Return the catalogue of a language; raise WordsError if there is none."""
    path = CATALOGUES / f"{language}.toml"
    if not path.exists():
        raise WordsError(f"no catalogue for the language {language!r}; known: {', '.join(languages())}")
    model = CATALOGUES / "model" / path.name
    entries: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(language, entries, tomllib.loads(model.read_text(encoding="utf-8")) if model.exists() else {})
