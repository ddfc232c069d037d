"""Compile numeric kernels once and keep them on disk.

Numba caches a kernel by the file that holds it and does not notice when a function inlined from another file
changes. The cache folder is therefore named after a hash of every source file of the model.
"""

import hashlib
import tempfile
from pathlib import Path

import numba

MODEL_FOLDER = Path(__file__).resolve().parent


def source_hash() -> str:
    """Return a short hash of all Python sources of the model."""
    digest = hashlib.sha256()
    for path in sorted(MODEL_FOLDER.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return a writable folder for compiled kernels: beside the project, else in the temporary folder."""
    name = Path("numba") / source_hash()
    beside = MODEL_FOLDER.parent / ".cache" / name
    try:
        beside.mkdir(parents=True, exist_ok=True)
    except OSError:
        beside = Path(tempfile.gettempdir()) / "goldrush-cache" / name
        beside.mkdir(parents=True, exist_ok=True)
    return beside


numba.config.CACHE_DIR = str(cache_folder())  # ty: ignore[missing-attribute]

compiled = numba.njit(cache=True, error_model="numpy", nogil=True)
"""Decorator for kernels. No fastmath: results must not depend on how a processor reorders sums."""

inlined = numba.njit(cache=True, error_model="numpy", nogil=True, forceinline=True)
"""Decorator for small functions that kernels call for every row.

Left to itself LLVM calls the ten rounds of a draw instead of inlining them, and then cannot draw for several identities
at once; and a tuple of arrays handed to a function that is called costs more than the function.
"""
