"""Step 7: bars trade, hide, move, open, shrink, close and post vacancies, on profit against expected loss (M6, M27).

What owners expect is in ``model/processes/bars/prospects.py``, moving in ``model/processes/bars/relocation.py``, how
posts are sought in ``model/processes/bars/staffing.py``.
"""

from typing import NamedTuple

import numpy as np

from model.codes import ORGANISED, Exit, Stage
from model.columns.tables import add, remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, poisson, to_normal, to_uniform, uniform
from model.kernels.rows import rows_with
from model.kernels.streams import first_identities, newcomers
from model.people.home import go_home
from model.people.leaving import leave_bars
from model.processes.bars.prospects import best_hiding, dangers, desired_bars, feared_losses, zeal
from model.processes.bars.relocation import relocate
from model.processes.bars.staffing import staff
from model.processes.decision_rules import reconsidering
from model.processes.recruitment.refilling import unprofitable_posts
from model.processes.state.ties import patron_of, protection, share_out
from model.processes.world import clock_of, rule

OPEN_BARS = decision("bars that open in a camp")
FOUNDING = decision("owner, size and licence of a bar")
CLOSE = decision("a bar closes")
MOVED_ON = decision("moved on when a bar closes")
MOST_SITES = 1000
"""Room for camp sites in the identities of bars (the sum of the largest numbers of sites by zone type)."""
BARS = first_identities("bar", MOST_SITES)
EXPLOITED, BAR_CLOSED = int(Stage.EXPLOITED), int(Exit.BAR_CLOSED)


class Emptied(NamedTuple):
    """Rows of people left behind when bars close, and of workers who lose their bar."""

    left: np.ndarray
    jobless: np.ndarray


class Founded(NamedTuple):
    """New bars, one entry each: identity, camp, owner, size in persons, licence, expected takings in soles/week."""

    identity: np.ndarray
    camp: np.ndarray
    owner: np.ndarray
    size: np.ndarray
    licensed: np.ndarray
    trend: np.ndarray


@rule
def step(world):
    """Trade, move, close, open and post vacancies."""
    feared = dangers(world)
    shut = trade_and_close(world, feared)
    open_new(world, feared)
    world.flows[0].bars_closed += shut
    staff(world, feared, unprofitable_posts(world).bars)


@compiled
def trade_and_close(world, dangers):
    """Trade, move and close; return the number of bars that close.

    People held in a bar that closes are moved on to a bar of the same owner or left behind.
    """
    clock, bars, camps, persons, numbers = clock_of(world), world.bars, world.camps, world.persons, world.numbers
    losses = feared_losses(camps, dangers, numbers)
    hide(bars, camps, losses, numbers)
    trade(world)
    moved = relocate(clock, bars, camps, persons, losses, numbers)
    world.flows[0].bars_moved += moved.bars
    world.flows[0].people_moved_with_bars += moved.people
    shut = closing(clock, bars, camps, desired_bars(camps, losses, dangers, numbers), numbers)
    rows = np.flatnonzero(shut)
    if rows.size:
        emptied = wind_up(clock, persons, world.bar_workers, bars, camps, shut, numbers)
        go_home(world, emptied.left, BAR_CLOSED)
        leave_bars(world, emptied.jobless)
        remove(bars, rows)
    return rows.size


@compiled
def hide(bars, camps, losses, numbers):
    """Let bars hide more or less of their trade; write what camps hide and the custom that is left to them."""
    bar_numbers = numbers[0].bars
    speed = reconsidering(bar_numbers.hiding_speed, numbers[0].rule, numbers[0].theories)
    camps.hidden[: camps.n], camps.custom[: camps.n] = 0.0, 1.0
    for i in range(bars.n):
        camp = bars.camp[i]
        bars.hidden[i] += speed * (best_hiding(losses[camp], bars.trend[i], bar_numbers) - bars.hidden[i])
        camps.hidden[camp] += bars.hidden[i] / camps.bars[camp]
        camps.custom[camp] -= bar_numbers.custom_lost * bars.hidden[i] ** 2 / camps.bars[camp]
    for c in range(camps.n):
        camps.custom[c] = max(0.0, camps.custom[c])  # rounding of the sum may fall below


