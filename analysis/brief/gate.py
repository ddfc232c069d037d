"""What may be said to whom: release tiers, and what a finished text must hold and must not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.base.wording import objections
from analysis.base.words import Words
from experiments.base.errors import ExperimentError


class Tier(StrEnum):
    """Who may read a brief; each later tier may read more."""

    PUBLIC = "public"
    PARTNER = "partner"
    RESEARCH = "research"


EVASION = re.compile(
    r"leak|warn|lookout|hidden|round_control|moved_on|(bars|people)_moved|found_in_breach|raids_empty|wrong_place"
    r"|detected|switched|expected_fine|weeks_to_fill|within_reach|held_up|where_raids|spread_of_readiness"
)
"""Outcomes that would help somebody to evade: warnings, hiding, routes, what controls find and miss. For no tier."""

PLACES = re.compile(r"_(roadside|river|corridor|protected)\b|remote|_in_the_region\b|outside_corridor")
"""Outcomes by place or type of zone."""

FIGURES_OF_PLACES = ("zones",)


def why_not(outcome: str, tier: Tier) -> str:
    """Return why a brief of a tier may not show an outcome; empty where it may."""
    if EVASION.search(outcome):
        return "it could help somebody to evade, so no brief shows it"
    if tier is Tier.PUBLIC and PLACES.search(outcome):
        return "it tells places apart, so no public brief shows it"
    return ""


def allowed(outcomes: Iterable[str], tier: Tier) -> list[str]:
    """Return those outcomes that a brief of a tier may show."""
    return [name for name in outcomes if not why_not(name, tier)]


def refuse_outcomes(outcomes: Iterable[str], tier: Tier) -> None:
    """Raise ExperimentError for the first outcome that a brief of a tier may not show."""
    for name in outcomes:
        if reason := why_not(name, tier):
            raise ExperimentError(f"{name}: {reason}; choose another outcome")


def figures_allowed(names: Iterable[str], tier: Tier) -> list[str]:
    """Return those figures that a brief of a tier may show."""
    return [name for name in names if tier is not Tier.PUBLIC or name not in FIGURES_OF_PLACES]


@dataclass(frozen=True)
class Text:
    """The words of a finished brief: all of them, and which outcomes it shows."""

    language: str
    everything: str
    outcomes: tuple[str, ...]


def pass_gate(text: Text, tier: Tier, words: Words) -> None:
    """Raise ExperimentError where a finished brief lacks its limits, or says what its tier or the glossary refuses."""
    for fault in faults(text, tier, words):
        raise ExperimentError(f"the brief is not written: {fault}")


def faults(text: Text, tier: Tier, words: Words) -> Iterator[str]:
    """Yield what keeps a finished brief from being sent."""
    plain = " ".join(text.everything.split())
    for key in LIMITS:
        if " ".join(words(f"brief.{key}").split()) not in plain:
            yield f"it lacks its limits ({key})"
    yield from (f"it shows {name}: {why}" for name in text.outcomes if (why := why_not(name, tier)))
    yield from objections(text.language, text.everything)


LIMITS = ("limit_model", "limit_assumed", "limit_count", "limit_harm", "limit_use")
"""Keys of the sentences on limits that every brief holds."""
