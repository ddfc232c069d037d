"""What each kind of reader gets: tier, order of the sections, further outcomes, figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.brief.gate import Tier

UNDER_18 = "true.people_in_sexual_exploitation_under_18"


@dataclass(frozen=True)
class Template:
    """A kind of brief: its name, tier, sections in order, outcomes beside both forms, and figures, the best first."""

    name: str
    tier: Tier
    sections: tuple[str, ...]
    outcomes: tuple[str, ...]
    figures: tuple[str, ...]
    with_cost: bool = True


START, END = ("question", "answer"), ("unknown", "reading", "made", "sources", "limits")

TEMPLATES: Mapping[str, Template] = {
    each.name: each
    for each in (
        Template(
            "ministry",
            Tier.PARTNER,
            (*START, "figure", "packages", "others", "people", *END),
            (UNDER_18, "true.recruited_sexual"),
            ("portfolios", "headline"),
        ),
        Template(
            "donor",
            Tier.PARTNER,
            (*START, "packages", "figure", "people", "others", *END),
            (UNDER_18, "true.returns_to_exploitation"),
            ("cost", "headline"),
        ),
        Template(
            "public",
            Tier.PUBLIC,
            (*START, "figure", "people", "packages", *END),
            (UNDER_18,),
            ("portfolios", "headline"),
            with_cost=False,
        ),
        Template(
            "research",
            Tier.RESEARCH,
            (*START, "figure", "packages", "people", *END, "claims"),
            (
                UNDER_18,
                "true.recruited_sexual",
                "true.recruited_labour",
                "true.returns_to_exploitation",
                "true.admitted_to_shelter",
            ),
            ("portfolios", "headline"),
        ),
    )
}
