"""Two dozen numbers of a small baseline run, and the file that keeps them."""

import json
from datetime import date
from pathlib import Path

from model.goldrush import GoldRush
from model.version import MODEL_VERSION

FILE = Path(__file__).with_name("numbers.json")
NAMES = (
    "true.miners", "true.miner_income", "true.gold_extracted", "true.camps_open", "true.bars", "true.bar_workers",
    "true.bar_spending", "true.bribes", "true.people_in_sexual_exploitation", "true.people_in_labour_exploitation",
    "true.people_in_sexual_exploitation_under_18", "true.people_in_sexual_exploitation_river", "true.recruiters",
    "true.offers", "true.recruited_sexual", "true.recruited_labour", "true.exits", "true.returns_to_exploitation",
    "true.survivors_in_shelter", "true.survivors_in_recovery", "true.raids", "true.raids_empty_official_leak",
    "true.complaints", "recorded.reta_victims", "recorded.sistra_cases", "recorded.charges",
)  # fmt: skip


def measured() -> dict[str, float]:
    """Return the mean month of 2008 to 2010 of each outcome, of a baseline run at scale 50."""
    series = GoldRush("baseline", seed=1, scale=50).run_until(date(2011, 1, 4)).series()
    return {name: float(f"{series[name][:36].mean():.9g}") for name in NAMES}


def stored() -> dict:
    """Return what was kept: the model's version and its numbers."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def keep(numbers: dict[str, float]) -> None:
    """Keep numbers with the version of the model that gave them."""
    FILE.write_text(json.dumps({"model_version": MODEL_VERSION, "numbers": numbers}, indent=1) + "\n", encoding="utf-8")
