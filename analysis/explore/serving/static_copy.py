"""Write the page with its data as static files, which open from a folder or any web host."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.explore.serving.content import json_files, script_files
from experiments.base.errors import ExperimentError, StoreError
from experiments.base.files import make_folder

MODE = '<meta name="goldrush-mode" content="{}">'
INDEX, STATIC, DATA = "index.html", "static", "data"


def export(folder: Path, page: Path, data: Mapping[str, Any]) -> Path:
    """Write the static copy into a new or empty folder and return it; nothing half-written is left.

    Raise ExperimentError for a folder that holds something, StoreError where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExperimentError(f"{folder} is there already and not an empty folder; name another one")
    made = make_folder(folder.absolute().parent)
    with tempfile.TemporaryDirectory(dir=made, prefix=".tmp-") as temporary:
        whole = Path(temporary) / "page"
        try:
            _write(whole, page, data)
            if folder.exists():
                folder.rmdir()
            os.replace(whole, folder)
        except OSError as error:
            raise StoreError(f"cannot write {folder}: {error.strerror}; nothing half-written was left") from error
    return folder


def _write(folder: Path, page: Path, data: Mapping[str, Any]) -> None:
    shutil.copytree(page, folder / STATIC, ignore=shutil.ignore_patterns(INDEX))
    (folder / INDEX).write_text(without_server((page / INDEX).read_text(encoding="utf-8")), encoding="utf-8")
    for path, content in (json_files(data) | script_files(data)).items():
        target = folder / DATA / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def without_server(index: str) -> str:
    """Return the text of the page that says that it has no server behind it."""
    served = MODE.format("server")
    if index.count(served) != 1:
        raise ExperimentError(f"{INDEX} holds no {served}; the page cannot be told that it is a copy")
    return index.replace(served, MODE.format("static"))
