"""Step 7: bars trade, hide, move, open, shrink, close and post vacancies, on profit against expected loss (M6, M27).

What owners expect is in ``model/processes/bars/prospects.py``, moving in ``model/processes/bars/relocation.py``.
"""

import numpy as np

from model.codes import ORGANISED, Exit, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, poisson, to_normal, to_uniform, uniform
from model.kernels.streams import first_identities, newcomers
from model.people.home import go_home
from model.processes.bars.prospects import Dangers, best_hiding, dangers, desired_bars, feared_losses, zeal
from model.processes.bars.relocation import relocate
from model.processes.decision_rules import reconsidering
from model.processes.recruitment.refilling import unprofitable_posts

OPEN_BARS = decision("bars that open in a camp")
FOUNDING = decision("owner, size and licence of a bar")
CLOSE = decision("a bar closes")
ROUNDING = decision("posts of a bar, rounded")
MOVED_ON = decision("moved on when a bar closes")
MOST_SITES = 200
"""Room for camp sites in the identities of bars (the sum of the largest numbers of sites by zone type)."""
BARS = first_identities("bar", MOST_SITES)
EXPLOITED = int(Stage.EXPLOITED)


TRADED = ("bar_takings", "bar_costs", "bribes", "network_income", "owners_income")


def step(model) -> None:
    """Trade, move, close, open and post vacancies."""
    bars, camps, persons, workers = model.bars, model.camps, model.persons, model.bar_workers
    feared = dangers(model)
    traded, moved, shut, left, jobless = trade_and_close(
        model.key, model.week, bars.table, bars.n, bars.row_of, camps.table, camps.n, model.networks.table,
        persons.table, persons.n, workers.table, workers.n, model.corruption(), feared, model.old_numbers.bars,
        model.old_numbers.theories,
    )  # fmt: skip
    for name, amount in zip(TRADED, traded, strict=True):
        model.flows[name] += amount
    model.flows["bars_moved"] += moved[0]
    model.flows["people_moved_with_bars"] += moved[1]
    go_home(model, left, Exit.BAR_CLOSED)
    model.remove_bar_workers(jobless)
    bars.remove_rows(shut)
    model.flows["bars_closed"] += shut.size
    open_new(model, feared)
    unsought = post(model.key, model.week, bars.table, bars.n, unprofitable_posts(model)[0], model.old_numbers.bars)
    model.flows["posts_given_up"] += unsought


@compiled
def trade_and_close(
    key, week, bars, n, row_of, camps, n_camps, networks, persons, n_persons, workers, n_workers, corruption, d, p, t
):  # fmt: skip
    """Trade, move and close; return what was traded, bars and people moved, rows of bars, people and workers left.

    These are bars that close, people left behind and jobless workers. People held in a bar that closes are moved on to
    a bar of the same owner or left behind.
    """
    losses = feared_losses(camps, n_camps, d, p, t)
    hide(bars, n, camps, n_camps, losses, reconsidering(p.hiding_speed, d.rule, t), p)
    traded = trade(bars, n, camps, n_camps, networks, week, corruption, p)
    moved = relocate(key, week, bars, n, camps, n_camps, row_of, persons, n_persons, losses, d.rule, p, t)
    desired = desired_bars(camps, n_camps, losses, d, p, t)
    shut = closing(key, week, bars, n, camps, desired, reconsidering(p.adjustment, d.rule, t), p)
    rows = np.flatnonzero(shut)
    if rows.size:
        left, jobless = wind_up(key, week, persons, n_persons, workers, n_workers, bars, n, row_of, camps, shut, p)
    else:
        left, jobless = rows, rows
    return traded, moved, rows, left, jobless


