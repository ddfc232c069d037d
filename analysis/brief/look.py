"""What somebody may change in a brief without knowing the project: title, chosen outcomes, policies, and logo."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.base.errors import ExperimentError, unknown
from experiments.base.languages import languages

KEYS = ("title", "outcomes", "policies", "logo", "logo_text")
LOGOS = (".svg", ".png")
MOST_OUTCOMES = 8
"""Outcomes that the pages have room for."""


@dataclass(frozen=True)
class Look:
    """What a file says of a brief: titles by language, outcomes and policies (all without any), a logo and its text."""

    title: Mapping[str, str] = field(default_factory=dict)
    outcomes: Sequence[str] = ()
    policies: Sequence[str] = ()
    logo: Path | None = None
    logo_text: str = ""


def read_look(path: Path) -> Look:
    """Return what a file says; raise ExperimentError for a mistake in it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{path}: is no TOML: {error}") from None
    for key in content:
        if key not in KEYS:
            raise ExperimentError(f"{path}: {unknown('setting', key, KEYS)}")
    lists = {name: _names(content, name, path) for name in ("outcomes", "policies")}
    if len(lists["outcomes"]) > MOST_OUTCOMES:
        raise ExperimentError(f"{path}: outcomes: a brief has room for {MOST_OUTCOMES}")
    logo, text = _text(content, "logo", path), _text(content, "logo_text", path)
    if logo and not text:
        raise ExperimentError(f"{path}: logo_text: write what the logo shows, for those who cannot see it")
    return Look(_titles(content.get("title", {}), path), **lists, logo=_logo(logo, path), logo_text=text)


def _titles(found: Any, path: Path) -> dict[str, str]:
    found = {language: found for language in languages()} if isinstance(found, str) else found
    if not isinstance(found, dict) or not all(isinstance(text, str) and text.strip() for text in found.values()):
        raise ExperimentError(f'{path}: title: write a text, or one a language, such as title.es = "..."')
    return {language: " ".join(text.split()) for language, text in found.items()}


def _names(content: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    found = content.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ExperimentError(f'{path}: {key}: write a list of names, such as ["..."]')
    return tuple(dict.fromkeys(found))


def _text(content: Mapping[str, Any], key: str, path: Path) -> str:
    found = content.get(key, "")
    if not isinstance(found, str):
        raise ExperimentError(f"{path}: {key}: write a text")
    return found


def _logo(name: str, path: Path) -> Path | None:
    if not name:
        return None
    logo = path.parent / name
    if logo.suffix not in LOGOS or not logo.is_file():
        raise ExperimentError(f"{path}: logo: {name} is no file that ends in {' or '.join(LOGOS)} beside it")
    return logo
