"""Step 10: police learn where exploitation is, plan raids, and plans leak (M28-M31)."""

from dataclasses import dataclass

import numpy as np

from model.randomness import decision

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
    """Move beliefs towards noisy signs of how many people are held in each camp; remote camps send fewer signs."""
    p, camps = model.parameters.policing, model.camps
    held = np.bincount(model.bars.camp, weights=model.bars.held, minlength=camps.n) + model.labour_by_camp
    noise = np.exp(p.signal_noise * model.luck.normal(SIGNAL, camps.identity, model.week) - p.signal_noise**2 / 2)
    heard = held * noise * np.exp(-p.remoteness * camps.access)
    camps.belief += p.belief_memory * (heard - camps.belief)
    camps.hostility *= 1.0 - model.parameters.moving.hostility_decay
    camps.raid_rate *= 1.0 - p.belief_memory


def plan(model) -> list[Raid]:
    """Draw each unit's raids; units whose raids find nobody plan fewer (M31)."""
    p, police = model.parameters.policing, model.police
    mean = model.levers.raids_per_week * police.share * (1.0 - p.discouragement * (1.0 - police.morale))
    counts = model.luck.poisson(PLANNED, police.identity, model.week, mean)
    if not model.camps.bars.any():
        return []
    return [prepare(model, unit, k) for unit in np.flatnonzero(counts) for k in range(int(counts[unit]))]


def prepare(model, unit: int, number: int) -> Raid:
    """Choose a target and find out whether somebody warns it.

    Leak probability = 1 - exp(-corruption x (agencies x rate + notice x rate)): zero without corruption, rising
    with each. Lookouts warn apart from officials, more so the longer the walk and the greater the hostility.
    """
    p, levers, police, camps = model.parameters.policing, model.levers, model.police, model.camps
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