@compiled
def trade(world):
    """Divide each camp's spending among its bars by what draws custom, and count where it goes.

    Profit = takings x margin - fixed cost; officials who are tied to the owner take a share of it that grows with what
    they do for him (M30, M32), networks keep a share to run themselves.
    """
    bars, camps, networks, bar_numbers = world.bars, world.camps, world.networks, world.numbers[0].bars
    pull, by_camp = pull_of_bars(clock_of(world), bars, camps, world.numbers)
    takings, costs, bribes, kept, profits = 0.0, 0.0, 0.0, 0.0, 0.0
    protected = protection(world)
    paid = np.zeros(protected.size)
    for i in range(bars.n):
        camp = bars.camp[i]
        bars.revenue[i] = camps.spent[camp] * pull[i] / by_camp[camp] if by_camp[camp] > 0.0 else 0.0
        bars.trend[i] += bar_numbers.revenue_memory * (bars.revenue[i] - bars.trend[i])
        profit = bars.revenue[i] * bar_numbers.margin - bar_numbers.fixed_cost
        patron = patron_of(bars.owner[i], camp)
        bars.bribe[i] = bar_numbers.bribe_share * protected[patron] * max(0.0, profit)
        paid[patron] += bars.bribe[i]
        keeps = networks.organised[bars.owner[i]] and not networks.dissolved[bars.owner[i]]
        share = bar_numbers.retained * max(0.0, profit - bars.bribe[i]) if keeps else 0.0
        networks.funds[bars.owner[i]] += share
        takings += bars.revenue[i]
        costs += bars.revenue[i] - profit
        bribes += bars.bribe[i]
        kept += share
        profits += profit
    share_out(world, paid)
    flows = world.flows[0]
    flows.bar_takings += takings
    flows.bar_costs += costs
    flows.bribes += bribes
    flows.network_income += kept
    flows.owners_income += profits - bribes - kept


@compiled
def pull_of_bars(clock, bars, camps, numbers):
    """Return how much custom each bar draws, shape (bars,), and the sum by camp, shape (camps,).

    Staff and days open draw custom. A warned bar hides for part of the week, and one that is shut serves few; what is
    hidden draws less.
    """
    bar_numbers = numbers[0].bars
    pull, by_camp = np.empty(bars.n), np.zeros(camps.n)
    for i in range(bars.n):
        camp = bars.camp[i]
        warned = bars.warned[i] >= clock.week - 1
        bars.concealment[i] = min(1.0, bar_numbers.hiding_weeks) if warned else 0.0
        serving = 0.0 if clock.week < bars.shut_until[i] else 1.0 - bars.concealment[i]
        custom = 1.0 - bar_numbers.custom_lost * bars.hidden[i] ** 2
        pull[i] = (1.0 + bars.held[i] + bars.workers[i]) * max(bar_numbers.least_open, serving) * custom
        by_camp[camp] += pull[i]
    return pull, by_camp


@compiled
def closing(clock, bars, camps, desired, numbers):
    """Return a mask of bars that close this week: by order, with their camp, or for want of custom.

    ``desired``: bars that each camp could carry, shape (camps,).
    """
    bar_numbers = numbers[0].bars
    adjustment = reconsidering(bar_numbers.adjustment, numbers[0].rule, numbers[0].theories)
    shut = np.zeros(bars.n, np.bool_)
    for i in range(bars.n):
        camp = bars.camp[i]
        surplus = max(0.0, 1.0 - desired[camp] / max(1, camps.bars[camp]))
        hazard = bar_numbers.closing_base + adjustment * surplus
        closed_camp = not camps.open[camp]
        shut[i] = bars.ordered[i] or closed_camp or uniform(clock.key, CLOSE, bars.identity[i], clock.week) < hazard
    return shut


