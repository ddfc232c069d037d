"""Steps 7 and 8: what it costs to fill a post, and the posts given up because it costs too much."""

from typing import NamedTuple

from model.kernels.compiled import compiled
from model.processes.decision_rules import feared
from model.processes.recruitment.acceptance import mean_acceptance
from model.processes.recruitment.journeys import feared_stops
from model.processes.recruitment.networks import acceptance_in_term, dangers


class Unprofitable(NamedTuple):
    """Shares of empty posts that cost more than they are worth, at bars and at mines, 0 to 1."""

    bars: float
    mines: float


@compiled
def unprofitable_posts(world):
    """Return the shares of empty posts that bars and mines do not seek to fill this week, Unprofitable.

    Odds to seek = (worth / cost) ** power. The worth of a post at a bar is its margin on the takings of one person over
    the horizon for which owners reckon. Without recruiters nobody knows a cost, and all is sought.
    """
    adaptation, bars = world.numbers[0].adaptation, world.numbers[0].bars
    if world.recruiters.n == 0:
        return Unprofitable(0.0, 0.0)
    cost = cost_to_fill(world)
    worth = bars.margin * bars.revenue_per_staff * adaptation.post_horizon
    power = adaptation.worth_power
    return Unprofitable(unprofitable_share(cost, worth, power), unprofitable_share(cost, adaptation.mine_worth, power))


@compiled
def cost_to_fill(world):
    """Return what it costs this week to fill a post through recruiters, soles; the fee while nobody recruits."""
    if world.recruiters.n == 0:
        return world.numbers[0].recruitment.fee
    chance = acceptance_in_term(world, world.levers[0].advert_control)
    return filling_cost(world.recruiters, chance, dangers(world), world.numbers)


@compiled
def debt_claimed(world):
    """Return the debt claimed on the mean from whom recruiters bring, soles: an advance and the journey (M21)."""
    recruiters, recruitment, hours = world.recruiters, world.numbers[0].recruitment, 0.0
    for i in range(recruiters.n):
        hours += world.travel_hours[recruiters.origin[i]]
    return recruitment.advance + recruitment.fare * hours / max(1, recruiters.n)


@compiled
def unprofitable_share(cost, worth, power):
    """Return the share of posts given up for what it costs to fill one and what it is worth, soles."""
    return 1.0 / (1.0 + (worth / cost) ** power)


@compiled
def filling_cost(recruiters, chance, dangers, numbers):
    """Return what it costs to fill a post, soles; infinite where no offer brings anybody.

    Offers needed x (effort + what control is feared to cost for each + acceptance x share stopped x what a stop costs)
    + fee; offers needed = 1 / (acceptance x share who arrive). All are means over recruiters.
    """
    recruitment, adaptation, theories = numbers[0].recruitment, numbers[0].adaptation, numbers[0].theories
    accepted, stops, rule = mean_acceptance(chance, numbers), feared_stops(dangers.route, numbers), numbers[0].rule
    spent = filled = 0.0
    for i in range(recruiters.n):
        origin, method = recruiters.origin[i], recruiters.method[i]
        lost = feared(dangers.method[0, method], dangers.method[1, method], rule, theories)
        loss = lost / recruitment.offers_per_recruiter
        spent += adaptation.offer_effort + loss + accepted[origin, method] * stops[origin] * adaptation.stop_loss
        filled += accepted[origin, method] * (1.0 - stops[origin])
    return spent / filled + recruitment.fee
