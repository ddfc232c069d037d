"""Marks in pictures that say from what they were drawn, so that a picture is drawn again only if that has changed.

A mark holds two digests: of all that a picture depends on, and of the file without its mark. It lies in a text chunk of
a PNG and in a last comment of an SVG or PDF, where viewers do not look.
"""

import hashlib
import importlib.metadata
import os
import platform
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = ("analysis", "experiments", "model")
DRAWING = ("matplotlib", "numpy", "scipy", "pillow", "contourpy", "kiwisolver")
"""Packages whose version can change a picture."""
KEYWORD = b"goldrush"
END_OF_PNG = 12
"""Bytes of the chunk that ends every PNG."""


def stamped(content: bytes, inputs: str) -> bytes:
    """Return a PNG, SVG or PDF with the mark that it was drawn from ``inputs``, a digest."""
    mark = f"{inputs} {hashlib.sha256(content).hexdigest()}".encode()
    if content.startswith(b"\x89PNG"):
        return content[:-END_OF_PNG] + _chunk(mark) + content[-END_OF_PNG:]
    return content + (_last_line(mark) if content.startswith(b"%PDF") else _comment(mark))


def is_current(path: Path, inputs: str) -> bool:
    """Tell whether a file holds a picture drawn from ``inputs``, unchanged since."""
    if not path.is_file():
        return False
    found, blank = path.read_bytes(), b" " * len(f"{inputs} {inputs}")
    if path.suffix == ".png":
        plain = found[: -END_OF_PNG - len(_chunk(blank))] + found[-END_OF_PNG:]
    else:
        end = _last_line if path.suffix == ".pdf" else _comment
        plain = found[: -len(end(blank))]
    return found == stamped(plain, inputs)


def _chunk(mark: bytes) -> bytes:
    """Return a text chunk of a PNG (RFC 2083, 4.2.3)."""
    typed = b"tEXt" + KEYWORD + b"\0" + mark
    return (len(typed) - 4).to_bytes(4) + typed + zlib.crc32(typed).to_bytes(4)


def _comment(mark: bytes) -> bytes:
    return b"<!-- " + KEYWORD + b" " + mark + b" -->\n"


def _last_line(mark: bytes) -> bytes:
    """Return a comment of a PDF (ISO 32000-1, 7.2.3), which may follow the mark of its end."""
    return b"% " + KEYWORD + b" " + mark + b"\n"


def digest_of(*values: Any) -> str:
    """Return a digest of plain values, arrays and records, the same in every process.

    Raise TypeError for a value that does not say all that it holds, such as a function.
    """
    found = hashlib.sha256()
    for piece in _pieces(values):
        found.update(piece)
    return found.hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:
    """Yield what makes up a value, each piece with its length or kind, so that no two values yield the same."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        yield f"array {value.dtype} {value.shape} ".encode() + np.ascontiguousarray(value).tobytes()
    elif isinstance(value, bytes):
        yield f"bytes {len(value)} ".encode() + value
    elif value is None or isinstance(value, str | int | float | date | Path | np.generic):
        text = repr(value).encode()
        yield f"{type(value).__qualname__} {len(text)} ".encode() + text
    else:
        parts = _parts(value)
        yield f"{type(value).__qualname__} {len(parts)} ".encode()
        for part in parts:
            yield from _pieces(part)


def _parts(value: Any) -> Sequence[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return [part for each in fields(value) for part in (each.name, getattr(value, each.name))]
    if isinstance(value, Mapping):
        return [part for item in value.items() for part in item]
    if isinstance(value, Set):
        return sorted(map(digest_of, value))
    if isinstance(value, Sequence | np.ndarray):
        return list(value)
    raise TypeError(f"no digest of a {type(value).__qualname__}")


def made_with() -> str:
    """Return a digest of what draws: the source of the project, versions, and the person's settings of matplotlib."""
    versions = {name: importlib.metadata.version(name) for name in DRAWING}
    files = sorted(path for name in SOURCES for path in (PROJECT / name).rglob("*") if path.suffix in (".py", ".toml"))
    sources = {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in files}
    settings = [path.read_bytes() for path in _settings_of_matplotlib() if path.is_file()]
    return digest_of(platform.python_version(), versions, sources, settings)


def _settings_of_matplotlib() -> list[Path]:
    """Return where matplotlib looks for a person's settings."""
    named = Path(os.environ.get("MATPLOTLIBRC") or ".")
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    own = Path(os.environ.get("MPLCONFIGDIR") or f"{home}/matplotlib").expanduser()
    return [named, *(folder / "matplotlibrc" for folder in (Path(), named, own))]
