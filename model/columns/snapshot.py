"""Save a run and continue it: a state is plain arrays, and a continued run gives the same bytes as an unbroken one."""

import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np

from model.version import MODEL_VERSION

ARRAYS = (
    "candidates", "workforce", "campaign", "climate", "sanctions", "travel_hours", "pending", "running_sums",
    "zone_risk", "method_risk", "route_risk", "men_in_jobs", "workers_in_jobs", "account",
    "within_reach", "posts_memory", "stay_memory",
    "unfollowed",
)  # fmt: skip
RENAMED = {"running": "running_sums"}
"""Names of arrays in states that were saved before they were renamed."""
NUMBERS = ("week", "scale", "news", "files_waiting", "desk_work")


class SnapshotError(ValueError):
    """A saved state is unreadable or does not fit the model or scenario."""


def snapshot(model) -> dict[str, np.ndarray]:
    """Return the state of a model as arrays, by name."""
    state = {f"agents/{name}": array for name, array in model.state().items()}
    state |= {f"array/{name}": getattr(model, name).copy() for name in ARRAYS}
    state |= {f"number/{name}": np.array(getattr(model, name)) for name in NUMBERS}
    state |= {f"record/{name}": array.copy() for name, array in model.recorder.state().items()}
    state["luck"] = np.array([model.luck.seed, model.luck.replicate])
    state["model_version"] = np.array(MODEL_VERSION)
    state["parameters"] = parameters_mark(model.setup)
    return state


def identity_of(state: dict[str, np.ndarray]) -> dict[str, int]:
    """Return the seed, replicate and scale of a saved state."""
    seed, replicate = (int(x) for x in state["luck"])
    return {"seed": seed, "replicate": replicate, "scale": int(state["number/scale"])}


def take_over(model, state: dict[str, np.ndarray]) -> None:
    """Put a model into a saved state; SnapshotError if model version, parameters or theory differ."""
    if int(state["model_version"]) != MODEL_VERSION:
        raise SnapshotError(
            f"the state was saved by model version {int(state['model_version'])}, this is {MODEL_VERSION}; "
            "run it again from the start"
        )
    if state["parameters"].tobytes() != parameters_mark(model.setup).tobytes():
        raise SnapshotError(
            "the state was saved under other parameters or another theory; go on with the scenario that saved it"
        )
    model.restore(part(state, "agents"))
    arrays = {RENAMED.get(name, name): array for name, array in part(state, "array").items()}
    numbers = part(state, "number")
    if different := sorted((arrays.keys() ^ set(ARRAYS)) | (numbers.keys() ^ set(NUMBERS))):
        raise SnapshotError(f"the state and the model differ in {', '.join(different)}; run it again from the start")
    for name, array in arrays.items():
        setattr(model, name, array.copy())
    for name, number in numbers.items():
        setattr(model, name, number.item())
    model.recorder.restore(part(state, "record"))


def parameters_mark(scenario) -> np.ndarray:
    """Return a hash of a scenario's parameters and theory, shape (32,), uint8."""
    return np.frombuffer(hashlib.sha256(repr((scenario.parameters, scenario.theory)).encode()).digest(), np.uint8)


def part(state: dict[str, np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    """Return the entries whose names begin with a prefix, without the prefix."""
    return {key.removeprefix(f"{prefix}/"): value for key, value in state.items() if key.startswith(f"{prefix}/")}


def write_snapshot(state: dict[str, np.ndarray], path: Path) -> None:
    """Write a state in full or not at all, by way of a temporary file."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            np.savez(file, allow_pickle=False, **state)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_snapshot(path: Path) -> dict[str, np.ndarray]:
    """Read a state; SnapshotError if the file is missing, truncated or not a saved state."""
    try:
        with path.open("rb") as handle, np.lib.npyio.NpzFile(handle, allow_pickle=False) as file:
            state = {name: file[name] for name in file.files}
    except (OSError, EOFError, ValueError, zipfile.BadZipFile) as problem:
        raise SnapshotError(f"{path}: no readable saved state ({problem})") from problem
    if "model_version" not in state:
        raise SnapshotError(f"{path}: holds arrays, but no saved state of this model")
    return state