@compiled
def hide(bars, n, camps, n_camps, losses, speed, p):
    """Let bars hide more or less of their trade, and write what camps hide and the custom that is left to them."""
    camps.hidden[:n_camps], camps.custom[:n_camps] = 0.0, 1.0
    for i in range(n):
        camp = bars.camp[i]
        bars.hidden[i] += speed * (best_hiding(losses[camp], bars.trend[i], p) - bars.hidden[i])
        camps.hidden[camp] += bars.hidden[i] / camps.bars[camp]
        camps.custom[camp] -= p.custom_lost * bars.hidden[i] ** 2 / camps.bars[camp]


@compiled
def trade(bars, n, camps, n_camps, networks, week, corruption, p):
    """Divide each camp's spending among its bars by staff and days open; return the amounts TRADED.

    A warned bar hides for part of the week, and one that is shut serves few; what is hidden draws less custom.
    Profit = takings x margin - fixed cost; officials take a share of it that grows with corruption, networks keep a
    share to run themselves.
    """
    pull, by_camp = np.empty(n), np.zeros(n_camps)
    for i in range(n):
        camp = bars.camp[i]
        bars.concealment[i] = min(1.0, p.hiding_weeks) if camps.warned[camp] >= week - 1 else 0.0
        serving = 0.0 if week < bars.shut_until[i] else 1.0 - bars.concealment[i]
        custom = 1.0 - p.custom_lost * bars.hidden[i] ** 2
        pull[i] = (1.0 + bars.held[i] + bars.workers[i]) * max(p.least_open, serving) * custom
        by_camp[camp] += pull[i]
    takings = costs = bribes = kept = profits = 0.0
    for i in range(n):
        camp = bars.camp[i]
        bars.revenue[i] = camps.spent[camp] * pull[i] / by_camp[camp]
        bars.trend[i] += p.revenue_memory * (bars.revenue[i] - bars.trend[i])
        profit = bars.revenue[i] * p.margin - p.fixed_cost
        bars.bribe[i] = p.bribe_share * corruption * max(0.0, profit)
        keeps = networks.organised[bars.owner[i]] and not networks.dissolved[bars.owner[i]]
        share = p.retained * max(0.0, profit - bars.bribe[i]) if keeps else 0.0
        networks.funds[bars.owner[i]] += share
        takings += bars.revenue[i]
        costs += bars.revenue[i] - profit
        bribes += bars.bribe[i]
        kept += share
        profits += profit
    return takings, costs, bribes, kept, profits - bribes - kept


@compiled
def closing(key, week, bars, n, camps, desired, adjustment, p):
    """Return a mask of bars that close this week: by order, with their camp, or for want of custom."""
    shut = np.zeros(n, np.bool_)
    for i in range(n):
        camp = bars.camp[i]
        surplus = max(0.0, 1.0 - desired[camp] / max(1, camps.bars[camp]))
        hazard = p.closing_base + adjustment * surplus
        closed_camp = not camps.open[camp]
        shut[i] = bars.ordered[i] or closed_camp or uniform(key, CLOSE, bars.identity[i], week) < hazard
    return shut


@compiled
def wind_up(key, week, persons, n, workers, n_workers, bars, n_bars, row_of, camps, shut, p):
    """Move people out of bars that close; return the rows of people left behind and of workers without a bar."""
    heirs = heir_of(bars, n_bars, shut)
    for b in range(n_bars):
        camps.bars[bars.camp[b]] -= shut[b]
    left, jobless = np.empty(n, np.int64), np.empty(n_workers, np.int64)
    n_left = n_jobless = 0
    for i in range(n):
        if persons.stage[i] != EXPLOITED or persons.bar[i] < 0 or not shut[row_of[persons.bar[i]]]:
            continue
        heir = heirs[bars.owner[row_of[persons.bar[i]]]]
        if heir >= 0 and to_uniform(draw(key, MOVED_ON, persons.identity[i], week)[0]) < p.transfer_share:
            persons.bar[i] = bars.unique_id[heir]
            persons.camp[i] = bars.camp[heir]
            bars.held[heir] += 1
        else:
            left[n_left] = i
            n_left += 1
    for i in range(n_workers):
        if shut[row_of[workers.bar[i]]]:
            jobless[n_jobless] = i
            n_jobless += 1
    return left[:n_left], jobless[:n_jobless]


