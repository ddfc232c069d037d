"""The languages in which results are printed and drawn: those that have a catalogue of words."""

from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[2] / "analysis" / "words"
ENGLISH = "en"
"""The language of the project: files in it carry no mark."""


def languages() -> list[str]:
    """Return the languages that have a catalogue, by their code of two letters."""
    return sorted(path.stem for path in CATALOGUES.glob("??.toml"))


def in_language(name: str, language: str) -> str:
    """Return the name of a file in a language: ``comparison.es.csv``; in English the name itself."""
    stem, _, ending = name.rpartition(".")
    return name if language == ENGLISH else f"{stem}.{language}.{ending}"
