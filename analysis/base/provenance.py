"""How the numbers of a table or figure were made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Provenance:
    """How the numbers were made: version of the model, root seed, and how many miners an agent stands for."""

    model_version: int
    seed: int
    scale: int


def provenance_of(manifest: Mapping[str, Any]) -> Provenance:
    """Return how the numbers of an experiment were made."""
    return Provenance(manifest["model_version"], manifest["seed"], manifest["persons_per_agent"])


def source_of(provenance: Provenance) -> str:
    """Return the line that the metadata of a picture hold."""
    return f"goldrush, model version {provenance.model_version}, root seed {provenance.seed}"
