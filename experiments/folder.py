"""Where the record of an experiment stands: ``experiments/<name>/`` beside the parts of the store."""

import re
from collections.abc import Iterable
from pathlib import Path

LONGEST_NAME = 150


def experiment_folder(out: Path, name: str) -> Path:
    """Return the folder of an experiment's manifest, tables and figures."""
    return out / "experiments" / name


def experiment_name(verb: str, scenarios: Iterable[str], *, seed: int, scale: int, draw: str, against: str) -> str:
    """Return a name in which everything that tells two experiments apart can be read."""
    words = [verb, *scenarios, *(["against", against] if against else [])]
    words += [] if seed == 1 else [f"seed{seed}"]
    words += [] if scale == 1 else [f"scale{scale}"]
    words += [] if draw == "default" else [draw]
    return re.sub(r"[^\w.]+", "-", "-".join(words))[:LONGEST_NAME].strip("-.")
