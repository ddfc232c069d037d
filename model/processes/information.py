"""Step 10: police learn where exploitation is, plan raids, and plans leak (M28-M31)."""

from dataclasses import dataclass

import numpy as np

from model.compiled import compiled
from model.randomness import decision, normal, poisson

SIGNAL = decision("what police hear of a camp")
PLANNED = decision("raids that a unit plans")
TARGET = decision("target of a raid")
WARNING = decision("warning of a raid")
LEAK, LOOKOUT, WRONG_PLACE = "official_leak", "lookout", "wrong_place"


@dataclass(frozen=True)
class Raid:
    """A raid that sets out: who goes where, what they believe, and what will make it fail, if anything."""

    unit: int
    number: int
    camp: int
    believed: float
    failure: str | None


def step(model) -> None:
    """Update what police believe, then plan the week's raids."""
    learn(model)
    model.planned_raids = plan(model)


def learn(model) -> None:
    """Let police hear of camps, and anger and owners' fear of raids fade."""
    camps, p = model.camps, model.numbers
    hear(model.key, model.week, camps.arrays, camps.n, model.census.sexual, model.census.labour, p.policing, p.moving)


@compiled
def hear(key, week, camps, n, sexual, labour, p, q):
    """Move beliefs towards noisy signs of how many people are held in each camp; remote camps send fewer signs."""
    for c in range(n):
        noise = np.exp(p.signal_noise * normal(key, SIGNAL, camps.identity[c], week) - p.signal_noise**2 / 2)
        heard = (sexual[c] + labour[c]) * noise * np.exp(-p.remoteness * camps.access[c])
        camps.belief[c] += p.belief_memory * (heard - camps.belief[c])
        camps.hostility[c] *= 1.0 - q.hostility_decay
        camps.raid_rate[c] *= 1.0 - p.belief_memory


def plan(model) -> list[Raid]:
    """Draw each unit's raids; units whose raids find nobody plan fewer (M31)."""
    p, police = model.numbers.policing, model.police
    if not model.camps.bars.any():
        return []
    counts = planned(model.key, model.week, police.arrays, police.n, model.levers.raids_per_week, p.discouragement)
    return [prepare(model, unit, k) for unit in np.flatnonzero(counts) for k in range(int(counts[unit]))]


@compiled
def planned(key, week, police, n, rate, discouragement):
    """Return the number of raids that each unit plans."""
    counts = np.zeros(n, np.int64)
    for i in range(n):
        mean = rate * police.share[i] * (1.0 - discouragement * (1.0 - police.morale[i]))
        counts[i] = poisson(key, PLANNED, police.identity[i], week, mean)
    return counts


def prepare(model, unit: int, number: int) -> Raid:
    """Choose a target and find out whether somebody warns it.

    Leak probability = 1 - exp(-corruption x (agencies x rate + notice x rate)): zero without corruption, rising
    with each. Lookouts warn apart from officials, more so the longer the walk and the greater the hostility.
    """
    p, levers, police, camps = model.numbers.policing, model.levers, model.police, model.camps
    who = police.identity[[unit]]
    number_key = np.array([number], np.uint64)
    u = [model.luck.pair_uniform(d, who, number_key, model.week)[0] for d in (TARGET, WARNING)]
    aim, place = split(u[0], levers.intelligence)
    weight = np.cumsum(aims(camps, p.remoteness) if aim else (camps.bars > 0).astype(float))
    camp = int(np.searchsorted(weight, place * weight[-1], side="right"))
    corruption = min(1.0, police.corruption[unit] * levers.corruption)
    leak = 1.0 - np.exp(-corruption * (p.leak_per_agency * levers.agencies + p.leak_per_day * levers.notice))
    lookout = min(1.0, (p.lookout + p.lookout_remote * camps.access[camp]) * (1.0 + camps.hostility[camp]))
    wrong = min(1.0, p.wrong_place / police.skill[unit])
    return Raid(int(unit), number, camp, float(camps.belief[camp]), failure(u[1], leak, lookout, wrong))


def split(u: float, share: float) -> tuple[bool, float]:
    """Use one uniform twice: whether it lies below ``share``, and where in its part, in [0, 1)."""
    return (True, u / share) if u < share else (False, (u - share) / (1.0 - share))


def aims(camps, remoteness: float) -> np.ndarray:
    """Return how strongly intelligence points at each camp: belief over the effort to get there."""
    aim = (camps.belief + 1e-9) * np.exp(-remoteness * camps.access) * (camps.bars > 0)
    return aim if aim.sum() > 0 else (camps.bars > 0).astype(float)


def failure(u: float, leak: float, lookout: float, wrong: float) -> str | None:
    """Return why a raid will find nobody; causes are tried in turn, each on those the earlier ones spared."""
    for cause, chance in ((LEAK, leak), (LOOKOUT, lookout), (WRONG_PLACE, wrong)):
        if u < chance:
            return cause
        u = (u - chance) / (1.0 - chance)
    return None
