"""Step 14: officials become more or less ready to take money, by what they can gain and lose (M32, M34, M35)."""

from typing import NamedTuple

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, identity, poisson, stream, uniform
from model.text.dates import WEEKS_PER_YEAR

SANCTIONED = decision("officials whom internal control sanctions")
SCANDAL = decision("a corruption scandal")
REGION = identity(stream("world"), 0, 0)
"""The region, which draws whether there are scandals and sanctions."""
PROFIT = int(Climate.PROFIT)


class Readiness(NamedTuple):
    """Readiness to take money of each police unit, checkpoint and court, 0 to 1."""

    police: np.ndarray
    checkpoints: np.ndarray
    courts: np.ndarray


def step(model) -> None:
    """Let readiness drift to where profit and integrity drive it, sanction officials, and let scandals break."""
    corruption, climate = model.parameters.corruption, model.climate
    climate[PROFIT] += corruption.profit_memory * (profit_of_bars(model.flows) - climate[PROFIT])
    target = drawn_to(model.levers, climate[PROFIT], corruption)
    readiness = Readiness(model.police.corruption, model.checkpoints.corruption, model.courts.corruption)
    drift(readiness, target, corruption.drift)
    climate[Climate.STALLED] = max(0.0, climate[Climate.STALLED] - 1.0)
    sanction(model)
    break_scandal(model)


@compiled
def mean_readiness(police):
    """Return the mean readiness of officials to leak or take money, 0 to 1."""
    return police.corruption[: police.n].sum() / police.n


def profit_of_bars(flows: dict[str, float]) -> float:
    """Return the week's profit of all bars before bribes, soles; no less than nothing."""
    return max(0.0, flows["bribes"] + flows["network_income"] + flows["owners_income"])


def drawn_to(levers, profit: float, corruption) -> float:
    """Return the readiness that a constant profit and constant levers would lead to, 0 to 1; 0 if it starts at 0.

    Log odds = log odds of the start + effect x ln((profit + reference) / (2 x reference)) - effects x vetting, internal
    control, rotation and citizens' oversight. Profit feeds corruption, which protects profit (M34); the reference is
    added so that a region without any profit keeps a bounded part of it.
    """
    drive = ((profit + corruption.profit_reference) / (2.0 * corruption.profit_reference)) ** corruption.profit_effect
    integrity = (
        corruption.vetting_effect * levers.vetting
        + corruption.control_effect * levers.internal_control
        + corruption.rotation_effect * levers.rotation
        + corruption.oversight_effect * levers.oversight
    )
    odds = corruption.start * drive * np.exp(-integrity)
    return odds / (1.0 - corruption.start + odds)


@compiled
def drift(readiness, target, speed):
    """Move the readiness of officials the share ``speed`` of the way to their target, in place."""
    for officials in readiness:
        for i in range(officials.size):
            officials[i] += speed * (target - officials[i])


def sanction(model) -> None:
    """Count the police officers whom internal control sanctions: Poisson, in proportion to those who take money."""
    corruption, police, control = model.parameters.corruption, model.police, model.levers.internal_control
    if control > 0.0:
        mean = corruption.sanctions / WEEKS_PER_YEAR * control * float(police.staff @ police.corruption)
        model.flows["officials_sanctioned"] += poisson(model.key, SANCTIONED, REGION, model.week, mean)


def break_scandal(model) -> None:
    """Let a scandal break by chance: teams change, readiness falls a step and plans stall for months (M35).

    Its hazard is in proportion to corruption and rises with public attention.
    """
    corruption, climate = model.parameters.corruption, model.climate
    hazard = corruption.scandal_rate / WEEKS_PER_YEAR * model.corruption()
    seen = 1.0 + corruption.scandal_attention * climate[Climate.ATTENTION]
    if uniform(model.key, SCANDAL, REGION, model.week) < hazard * seen:
        model.flows["scandals"] += 1
        climate[Climate.STALLED] = corruption.stall_weeks
        for officials in (model.police, model.checkpoints, model.courts):
            officials.corruption *= 1.0 - corruption.scandal_cut
