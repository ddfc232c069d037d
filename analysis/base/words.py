"""The words that tables and figures print: one catalogue for each language."""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "words"
MINUS = "\N{MINUS SIGN}"


class WordsError(LookupError):
    """A word or language is not in the catalogue."""


@dataclass(frozen=True)
class Words:
    """The words of one language, by section and name."""

    language: str
    entries: dict[str, dict[str, str]]

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
        """Return a unit as printed: its entry, or the unit itself."""
        return self.entries["unit"].get(unit, unit)

    def scenario(self, name: str) -> str:
        """Return the name of a scenario, lever or setting as printed."""
        return name.replace("_", " ")

    def theory(self, label: str) -> str:
        """Return the label of a theory as printed: its options that differ from the reference."""
        return " + ".join(self(f"theory.{option}") for option in label.split("+"))

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the separators of the language; a dash for NaN."""
        if math.isnan(value):
            return self("number.none")
        if math.isinf(value):
            return self("number.infinite")
        text = f"{abs(value):,.{digits}f}"
        swapped = text.translate({ord(","): self("number.thousands"), ord("."): self("number.decimal")})
        return MINUS + swapped if value < 0 and float(text.replace(",", "")) else swapped

    def joined(self, names: Sequence[str]) -> str:
        """Return names as an enumeration: "a, b and c"."""
        return self._listed(names, "number.and")

    def either(self, names: Sequence[str]) -> str:
        """Return names as alternatives: "a, b or c"."""
        return self._listed(names, "number.or")

    def _listed(self, names: Sequence[str], last: str) -> str:
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self(last)} {names[-1]}"


@cache
def words_in(language: str = "en") -> Words:
    """Return the catalogue of a language; raise WordsError if there is none."""
    path = FOLDER / f"{language}.toml"
    if not path.exists():
        raise WordsError(f"no catalogue for the language {language!r}; known: {', '.join(languages())}")
    entries: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(language, entries)


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))
