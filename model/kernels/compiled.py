"""Compile numeric kernels once and keep them on disk, for every copy of the same source.

Numba notices neither that a function inlined from another file has changed, nor that a record of columns or parameters
has its fields in another order. So a kernel's folder is named after all sources that its machine code may depend on:
its own file, what that file imports from the model, and what declares columns, parameters and the world. The folders
are in the
user's cache, or where the environment variable GOLDRUSH_KERNELS says, so that a fresh checkout or a worker finds what
was compiled before.
"""

import hashlib
import os
import re
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import numba
from numba.core.caching import _CacheLocator

MODEL = Path(__file__).resolve().parents[1]
DECLARING = ("parameters", "people", "organisations", "codes.py")
"""Folders and files of the model that every kernel depends on: they declare its records and codes."""
WORLD = ("levers.py", "columns/tables.py", "processes/counts.py", "processes/flows.py", "processes/world.py")
"""Files that declare what a kernel finds in the world, if it takes the world."""
IMPORT = re.compile(r"^\s*from (model[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
PLACE = "GOLDRUSH_KERNELS"
TAKES_WORLD = re.compile(rb"def \w+\(world\b")
KEPT_DAYS = 30


@cache
def cache_folder() -> Path:
    """Return a writable folder for compiled kernels: that of the environment, the user's cache, or a temporary one."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    usual = Path(os.environ.get(PLACE) or Path(home) / "goldrush" / "kernels").expanduser()
    return next(each for each in (usual, Path(tempfile.gettempdir()) / "goldrush-kernels") if _writable(each))


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def kernel_hash(file: Path) -> str:
    """Return a short hash of the sources that kernels defined in a file may depend on."""
    needed = _needed(file)
    names = DECLARING + WORLD if any(TAKES_WORLD.search(_source(path)) for path in needed) else DECLARING
    return _digest(needed | _declaring(names))


@cache
def _declaring(names: tuple[str, ...]) -> frozenset[Path]:
    found = (MODEL / name for name in names)
    return frozenset(path for each in found for path in ([each] if each.is_file() else each.rglob("*.py")))


def _needed(file: Path) -> set[Path]:
    """Return a file and all files of the model that it imports, directly or not."""
    found, waiting = {file}, [file]
    while waiting:
        new = _imported(waiting.pop()) - found
        found |= new
        waiting += new
    return found


@cache
def _imported(file: Path) -> frozenset[Path]:
    """Return the files of the model that a file imports: modules named, and packages named or passed through."""
    modules = set()
    for package, names in IMPORT.findall(_source(file).decode()):
        modules |= {package, *(f"{package}.{name}" for name in re.findall(r"\w+", names))}
    places = (MODEL.parent.joinpath(*module.split(".")) for module in modules)
    return frozenset(
        path for place in places for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists()
    )


@cache
def _source(file: Path) -> bytes:
    return file.read_bytes()


def _digest(files) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{os.path.relpath(path, MODEL)}\n".encode() + _source(path))
    return digest.hexdigest()[:20]


class KernelLocator(_CacheLocator):
    """Tells numba where a kernel's machine code is stored; numba adds the processor and its own version to the key."""

    def __init__(self, py_func, py_file: str) -> None:
        """Take a kernel and the file that defines it."""
        self._py_file, self._line = py_file, py_func.__code__.co_firstlineno
        self._folder = _folder_of(Path(py_file).resolve())

    @classmethod
    def from_function(cls, py_func, py_file: str) -> "KernelLocator | None":
        """Return the locator of a kernel, None for a function that no file defines."""
        return cls(py_func, py_file) if Path(py_file).exists() else None

    def get_cache_path(self) -> str:
        """Return the folder of the kernel."""
        return str(self._folder)

    def get_source_stamp(self) -> str:
        """Return what the folder is named after, as a folder holds kernels of one version of the sources only."""
        return self._folder.name

    def get_disambiguator(self) -> str:
        """Return what distinguishes functions of the same name and file."""
        return str(self._line)

    def ensure_cache_path(self) -> None:
        """Make the folder; if it is new, remove kernels that have not been used for long."""
        if not self._folder.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            remove_unused(cache_folder())


@cache
def _folder_of(file: Path) -> Path:
    folder = cache_folder() / f"{file.stem}-{kernel_hash(file)}"
    if folder.exists():
        os.utime(folder)
    return folder


def remove_unused(folder: Path) -> None:
    """Remove kernels that no process has loaded for ``KEPT_DAYS`` days."""
    oldest = time.time() - KEPT_DAYS * 24 * 3600
    for each in folder.iterdir():
        if each.is_dir() and each.stat().st_mtime < oldest:
            shutil.rmtree(each, ignore_errors=True)


numba.config.CACHE_LOCATOR_CLASSES = f"{__name__}.{KernelLocator.__name__}"  # ty: ignore[missing-attribute]

compiled = numba.njit(cache=True, error_model="numpy", nogil=True)
"""Decorator for kernels. No fastmath: results must not depend on how a processor reorders sums."""

inlined = numba.njit(cache=True, error_model="numpy", nogil=True, forceinline=True, _nrt=False)
"""Decorator for small functions that kernels call for every row. They cannot create arrays.

Left to itself, LLVM calls the ten rounds of a draw instead of inlining them, and then cannot draw for several
identities at once; and passing a tuple of arrays to a function that is called costs more than the function itself.
Without ``_nrt`` numba counts references to every array of a record at each use of one, which doubles the time of a loop
over offers.
"""
