"""Every generated page, and every page written by hand with generated places, by path below ``docs``."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.pages import outcomes, parameters, state, submodels, week
from tools.pages.text import filled

DOCS = Path(__file__).resolve().parents[2] / "docs"
PLACES: Mapping[str, Mapping[str, Callable[[], str]]] = {"odd.md": {"week": week.week, "entities": state.entities}}
"""Places in pages written by hand: page, name of the place, and what stands there."""


def made() -> dict[str, str]:
    """Return the pages by path."""
    whole = {state.PEOPLE: state.agents(), state.WORLD: state.world(), state.COUNTED: state.counters(),
             "odd/policies.md": parameters.policies()}  # fmt: skip
    whole |= parameters.parameter_pages() | outcomes.outcome_pages() | submodels.submodel_pages()
    return whole | {path: _with_places(path, places) for path, places in PLACES.items()}


def _with_places(path: str, places: Mapping[str, Callable[[], str]]) -> str:
    text = (DOCS / path).read_text(encoding="utf-8")
    for name, body in places.items():
        text = filled(text, name, body())
    return text
