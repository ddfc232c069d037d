"""How long the journey to the gold region takes, before the highway and since."""

from datetime import date, timedelta

import numpy as np

from model.parameters.origins import REGIONS
from model.text.dates import week_of


def travel_hours(origins, road: float) -> np.ndarray:
    """Return hours from each origin to the gold region for a time on the road from Cusco, shape (10,) (M12)."""
    hours = origins.column("beyond") + road
    hours[REGIONS.index("inside")] = origins.beyond_inside
    return hours


def road_opens(origins) -> int:
    """Return the week in which the highway opens."""
    year = int(origins.road_year)
    return week_of(date(year, 1, 1) + timedelta(days=round((origins.road_year - year) * 365)))
