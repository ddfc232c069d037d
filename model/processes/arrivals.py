"""Step 3: men arrive where they hear that digging pays."""

import numpy as np

from model.codes import Age
from model.places import travel_hours
from model.randomness import arrivals as arrival_identities
from model.randomness import decision

ARRIVALS = decision("miners who set out")
DESTINATION = decision("first camp, age and advance of a miner")


def step(model) -> None:
    """Update the news that reaches origins, draw the arrivals of each origin and settle them in open camps."""
    model.travel_hours = travel_hours(model.parameters.origins, model.week)
    update_news(model)
    counts = arrivals(model)
    for origin in np.flatnonzero(counts):
        settle(model, int(origin), int(counts[origin]))


def update_news(model) -> None:
    """Let the mean income of open camps, exaggerated, reach the origins with an exponential delay (M2)."""
    p, camps = model.parameters.migration, model.camps
    weight = camps.open * (camps.miners + 1.0)
    heard = (1.0 + p.bragging) * np.average(camps.net, weights=weight) if weight.any() else 0.0
    model.news += (heard - model.news) / p.news_delay


def arrivals(model) -> np.ndarray:
    """Return the rows that arrive from each origin, shape (10,).

    The mean is rate x workforce x ties x exp(-travel / scale) x (news / outside wage) ** elasticity: a gravity
    form (Ravenstein 1885) with the income ratio of Harris and Todaro (1970).
    """
    p = model.parameters.migration
    pull = max(0.0, model.news / model.outside_wage) ** p.income_elasticity
    near = model.ties * np.exp(-model.travel_hours / p.distance_scale)
    mean = p.arrival_rate * model.workforce * near * pull / model.scale
    drawn = model.luck.poisson(ARRIVALS, model.origin_identities, model.week, mean)
    return np.minimum(drawn, (model.workforce // model.scale).astype(np.int64)) * bool(model.camps.open.any())


def settle(model, origin: int, n: int) -> None:
    """Make the rows of ``n`` arrivals and spread them over open camps by room and income."""
    p, camps = model.parameters.migration, model.camps
    who = arrival_identities("miner", origin, model.week, n)
    words = model.luck.words(DESTINATION, who, model.week)
    u = (words + 0.5) * 2.0**-32
    weight = np.cumsum(camps.open * camps.room * np.maximum(camps.net, p.least_pull * model.outside_wage))
    camp = np.searchsorted(weight, u[0] * weight[-1], side="right")
    minor = u[1] < p.under_18_share
    model.miners.add(
        n,
        identity=who,
        origin=origin,
        camp=camp,
        age=np.where(minor, Age.FROM_14, np.where(u[2] < p.under_25_share, Age.FROM_18, Age.FROM_25)),
        since=model.week,
        income=camps.net[camp],
        forced=u[3] < p.forced_share,
    )
    model.workforce[origin] -= n * model.scale
    model.flows["arrivals"] += n * model.scale

