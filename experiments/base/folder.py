"""Where the record of an experiment is kept: ``experiments/<name>/`` beside the parts of the store."""

import re
from collections.abc import Iterable
from pathlib import Path

from experiments.base.cell import DEFAULT, digest

LONGEST_NAME = 150
DIGEST = 10


def experiment_folder(out: Path, name: str) -> Path:
    """Return the folder of an experiment's manifest, tables and figures."""
    return out / "experiments" / name


def experiment_name(
    verb: str,
    scenarios: Iterable[str],
    *,
    against: Iterable[str],
    seed: int,
    scale: int,
    draw: str,
    theories: Iterable[str] = (),
) -> str:
    """Return a name that shows everything that tells two experiments apart."""
    references = list(against)
    words = [verb, *scenarios, *(["against", *references] if references else [])]
    words += [] if seed == 1 else [f"seed{seed}"]
    words += [] if scale == 1 else [f"scale{scale}"]
    words += [] if draw == DEFAULT else [draw]
    labels = list(theories)
    words += ["theories", *labels] if labels else []
    name = re.sub(r"[^\w.]+", "-", "-".join(words)).strip("-.")
    return name if len(name) <= LONGEST_NAME else _cut(name)


def _cut(name: str) -> str:
    """Return a long name cut short, with a digest of the whole, as the end may be all that tells two names apart."""
    return f"{name[: LONGEST_NAME - DIGEST - 1].strip('-.')}-{digest(name)[:DIGEST]}"