@compiled
def wind_up(clock, persons, workers, bars, camps, shut, numbers):
    """Empty the bars of the mask ``shut``; return the rows of people left behind and of workers without a bar."""
    transfer_share, heirs = numbers[0].bars.transfer_share, heir_of(bars, shut)
    for b in range(bars.n):
        camps.bars[bars.camp[b]] -= shut[b]
    held = rows_with(persons.stage, persons.n, EXPLOITED)
    left, jobless = np.empty(held.size, np.int64), np.empty(workers.n, np.int64)
    n_left = n_jobless = 0
    for i in held:
        if persons.bar[i] < 0 or not shut[bars.row_of[persons.bar[i]]]:
            continue
        heir = heirs[bars.owner[bars.row_of[persons.bar[i]]]]
        if heir >= 0 and to_uniform(draw(clock.key, MOVED_ON, persons.identity[i], clock.week)[0]) < transfer_share:
            persons.bar[i] = bars.unique_id[heir]
            persons.camp[i] = bars.camp[heir]
            bars.held[heir] += 1
        else:
            left[n_left] = i
            n_left += 1
    for i in range(workers.n):
        if shut[bars.row_of[workers.bar[i]]]:
            jobless[n_jobless] = i
            n_jobless += 1
    return Emptied(left[:n_left], jobless[:n_jobless])


@compiled
def heir_of(bars, shut):
    """Return for each owner the row of its best bar that stays open, -1 where it has none, shape (networks,)."""
    heirs = np.full(ORGANISED + 1, -1)
    for i in range(bars.n):
        best = heirs[bars.owner[i]]
        if not shut[i] and (best < 0 or bars.trend[i] > bars.trend[best]):
            heirs[bars.owner[i]] = i
    return heirs


@compiled
def open_new(world, feared):
    """Open bars where a camp could carry more."""
    bars, new = world.bars, found(clock_of(world), world.camps, feared, world.numbers)
    first = add(bars, world.next_id, new.identity.size)
    for k in range(new.identity.size):
        i = first + k
        bars.identity[i], bars.camp[i], bars.owner[i] = new.identity[k], new.camp[k], new.owner[k]
        bars.size[i], bars.licensed[i], bars.trend[i] = new.size[k], new.licensed[k], new.trend[k]
        bars.since[i] = world.now[0].week
    world.flows[0].bars_opened += new.identity.size


@compiled
def openings(clock, camps, desired, numbers):
    """Return how many bars open in each camp; counts them into the camp.

    A first bar must pay by itself, and no more are expected to open in a week than the camp could carry.
    """
    bar_numbers = numbers[0].bars
    adjustment = reconsidering(bar_numbers.adjustment, numbers[0].rule, numbers[0].theories)
    counts = np.zeros(desired.size, np.int64)
    for c in range(desired.size):
        gap = desired[c] - camps.bars[c]
        pays = camps.bars[c] > 0 or desired[c] >= 1.0
        if gap > 0.0 and pays:
            mean = adjustment * gap * zeal(clock.week, camps.opened[c], camps.net[c], bar_numbers)
            counts[c] = poisson(clock.key, OPEN_BARS, camps.identity[c], clock.week, min(gap, mean))
            camps.bars[c] += counts[c]
    return counts


@compiled
def found(clock, camps, dangers, numbers):
    """Return the bars that open this week; a network owns a share of them, families own the others."""
    bar_numbers = numbers[0].bars
    desired = desired_bars(camps, feared_losses(camps, dangers, numbers), dangers, numbers)
    who, camp = newcomers(BARS, clock.week, openings(clock, camps, desired, numbers))
    n = who.size
    owner, size = np.full(n, ORGANISED), np.empty(n)
    licensed, trend = np.empty(n, np.bool_), np.empty(n)
    for i in range(n):
        words = draw(clock.key, FOUNDING, who[i], clock.week)
        u = to_uniform(words[0])
        if u < bar_numbers.network_share:
            owner[i] = int(u / bar_numbers.network_share * ORGANISED)
        size[i] = size_of(to_normal(words[1], words[2]), bar_numbers)
        licensed[i] = to_uniform(words[3]) < bar_numbers.licensed_share
        trend[i] = camps.demand[camp[i]] / camps.bars[camp[i]]
    return Founded(who, camp, owner, size, licensed, trend)


@inlined
def size_of(z, bar_numbers):
    """Return the most people that a bar can hold, for a standard normal number (lognormal, within bounds)."""
    drawn = bar_numbers.median_size * np.exp(bar_numbers.size_spread * z)
    return min(bar_numbers.largest, max(bar_numbers.smallest, np.rint(drawn)))
