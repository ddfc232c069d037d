"""Permanent police posts in the mining zones."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, choices, saturating, setting
from model.interventions.interdiction import ZONE_NAMES
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class PermanentPosts(Intervention):
    """Police stay for good in some zone types: they hear more, and bars there feel watched (M4, M28, M29, M33).

    Bars are some hours from the nearest station (fact bars-distance-to-police-station), and camps move while posts
    stay. Those under watch can move as well, so the effect of posts on exploitation is open. Sizes and costs are
    assumed.
    """

    kind: ClassVar[str] = "permanent_posts"

    zones: tuple[str, ...] = choices(("roadside",), ZONE_NAMES, ("bars-distance-to-police-station",))
    posts: float = setting(4.0, "1", 0.0, 50.0, ("assumed",), "posts in each of those zone types")
    half_posts: float = setting(4.0, "1", 0.5, 50.0, ("assumed",), "posts that cover half a zone type")
    officers: float = setting(12.0, "persons", 1.0, 100.0, ("assumed",), "at each post, all shifts")
    officer_cost: float = setting(45_000.0, "soles/year", 15_000.0, 150_000.0, ("assumed",), "one, with supplies")

    def adjust(self, levers, strength):
        """Cover more of the zone types."""
        covered = saturating(self.posts * strength, self.half_posts)
        return replace(
            levers,
            posts=tuple(
                combine_coverage(old, covered) if name in self.zones else old
                for name, old in zip(ZONE_NAMES, levers.posts, strict=True)
            ),
        )

    def weekly_cost(self, model, strength):
        """Charge the officers of every post."""
        staff = len(self.zones) * self.posts * self.officers
        return staff * self.officer_cost * strength / WEEKS_PER_YEAR
