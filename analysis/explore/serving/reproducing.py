"""How anyone makes the runs of a setting again: a command, and a scenario as a file with its list of levers."""

import shlex
from pathlib import Path
from typing import Any

from analysis.explore.serving.asking import Setting
from analysis.explore.serving.real_runs import Size
from analysis.explore.sliders import SCENARIO, WORLD, changes_of, price_changes
from experiments.base.program import PROGRAM
from experiments.record.manifest import version_line

TEMPLATE = Path(__file__).with_name("explored.toml")
FILE, LEVERS = "explored.toml", "explored_levers.toml"
LIST = SCENARIO.with_name("levers.toml")
SECTION = "portfolio."


def reproduction(setting: Setting, size: Size) -> dict[str, Any]:
    """Return ``toml``, a scenario with the policy, ``files``, which hold it and its levers, and ``command``.

    The command compares the scenario with its world once the files are saved side by side. The price is the world's and
    not the policy's, so it stands in the command.
    """
    price = (f"{key}={value}" for key, value in price_changes(setting.price).items())
    words = ["compare", FILE, "--against", WORLD, *(word for each in price for word in ("--set", each))]
    words += ["--draws", str(size.draws), "--replicates", "1", "--scale", str(size.scale), "--seed", str(size.seed)]
    texts = {FILE: scenario_text(setting), LEVERS: LIST.read_text(encoding="utf-8")}
    texts = {name: _head() + text for name, text in texts.items()}
    files = [{"name": name, "text": text} for name, text in texts.items()]
    return {"command": f"{PROGRAM} {shlex.join(words)}", "toml": texts[FILE], "files": files}


def _head() -> str:
    """Return the comment at the head of a file: which program and model it is for, and what a result is."""
    return (
        f"# For {version_line()}; another version gives other results.\n"
        "# A result of this is one in the model; it is no forecast and no count of people.\n\n"
    )


def scenario_text(setting: Setting) -> str:
    """Return the scenario of a setting: the outlook with a portfolio of the levers of the page."""
    changes = changes_of(setting.policy, setting.budget)
    own = {key.removeprefix(SECTION): value for key, value in changes.items() if key.startswith(SECTION)}
    lines = (f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in own.items())
    return TEMPLATE.read_text(encoding="utf-8") + f'levers = "{LEVERS}"\n' + "".join(f"{line}\n" for line in lines)
