"""Write files whole or not at all, and say plainly why a folder or file cannot be written."""

import json
import os
import secrets
import time
from pathlib import Path

from experiments.base.errors import StoreError

TEMPORARY_PREFIX = ".tmp-"
ABANDONED_AFTER = 3600.0
"""Seconds after which a temporary file is taken to be left over by a killed process."""


def make_folder(path: Path) -> Path:
    """Create a folder and its parents, and check that files can be written in it; else raise StoreError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = _temporary_beside(path / "probe")
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreError(_why_no_folder(path, error)) from error
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file through a temporary file, fsync and rename, so that no reader ever sees a part of it.

    Raise StoreError and leave nothing behind when the disk is full or the folder cannot be written.
    """
    temporary = _temporary_beside(path)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {_reason(error)}; nothing half-written was left") from error
    finally:
        temporary.unlink(missing_ok=True)


def append_line(path: Path, line: str) -> None:
    """Add a line to a log in one write; raise StoreError when it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise StoreError(f"cannot write {path}: {_reason(error)}; the results themselves are stored") from error


def write_json(path: Path, content: object) -> None:
    """Write plain values as indented JSON, dates as text, whole or not at all."""
    write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n").encode())


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left behind long ago."""
    for path in folder.glob(f"{TEMPORARY_PREFIX}*"):
        if abandoned(path):
            path.unlink(missing_ok=True)


def abandoned(path: Path) -> bool:
    """Tell whether a temporary file was left behind long ago by a killed process."""
    try:
        return time.time() - path.stat().st_mtime > ABANDONED_AFTER
    except FileNotFoundError:  # another process has finished it meanwhile
        return False


def _temporary_beside(path: Path) -> Path:
    return path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}")


def _why_no_folder(path: Path, error: OSError) -> str:
    link = next((p for p in (path, *path.parents) if p.is_symlink() and not p.exists()), None)
    if link is not None:
        return f"cannot make the folder {path}: {link} is a link to {link.readlink()}, which does not exist"
    file = next((p for p in (path, *path.parents) if p.exists() and not p.is_dir()), None)
    if file is not None:
        return f"cannot make the folder {path}: {file} is a file; choose another --out"
    return f"cannot write in the folder {path}: {_reason(error)}; choose another --out or make room"


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
