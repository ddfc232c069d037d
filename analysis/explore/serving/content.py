"""The data of the page as files: what the server answers and what a static copy holds are the same bytes."""

import json
from collections.abc import Mapping
from typing import Any

from analysis.base.words import languages, words_in

SURROGATE, WORDS = "surrogate", "words"
FROM_MODEL = ("units", "names")
TYPES = {".json": "application/json", ".js": "text/javascript; charset=utf-8"}


def json_files(data: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the surrogate and the words of every language as JSON, by path below ``data/``."""
    files = {f"{SURROGATE}.json": as_json(data)}
    return files | {f"{WORDS}/{code}.json": as_json(catalogue(code)) for code in languages()}


def script_files(data: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the same as classic scripts that assign constants: a page opened from a folder can load no JSON."""
    files = {f"{SURROGATE}.js": b"window.GOLDRUSH_SURROGATE = " + as_json(data) + b";\n"}
    for code in languages():
        assign = f"(window.GOLDRUSH_WORDS ||= {{}}).{code} = ".encode()
        files[f"{WORDS}/{code}.js"] = assign + as_json(catalogue(code)) + b";\n"
    return files


def catalogue(language: str) -> dict[str, Mapping[str, str]]:
    """Return the words of a language by section and name, and what it calls the model's own ``units`` and ``names``."""
    words = words_in(language)
    return {**words.entries, **{section: words.model.get(section, {}) for section in FROM_MODEL}}


def as_json(content: Any) -> bytes:
    """Return plain values as compact JSON in ASCII; NaN is refused, as browsers cannot read it."""
    return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()
