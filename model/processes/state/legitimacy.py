"""Legitimacy of the state among miners, 0 to 1, and their protest; kept in ``model.climate`` (M14, M29, M53)."""

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import arrivals, decision
from model.processes.state.forces import held
from model.text.dates import WEEKS_PER_YEAR

LEGITIMACY, PROTEST = int(Climate.LEGITIMACY), int(Climate.PROTEST)
BREAKS_OUT = decision("protest of miners breaks out")
CLASH = decision("deaths in a clash of a protest")
WORLD = arrivals("world", 0, 0, 1)


def follow(model) -> None:
    """Update legitimacy by the week's decisions on files, then hostility by legitimacy, then protest by all three."""
    waiting = waiting_too_long(model)
    model.climate[LEGITIMACY] = next_legitimacy(model, waiting)
    embitter(model)
    protest(model, waiting)


def lose_legitimacy(model, share: float) -> None:
    """Take a share of the legitimacy that is left, 0 to 1."""
    model.climate[LEGITIMACY] *= 1.0 - share


def relative(model) -> float:
    """Return legitimacy over its usual level."""
    return float(model.climate[LEGITIMACY]) / model.parameters.legitimacy.usual


def lost(model) -> float:
    """Return the share of the usual legitimacy that is lost, 0 to 1."""
    return max(0.0, 1.0 - relative(model))


def waiting_too_long(model) -> float:
    """Return the share of miners whose file has waited longer than they are patient."""
    if not model.files_waiting:
        return 0.0
    oldest = model.week - model.parameters.legitimacy.patience
    return filed_before(model.miners.table, oldest) / model.miners.n


@compiled
def filed_before(miners, week):
    """Return the number of rows whose file has waited since before a week."""
    count = 0
    for i in range(miners.n):
        count += 0 <= miners.filed[i] < week
    return count


def next_legitimacy(model, waiting: float) -> float:
    """Return legitimacy a week later, 0 to 1 (M53).

    It returns to the usual level by itself; permits granted add to it, refusals and the share of miners ``waiting`` too
    long take from it, each in proportion to the share of miners concerned.
    """
    legitimacy, flows, now = model.parameters.legitimacy, model.flows, float(model.climate[LEGITIMACY])
    miners = max(1, model.miners.n * model.scale)
    gained = legitimacy.from_approvals * flows["applications_granted"] / miners * (1.0 - now)
    refused = legitimacy.from_refusals * flows["applications_refused"] / miners
    taken = (refused + legitimacy.from_waiting * waiting) * now
    return min(1.0, max(0.0, now + legitimacy.recovery * (legitimacy.usual - now) + gained - taken))


def embitter(model) -> None:
    """Let hostility grow in open camps in proportion to legitimacy lost; not at all at the usual level (M29)."""
    if less := lost(model):
        grown = model.parameters.legitimacy.bitterness * less * model.camps.open
        model.camps.hostility += grown * (1.0 - model.camps.hostility)


def protest(model, waiting: float) -> None:
    """Let a protest go on or end; let one break out, with a clash in which people may die."""
    climate, flows, legitimacy = model.climate, model.flows, model.parameters.legitimacy
    climate[PROTEST] = max(0.0, climate[PROTEST] - 1.0)
    chance = 1.0 - np.exp(-protest_hazard(model, waiting)) if climate[PROTEST] == 0.0 else 0.0
    if chance and model.luck.uniform(BREAKS_OUT, WORLD, model.week)[0] < chance:
        climate[PROTEST] = legitimacy.protest_weeks
        flows["protests"] += 1
        flows["protest_deaths"] += model.luck.poisson(CLASH, WORLD, model.week, legitimacy.protest_deaths)[0]
    flows["protest_weeks"] += climate[PROTEST] > 0.0


def protest_hazard(model, waiting: float) -> float:
    """Return the weekly hazard of a protest; zero where nobody has cause (M14, M53).

    It is rate x share of gold in regional income x (files + operations) x (1 + legitimacy lost). Files stand for the
    share of miners refused this week or left waiting too long, operations for the share whose digging forces stop.
    """
    legitimacy, miners = model.parameters.legitimacy, max(1, model.miners.n * model.scale)
    refused = model.flows["applications_refused"] / miners
    stopped = sum(s * by_zone for s, by_zone in zip(held(model.world), model.census.miners_by_zone, strict=True))
    cause = legitimacy.protest_from_files * (refused + waiting)
    cause += legitimacy.protest_from_operations * stopped / miners
    return legitimacy.protest_rate * gold_share(model) * cause * (1.0 + lost(model)) if cause else 0.0


def gold_share(model) -> float:
    """Return the share of gold in regional income, by what camps would yield without forces."""
    camps = model.camps
    gold = float(np.sum(camps.miners * camps.yields)) * model.gold_value
    return gold / (gold + other_income(model))


def other_income(model) -> float:
    """Return the week's income of the region beside gold, in soles."""
    return model.parameters.legitimacy.other_income / WEEKS_PER_YEAR


def on_the_streets(model) -> float:
    """Return the share of police whom a protest leaves free for other work."""
    return 1.0 - model.parameters.legitimacy.police_tied if model.climate[PROTEST] > 0.0 else 1.0
