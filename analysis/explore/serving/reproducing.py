"""How anyone makes the runs of a setting again: a command, and a scenario as a file."""

import shlex
from typing import Any

from analysis.explore.serving.asking import Setting
from analysis.explore.serving.real_runs import Size, settings_of
from analysis.explore.settings import WORLD, scenario_text
from experiments.base.program import PROGRAM

FILE = "explored.toml"


def reproduction(setting: Setting, size: Size) -> dict[str, Any]:
    """Return ``toml``, a scenario that holds the policy, and ``command``, which compares it with its world.

    The price is the world's and not the policy's, so it stands in the command.
    """
    price = [each for each in settings_of(setting) if each.startswith("price.")]
    words = ["compare", FILE, "--against", WORLD, *(word for each in price for word in ("--set", each))]
    words += ["--draws", str(size.draws), "--replicates", "1", "--scale", str(size.scale), "--seed", str(size.seed)]
    text = scenario_text(setting.policy, setting.budget)
    return {"command": f"{PROGRAM} {shlex.join(words)}", "toml": text, "files": [{"name": FILE, "text": text}]}
