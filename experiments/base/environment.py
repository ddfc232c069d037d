"""What a result can depend on, to the last bit, besides its inputs: package versions and the processor.

numpy's exp differs in the last bit between instruction sets, and kernels are compiled for the processor they run on.
"""

import importlib.metadata
import platform
from collections.abc import Mapping
from functools import cache
from importlib import import_module

COMPUTING = ("mesa", "numpy", "numba", "llvmlite", "scipy")
"""Packages whose version can change a bit of a result."""


@cache
def environment() -> dict[str, str]:
    """Return what a bit of a result can depend on here, by name. In equal environments results are equal."""
    from llvmlite import binding

    found = {name: importlib.metadata.version(name) for name in COMPUTING}
    return found | {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "numpy features": " ".join(numpy_features()),
        "compiled for": binding.get_host_cpu_name(),
    }


def numpy_features() -> list[str]:
    """Return the instruction sets that numpy uses here, sorted; ``NPY_DISABLE_CPU_FEATURES`` disables some."""
    features = import_module("numpy._core._multiarray_umath").__cpu_features__  # numpy has no public name for it
    return sorted(name for name, used in features.items() if used)


def differences(mine: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return what differs between two environments, one line each; empty if results must be equal bit for bit."""
    names = sorted({*mine, *other})
    return [_line(name, mine.get(name, ""), other.get(name, "")) for name in names if mine.get(name) != other.get(name)]


def _line(name: str, here: str, there: str) -> str:
    if name != "numpy features":
        return f"{name}: {here or 'none'} here, {there or 'none'} there"
    here_only, there_only = set(here.split()) - set(there.split()), set(there.split()) - set(here.split())
    parts = [(here_only, "used here only"), (there_only, "used there only")]
    return f"{name}: " + "; ".join(f"{' '.join(sorted(names))} {where}" for names, where in parts if names)
