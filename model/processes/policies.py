"""Step 2: policies set the week's levers; meetings, media and mobility change what is carried out."""

from collections.abc import Sequence
from copy import replace

from model.codes import Climate
from model.interventions.base import Intervention
from model.kernels.compiled import compiled
from model.levers import Efforts, Levers, routine
from model.parameters.society import CivilSociety
from model.scenario.portfolio import CENTIMOS, Portfolio, shares_by_purse, spend, spent, year_of
from model.text.dates import WEEKS_PER_YEAR

ATTENTION = int(Climate.ATTENTION)


def step(model) -> None:
    """Recompute the levers from routine and NGOs' work, apply policies in the order of the file, and charge them."""
    model.levers = routine(model.parameters, efforts(model.ngos.table))
    for policy in model.setup.interventions:
        if isinstance(policy, Portfolio):
            pay(model, policy)
        elif strength := policy.strength(model.week):
            model.flows[f"cost_to_{policy.payer}"] += apply(model, policy, strength)
            policy.act(model, strength)
    model.levers = carried_out(model, model.levers)


def apply(model, policy: Intervention, strength: float) -> float:
    """Let a policy change the week's levers; return what it costs, soles."""
    model.levers = policy.adjust(model.levers, strength)
    return policy.weekly_cost(model, strength)


def costs(model, policies: Sequence[tuple[Intervention, float]]) -> list[float]:
    """Return what policies of given strengths would cost this week, soles, in order; the levers stay as they are."""
    levers = model.levers
    bills = [apply(model, policy, strength) for policy, strength in policies]
    model.levers = levers
    return bills


def pay(model, portfolio: Portfolio) -> None:
    """Apply and charge what a portfolio can pay of its levers this week; note what is short and what a year leaves."""
    week, year = model.week, year_of(model.week)
    if not portfolio.strength(week):
        return
    left = [allowed - spent(model.account, year, purse) for purse, allowed in enumerate(portfolio.purses(year))]
    room = [min(pair) for pair in zip(left, portfolio.dues(week), strict=True)]
    paid, short = pay_levers(model, portfolio, room)
    for purse, centimos in enumerate(paid):
        if centimos:
            spend(model.account, year, centimos, purse)
    model.flows["budget_spent"] += sum(paid) / CENTIMOS
    model.flows["budget_short"] += short
    if week == portfolio.weeks_in(year)[-1]:
        model.flows["budget_unspent"] += (sum(left) - sum(paid)) / CENTIMOS


def pay_levers(model, portfolio: Portfolio, room: Sequence[int]) -> tuple[list[int], float]:
    """Put a portfolio's levers in force as its purses can pay; return centimos paid by purse, and soles short.

    ``room``: what each purse has for this week, centimos.
    """
    paid, short, in_force = [0] * len(room), 0.0, portfolio.in_force(model.week)
    built_up = costs(model, [(lever, full) for lever, full, _ in in_force])
    purses = [portfolio.purse_of(lever) for lever, _, _ in in_force]
    shares = shares_by_purse(built_up, purses, [centimos / CENTIMOS for centimos in room], portfolio.when_short)
    for (lever, full, now), cost, share, purse in zip(in_force, built_up, shares, purses, strict=True):
        bill = put_in_force(model, lever, share * now, room[purse] - paid[purse])
        model.flows[f"cost_to_{lever.payer}"] += bill / CENTIMOS
        paid[purse], short = paid[purse] + bill, short + (1.0 - share) * cost * now / full
    return paid, short


def put_in_force(model, lever: Intervention, strength: float, room: int) -> int:
    """Apply a lever, at the strength that ``room`` can pay at most; return its bill. Both in whole centimos."""
    if not strength:
        return 0
    levers, cost = model.levers, apply(model, lever, strength) * CENTIMOS
    if cost > room:  # where another lever that was cut has made this one dearer
        model.levers, strength = levers, strength * room / cost
        cost = apply(model, lever, strength) * CENTIMOS
    lever.act(model, strength)
    return min(room, round(cost))


def carried_out(model, levers: Levers) -> Levers:
    """Return the levers as meetings, media, mobility and closed offices leave them."""
    society, working = model.parameters.civil_society, working_time(model, levers.coordination)
    settled, usual = residence(model), society.residence_usual
    attention = float(model.climate[ATTENTION])
    levers = in_open_offices(model, levers) if levers.offices_closed else levers
    return replace(
        levers,
        raids_per_week=levers.raids_per_week * working * political_will(attention, society),
        outreach=levers.outreach * working * max(0.0, 1.0 + society.mobility_loss * (settled - usual)),
        oversight=levers.oversight * max(0.0, 1.0 + society.residence_effect * (settled / usual - 1.0)),
    )


def in_open_offices(model, levers: Levers) -> Levers:
    """Return the levers with the staff of prosecutors and the trials, routine included, that an epidemic leaves."""
    staff = float(model.prosecutors.staff[0])
    trials = float(model.courts.staff[0]) * model.parameters.justice.trials_per_week
    return replace(
        levers,
        prosecutors=levers.prosecutors - levers.offices_closed * (staff + levers.prosecutors),
        trials=levers.trials - levers.offices_closed * (trials + levers.trials),
    )


def working_time(model, coordination: float) -> float:
    """Return the share of time left by round tables, 1 / (1 + cost x tables), which one body replaces (M76)."""
    society = model.parameters.civil_society
    return 1.0 / (1.0 + society.meeting_cost * society.round_tables * (1.0 - coordination))


def political_will(attention: float, society: CivilSociety) -> float:
    """Return raids planned relative to routine: more under media attention above the usual, fewer below (M73, M77)."""
    return max(0.0, 1.0 + society.attention_raids * (attention - society.attention_usual))


def residence(model) -> float:
    """Return the share of miners who have been here for over a year; 1 where nobody is (M33, M84)."""
    miners = model.miners
    return stayed(miners.table, model.week - WEEKS_PER_YEAR) / miners.n if miners.n else 1.0


@compiled
def stayed(miners, year_ago):
    """Return the number of rows of miners who came before a week."""
    count = 0
    for i in range(miners.n):
        count += miners.since[i] < year_ago
    return count


@compiled
def efforts(ngos):
    """Return what NGOs at work put in, as Efforts."""
    outreach = prevention = oversight = training = advocacy = 0.0
    for i in range(ngos.n):
        outreach += ngos.outreach[i]
        prevention += ngos.prevention[i]
        oversight += ngos.oversight[i]
        training += ngos.training[i]
        advocacy += ngos.advocacy[i]
    return Efforts(outreach, prevention, oversight, training, advocacy)