@compiled
def heir_of(bars, n, shut):
    """Return for each owner the row of its best bar that stays open, -1 where it has none, shape (networks,)."""
    heirs = np.full(ORGANISED + 1, -1)
    for i in range(n):
        best = heirs[bars.owner[i]]
        if not shut[i] and (best < 0 or bars.trend[i] > bars.trend[best]):
            heirs[bars.owner[i]] = i
    return heirs


def open_new(model, feared: Dangers) -> None:
    """Open bars where a camp could carry more."""
    camps, p = model.camps, model.old_numbers
    who, camp, owner, size, licensed, trend = found(
        model.key, model.week, camps.table, camps.n, feared, p.bars, p.theories
    )
    if who.size:
        model.bars.add(
            who.size, identity=who, camp=camp, owner=owner, size=size, licensed=licensed, trend=trend, since=model.week
        )
        model.flows["bars_opened"] += who.size


@compiled
def openings(key, week, camps, desired, adjustment, p):
    """Return how many bars open in each camp; counts them into the camp. A first bar must pay by itself."""
    counts = np.zeros(desired.size, np.int64)
    for c in range(desired.size):
        gap = desired[c] - camps.bars[c]
        pays = camps.bars[c] > 0 or desired[c] >= 1.0
        if gap > 0.0 and pays:
            mean = adjustment * gap * zeal(week, camps.opened[c], camps.net[c], p)
            counts[c] = poisson(key, OPEN_BARS, camps.identity[c], week, mean)
            camps.bars[c] += counts[c]
    return counts


@compiled
def found(key, week, camps, n_camps, d, p, t):
    """Return identities, camps, owners, sizes (lognormal), licences and expected takings of new bars."""
    desired = desired_bars(camps, n_camps, feared_losses(camps, n_camps, d, p, t), d, p, t)
    counts = openings(key, week, camps, desired, reconsidering(p.adjustment, d.rule, t), p)
    who, camp = newcomers(BARS, week, counts)
    n = who.size
    owner, size = np.full(n, ORGANISED), np.empty(n)
    licensed, trend = np.empty(n, np.bool_), np.empty(n)
    for i in range(n):
        words = draw(key, FOUNDING, who[i], week)
        u = to_uniform(words[0])
        if u < p.network_share:
            owner[i] = int(u / p.network_share * ORGANISED)
        drawn = p.median_size * np.exp(p.size_spread * to_normal(words[1], words[2]))
        size[i] = min(p.largest, max(p.smallest, np.rint(drawn)))
        licensed[i] = to_uniform(words[3]) < p.licensed_share
        trend[i] = camps.demand[camp[i]] / camps.bars[camp[i]]
    return who, camp, owner, size, licensed, trend


@compiled
def post(key, week, bars, n, too_dear, p):
    """Post vacancies: staff that the takings can occupy, a share of it sought through recruiters.

    Posts that the bar never fills again are not sought, nor is the share that is ``too_dear`` to fill; return how many
    posts that is this week.

    Fractions are rounded by chance; a bar that shrinks keeps one person more than it needs before it dismisses.
    """
    unsought = 0
    for i in range(n):
        words = draw(key, ROUNDING, bars.identity[i], week)
        wanted = min(bars.size[i], bars.trend[i] / p.revenue_per_staff)
        coerced = wanted * p.coerced_share - bars.held[i]
        willing = wanted * (1.0 - p.coerced_share) - bars.workers[i]
        needed = max(0.0, coerced - bars.forgone[i])
        bars.vacancies[i] = int(needed * (1.0 - too_dear) + to_uniform(words[0]))
        unsought += int(needed + to_uniform(words[0])) - bars.vacancies[i]
        bars.posts[i] = int(max(0.0, willing) + to_uniform(words[1]))
        bars.excess[i] = max(0.0, -coerced - 1.0)
    return unsought
