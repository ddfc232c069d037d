"""The regions people come from: how many may come, how poor and how far.

Populations are rounded to the precision of a stylised place; ties are the propensity to migrate, relative to Cusco.
"""

from dataclasses import dataclass

import numpy as np

from model.parameters.declaring import parameter

REGIONS = (
    "cusco", "puno", "arequipa", "apurimac", "ayacucho", "moquegua", "ucayali", "loreto", "lima", "inside",
)  # fmt: skip
SOUTH = ("main-origin-regions",)
OTHER = ("main-origin-zones-english",)
ASSUMED = ("assumed",)


def workforce(persons: float) -> float:
    """Declare the men of a region who could go mining."""
    return parameter(persons, "persons", persons / 3, persons * 3, "context", ASSUMED, "men of 15 to 40, rounded")


def at_risk(persons: float) -> float:
    """Declare the people of a region aged 10 to 30 who live in poverty."""
    facts = ("poverty-rate-peru", "victims-economic-need")
    return parameter(persons, "persons", persons / 3, persons * 3, "context", facts, "10 to 30 in poverty, rounded")


def ties(share: float, sources: tuple[str, ...]) -> float:
    """Declare the propensity of a region's people to go to Madre de Dios, relative to Cusco."""
    return parameter(share, "1", share / 4, min(1.0, share * 4), "free", sources, "relative to Cusco")


def journey(hours: float) -> float:
    """Declare the travel time from a region to Cusco, or to the gold region where no road leads through Cusco."""
    return parameter(hours, "hours", hours / 2, hours * 2, "context", ASSUMED, "to Cusco; inside: to the camps")


def need(ratio: float) -> float:
    """Declare poverty, want of schooling and violence at home in a region, relative to where recruiters work (M15)."""
    facts = ("poverty-rate-peru", "children-violence-home", "partner-violence-peru", "victims-economic-need")
    return parameter(ratio, "1", ratio / 3, ratio * 3, "free", facts, "no source tells origins apart; mean 1")


@dataclass(frozen=True, kw_only=True)
class Origins:
    """People and distances of the ten origins."""

    road_before_2010: float = parameter(20.0, "hours", 15.0, 30.0, "fixed", ("cusco-travel-time-before-road",))
    road_since_2010: float = parameter(
        8.0, "hours", 6.0, 20.0, "fixed", ("cusco-travel-time-after-road",), "20 hours as if no road were built"
    )
    road_year: float = parameter(2010.5, "year", 2010.0, 2011.0, "fixed", ("interoceanic-highway-year",))

    workforce_cusco: float = workforce(250_000)
    workforce_puno: float = workforce(280_000)
    workforce_arequipa: float = workforce(270_000)
    workforce_apurimac: float = workforce(80_000)
    workforce_ayacucho: float = workforce(110_000)
    workforce_moquegua: float = workforce(40_000)
    workforce_ucayali: float = workforce(100_000)
    workforce_loreto: float = workforce(180_000)
    workforce_lima: float = workforce(2_000_000)
    workforce_inside: float = workforce(30_000)

    at_risk_cusco: float = at_risk(200_000)
    at_risk_puno: float = at_risk(240_000)
    at_risk_arequipa: float = at_risk(80_000)
    at_risk_apurimac: float = at_risk(90_000)
    at_risk_ayacucho: float = at_risk(110_000)
    at_risk_moquegua: float = at_risk(15_000)
    at_risk_ucayali: float = at_risk(60_000)
    at_risk_loreto: float = at_risk(170_000)
    at_risk_lima: float = at_risk(500_000)
    at_risk_inside: float = at_risk(6_000)

    ties_cusco: float = ties(1.0, SOUTH)
    ties_puno: float = ties(0.6, SOUTH)
    ties_arequipa: float = ties(0.3, SOUTH)
    ties_apurimac: float = ties(0.9, SOUTH)
    ties_ayacucho: float = ties(0.3, OTHER)
    ties_moquegua: float = ties(0.4, SOUTH)
    ties_ucayali: float = ties(0.25, OTHER)
    ties_loreto: float = ties(0.05, ASSUMED)
    ties_lima: float = ties(0.01, ASSUMED)
    ties_inside: float = ties(1.0, ASSUMED)

    need_cusco: float = need(0.97)
    need_puno: float = need(1.0)
    need_arequipa: float = need(0.8)
    need_apurimac: float = need(1.15)
    need_ayacucho: float = need(1.1)
    need_moquegua: float = need(0.8)
    need_ucayali: float = need(1.1)
    need_loreto: float = need(1.1)
    need_lima: float = need(0.7)
    need_inside: float = need(0.9)

    beyond_cusco: float = journey(1.0)
    beyond_puno: float = journey(7.0)
    beyond_arequipa: float = journey(10.0)
    beyond_apurimac: float = journey(5.0)
    beyond_ayacucho: float = journey(14.0)
    beyond_moquegua: float = journey(12.0)
    beyond_ucayali: float = journey(30.0)
    beyond_loreto: float = journey(60.0)
    beyond_lima: float = journey(22.0)
    beyond_inside: float = journey(4.0)

    def column(self, name: str) -> np.ndarray:
        """Return ``workforce``, ``at_risk``, ``ties``, ``need`` or ``beyond`` of all regions, shape (10,)."""
        return np.array([getattr(self, f"{name}_{region}") for region in REGIONS], float)
