"""Whole runs, bit for bit, and the file that keeps what they gave."""

import hashlib
import json
from pathlib import Path
from typing import Any

from model.goldrush import GoldRush
from model.version import MODEL_VERSION

FILE = Path(__file__).with_name("results.json")


def measured(run: str) -> dict[str, Any]:
    """Return number and digest of the months of a run, such as ``raids 20``, and the sum of each outcome over them."""
    name, scale = run.split()
    series = GoldRush(name, seed=1, replicate=0, scale=int(scale)).run().series()
    totals = dict(zip(series.names, series.values.sum(0).tolist(), strict=True))
    digest = hashlib.sha256(series.values.tobytes()).hexdigest()
    return {"months": len(series.dates), "digest": digest, "totals": totals}


def stored() -> dict[str, Any]:
    """Return what was kept: the model's version and its runs."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def keep(runs: dict[str, dict[str, Any]]) -> None:
    """Keep runs with the version of the model that gave them."""
    FILE.write_text(json.dumps({"model_version": MODEL_VERSION, "runs": runs}, indent=1) + "\n", encoding="utf-8")
