"""Every generated page, and every page written by hand with generated places, by path below ``docs``."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.pages import data_use, explore, outcomes, parameters, state, submodels, trace, week
from tools.pages.text import filled

DOCS = Path(__file__).resolve().parents[2] / "docs"
PLACES: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "odd.md": {"week": week.week, "entities": state.entities},
    "explore-surrogate.md": {"checks": explore.checks},
    "trace.md": {"evidence": trace.evidence, "scoreboard": trace.scoreboard},
}
"""Places in pages written by hand: page, name of the place, and what stands there."""


def made() -> dict[str, str]:
    """Return the pages by path."""
    whole = {state.PEOPLE: state.agents(), state.WORLD: state.world(), state.COUNTED: state.counters(),
             "odd/policies.md": parameters.policies()}  # fmt: skip
    whole |= parameters.parameter_pages() | outcomes.outcome_pages() | submodels.submodel_pages()
    whole |= data_use.data_use_pages()
    return whole | {path: _with_places(path, places) for path, places in PLACES.items()}


def _with_places(path: str, places: Mapping[str, Callable[[], str]]) -> str:
    text = (DOCS / path).read_text(encoding="utf-8")
    for name, body in places.items():
        text = filled(text, name, body())
    return text


def write() -> None:
    """Write the pages that differ from what the code gives, and say which."""
    for path, content in made().items():
        file = DOCS / path
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            print(f"docs/{path}")
