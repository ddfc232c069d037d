"""Incomes and school outside mining: what they do to offers at origin; jobs in the region, taken and left (M60)."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Livelihoods:
    """How people answer to better incomes outside mining; the sources name the lever and give no figure."""

    need: float = parameter(
        1.0, "1", 0.0, 4.0, "free", ("victims-economic-need",), "elasticity of acceptance in income at origin, minus"
    )
    attending: float = parameter(
        0.8, "1", 0.4, 1.0, "free", ASSUMED, "of those under 18 whom offers reach, at school in term time"
    )
    tourism_most: float = parameter(
        1500.0, "persons", 100.0, 10000.0, "free", ASSUMED, "jobs that visitors of the region can support, high season"
    )
    tourism_low_season: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "share of these jobs that is left in the rains, November to April"
    )
    job_search: float = parameter(0.05, "1/week", 0.0, 0.5, "free", ASSUMED, "hazard to apply, where jobs pay far more")
    job_pay: float = parameter(1.0, "1", 0.5, 3.0, "free", ASSUMED, "pay of a job in the region, in outside wages")
    job_width: float = parameter(0.35, "1", 0.05, 2.0, "free", ASSUMED, "width of the choice of a job, in wages")
    job_leaving: float = parameter(0.01, "1/week", 0.0, 0.2, "free", ASSUMED, "hazard to leave a job and go home")
