"""Step 14: what officials can gain and lose moves their readiness to take money (M32, M34, M35)."""

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, identity, poisson, stream, uniform
from model.text.dates import WEEKS_PER_YEAR

SANCTIONED = decision("officials whom internal control sanctions")
SCANDAL = decision("a corruption scandal")
REGION = identity(stream("world"), 0, 0)
"""Whose luck it is whether there is a scandal or a sanction: the region's."""


def step(model) -> None:
    """Let readiness drift to where profit and integrity drive it, sanction officials, and let scandals break."""
    p, profit = model.old_numbers.corruption, int(Climate.PROFIT)
    model.climate[profit] += p.profit_memory * (profit_of_bars(model.flows) - model.climate[profit])
    police, checkpoints, courts = model.police.corruption, model.checkpoints.corruption, model.courts.corruption
    drift(police, checkpoints, courts, drawn_to(model.levers, model.climate[profit], p), p.drift)
    model.climate[Climate.STALLED] = max(0.0, model.climate[Climate.STALLED] - 1.0)
    sanction(model)
    break_scandal(model)


def profit_of_bars(flows: dict[str, float]) -> float:
    """Return the week's profit of all bars before bribes, soles; no less than nothing."""
    return max(0.0, flows["bribes"] + flows["network_income"] + flows["owners_income"])


def drawn_to(levers, profit: float, p) -> float:
    """Return the readiness that a constant profit and constant levers would lead to, 0 to 1; 0 if it starts at 0.

    Log odds = log odds of the start + effect x ln((profit + reference) / (2 x reference)) - effects x vetting, internal
    control, rotation and citizens' oversight. Profit feeds corruption, which protects profit (M34); the reference is
    added so that a region without any profit keeps a bounded part of it.
    """
    drive = ((profit + p.profit_reference) / (2.0 * p.profit_reference)) ** p.profit_effect
    integrity = (
        p.vetting_effect * levers.vetting
        + p.control_effect * levers.internal_control
        + p.rotation_effect * levers.rotation
        + p.oversight_effect * levers.oversight
    )
    odds = p.start * drive * np.exp(-integrity)
    return odds / (1.0 - p.start + odds)


@compiled
def drift(police, checkpoints, courts, target, speed):
    """Move the readiness of police units, checkpoints and courts a step towards their target, in place."""
    for officials in (police, checkpoints, courts):
        for i in range(officials.size):
            officials[i] += speed * (target - officials[i])


def sanction(model) -> None:
    """Count the police officers whom internal control sanctions: Poisson, in proportion to those who take money."""
    p, police, control = model.old_numbers.corruption, model.police, model.levers.internal_control
    if control > 0.0:
        mean = p.sanctions / WEEKS_PER_YEAR * control * float(police.staff @ police.corruption)
        model.flows["officials_sanctioned"] += poisson(model.key, SANCTIONED, REGION, model.week, mean)


def break_scandal(model) -> None:
    """Let a scandal break by chance: teams change, readiness falls a step and plans stall for months (M35).

    Its hazard is in proportion to corruption and rises with public attention.
    """
    p, climate = model.old_numbers.corruption, model.climate
    hazard = p.scandal_rate / WEEKS_PER_YEAR * model.corruption()
    seen = 1.0 + p.scandal_attention * climate[Climate.ATTENTION]
    if uniform(model.key, SCANDAL, REGION, model.week) < hazard * seen:
        model.flows["scandals"] += 1
        climate[Climate.STALLED] = p.stall_weeks
        for officials in (model.police, model.checkpoints, model.courts):
            officials.corruption *= 1.0 - p.scandal_cut
