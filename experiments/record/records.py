"""The records of experiments in a store, as their manifests tell of them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.base.errors import ExperimentError, unknown
from experiments.base.folder import experiment_folder
from experiments.base.outcomes import declared_outcomes

MANIFEST = "manifest.json"
MOST_BYTES = 50_000_000
NEEDED = {"arms", "draw", "model_version", "outcomes", "persons_per_agent", "replicates", "seed", "status", "theories"}
NEEDED |= {"runs_failed", "runs_planned", "runs_stored"}
"""What a manifest must hold to be read."""


@dataclass(frozen=True)
class StoredRecord:
    """A record: its folder and manifest; the manifest is None where it cannot be read."""

    folder: Path
    manifest: dict[str, Any] | None

    @property
    def store(self) -> Path:
        """Return the folder of the store that the record belongs to."""
        return self.folder.parent.parent

    def outcome(self, name: str) -> str:
        """Return the name of an outcome of the record after a check; ExperimentError for another, or for a design."""
        told = self.manifest or {}
        if name not in told["outcomes"] and name in declared_outcomes():
            raise ExperimentError(f"{self.folder.name} was made without {name}; repeat the command that made it")
        if name not in told["outcomes"]:
            raise unknown("outcome", name, told["outcomes"])
        if not any(arm["cells"] for arm in told["arms"]):
            problem = "is a record over the points of a design, not over months"
            raise ExperimentError(
                f"{self.folder.name} {problem}; run.py experiment export writes its results as a table"
            )
        return name

    @property
    def status(self) -> str:
        """Return how complete the record is; ``tables`` for a folder without a manifest, such as that of a study."""
        if self.manifest:
            return self.manifest["status"]
        return "unreadable" if (self.folder / MANIFEST).exists() else "tables"

    def files(self) -> list[Path]:
        """Return the files of the record."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def records(out: Path) -> list[StoredRecord]:
    """Return the records of a store, by name."""
    folders = sorted(path for path in experiment_folder(out, "").glob("*") if path.is_dir())
    return [StoredRecord(folder, _manifest(folder)) for folder in folders]


def record_named(name: str, out: Path) -> StoredRecord:
    """Return a record by its name or folder; raise ExperimentError where there is no readable one."""
    folder = Path(name) if (Path(name) / MANIFEST).is_file() else experiment_folder(out, name)
    if not folder.is_dir() or not Path(name).name:
        raise unknown("record", name, [each.folder.name for each in records(out)])
    found = StoredRecord(folder, _manifest(folder))
    if found.manifest is None:
        what = f"its {MANIFEST} cannot be read; repeat the command that made the record"
        only = f"it holds tables only and no {MANIFEST}; name the record of one of its runs"
        raise ExperimentError(f"{folder}: {what if found.status == 'unreadable' else only}")
    return found


def _manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a record; None where it is missing, too large, or no manifest."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        found = json.loads(text) if len(text) <= MOST_BYTES else None
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.keys() >= NEEDED else None
