"""Steps 7 and 8: what it costs to fill a post, and the posts given up because it costs too much."""

from model.kernels.compiled import compiled
from model.processes.decision_rules import feared
from model.processes.recruitment.acceptance import achieved
from model.processes.recruitment.journeys import feared_stops
from model.processes.recruitment.networks import chances


def given_up(model) -> tuple[float, float]:
    """Return the shares of empty posts that bars and mines do not seek to fill this week, 0 to 1.

    Odds to seek = (worth / cost) ** power. The worth of a post at a bar is its margin on the takings of one person over
    the horizon for which owners reckon. Without recruiters nobody knows a cost, and all is sought.
    """
    p, bars = model.numbers.adaptation, model.numbers.bars
    recruiters, recruitment = model.recruiters, model.numbers.recruitment
    if recruiters.n == 0:
        return 0.0, 0.0
    cost = filling_cost(
        recruiters.arrays, recruiters.n, chances(model, model.levers.advert_control), model.method_risk,
        model.route_risk, model.rule, recruitment, p, model.numbers.theories,
    )  # fmt: skip
    return too_dear(cost, bars.margin * bars.revenue_per_staff * p.post_horizon, p), too_dear(cost, p.mine_worth, p)


def too_dear(cost: float, worth: float, p) -> float:
    """Return the share of posts given up for what it costs to fill one and what it is worth, soles."""
    return 1.0 / (1.0 + (worth / cost) ** p.worth_power)


@compiled
def filling_cost(recruiters, n, chance, method_risk, route_risk, rule, p, a, theories):
    """Return what it costs to fill a post, soles; infinite where no offer brings anybody.

    Offers needed x (effort + what control is feared to cost for each + acceptance x share stopped x what a stop costs)
    + fee; offers needed = 1 / (acceptance x share who arrive). All are means over recruiters.
    """
    accepted, stops = achieved(chance, p), feared_stops(rule, route_risk, theories)
    spent = filled = 0.0
    for i in range(n):
        origin, method = recruiters.origin[i], recruiters.method[i]
        loss = feared(rule, method_risk[0, method], method_risk[1, method], theories) / p.offers_per_recruiter
        spent += a.offer_effort + loss + accepted[origin, method] * stops[origin] * a.stop_loss
        filled += accepted[origin, method] * (1.0 - stops[origin])
    return spent / filled + p.fee
