"""Step 7: bars trade, post vacancies, open, shrink and close, on expected profit against expected loss (M6, M27)."""

import numpy as np

from model.codes import ORGANISED, Exit, Stage
from model.compiled import compiled
from model.parameters_base import as_tuple
from model.people.home import go_home
from model.randomness import arrivals, decision, draw, to_normal, to_uniform

OPEN_BARS = decision("bars that open in a camp")
FOUNDING = decision("owner, size and licence of a bar")
CLOSE = decision("a bar closes")
ROUNDING = decision("posts of a bar, rounded")
MOVED_ON = decision("moved on when a bar closes")
EXPLOITED = int(Stage.EXPLOITED)
BAR_CLOSED = int(Exit.BAR_CLOSED)


def step(model) -> None:
    """Trade, close, open and post vacancies."""
    count_staff(model)
    trade(model)
    desired = desired_bars(model)
    close(model, closing(model, desired))
    open_new(model, desired)
    count_staff(model)
    post(model)


def count_staff(model) -> None:
    """Count people held and workers in each bar, and bars in each camp."""
    bars, camps = model.bars, model.camps
    staff(model.persons.arrays, model.persons.n, model.bar_workers.arrays, model.bar_workers.n, bars.arrays, bars.row_of)
    camps.bars[:] = np.bincount(bars.camp, minlength=camps.n)


@compiled
def staff(persons, n_persons, workers, n_workers, bars, row_of):
    """Write the numbers of people held and of workers into the bars' columns."""
    bars.held[:] = 0
    bars.workers[:] = 0
    for i in range(n_persons):
        if persons.stage[i] == EXPLOITED and persons.bar[i] >= 0:
            bars.held[row_of[persons.bar[i]]] += 1
    for i in range(n_workers):
        bars.workers[row_of[workers.bar[i]]] += 1


def trade(model) -> None:
    """Divide each camp's spending among its bars by staff and days open; pay costs, bribes and owners."""
    p, bars, camps, flows = model.parameters.bars, model.bars, model.camps, model.flows
    warned = camps.warned[bars.camp] >= model.week - 1
    bars.concealment[:] = np.where(warned, min(1.0, p.hiding_weeks), 0.0)
    pull = (1.0 + bars.held + bars.workers) * np.maximum(0.05, 1.0 - bars.concealment)
    by_camp = np.bincount(bars.camp, weights=pull, minlength=camps.n)
    bars.revenue[:] = camps.spent[bars.camp] * pull / by_camp[bars.camp]
    bars.trend += p.revenue_memory * (bars.revenue - bars.trend)
    profit = bars.revenue * p.margin - p.fixed_cost
    bars.bribe[:] = p.bribe_share * model.corruption() * np.maximum(0.0, profit)
    kept = p.retained * np.maximum(0.0, profit - bars.bribe) * (bars.owner < ORGANISED)
    model.networks.funds += np.bincount(bars.owner, weights=kept, minlength=model.networks.n)
    takings, bribes = bars.revenue.sum(), bars.bribe.sum()
    flows["bar_takings"] += takings
    flows["bar_costs"] += takings - profit.sum()
    flows["bribes"] += bribes
    flows["network_income"] += kept.sum()
    flows["owners_income"] += profit.sum() - bribes - kept.sum()


def desired_bars(model) -> np.ndarray:
    """Return how many bars each camp could carry at zero profit, shape (camps,).

    Free entry: spending x margin = bars x (fixed cost + bribe-free expected loss of raids).
    """
    p, camps = model.parameters.bars, model.camps
    expected_loss = camps.raid_rate * p.raid_loss
    return camps.demand * p.margin / (p.fixed_cost + expected_loss) * camps.open


def closing(model, desired: np.ndarray) -> np.ndarray:
    """Return a mask of bars that close this week, shape (bars,)."""
    p, bars, camps = model.parameters.bars, model.bars, model.camps
    surplus = np.clip(1.0 - desired / np.maximum(camps.bars, 1), 0.0, 1.0)
    hazard = p.closing_base + p.adjustment * surplus + 1.0 * ~camps.open
    return bars.ordered | (model.luck.uniform(CLOSE, bars.identity, model.week) < hazard[bars.camp])


def close(model, shut: np.ndarray) -> None:
    """Close bars; people held are moved on to a bar of the same owner or left behind, workers leave."""
    if not shut.any():
        return
    bars, persons = model.bars, model.persons
    heirs = heir_of(bars.owner, shut, bars.trend, bars.unique_id)
    left = move_on(
        model.luck.key, model.week, persons.arrays, persons.n, bars.arrays, bars.row_of, shut, heirs,
        model.parameters.bars.transfer_share,
    )  # fmt: skip
    go_home(model, left, Exit.BAR_CLOSED)
    workers = model.bar_workers
    model.let_go(np.flatnonzero(shut[bars.row_of[workers.bar]]))
    model.flows["bars_closed"] += int(shut.sum())
    bars.remove_rows(shut)


def heir_of(owner: np.ndarray, shut: np.ndarray, trend: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Return for each owner the id of its best open bar, -1 where it has none, shape (networks,)."""
    heirs = np.full(ORGANISED + 1, -1, np.int64)
    for row in np.argsort(trend, kind="stable"):
        if not shut[row]:
            heirs[owner[row]] = ids[row]
    return heirs


@compiled
def move_on(key, week, persons, n, bars, row_of, shut, heirs, share):
    """Move people out of bars that close; return the rows of those who are left behind."""
    left = np.empty(n, np.int64)
    count = 0
    for i in range(n):
        if persons.stage[i] != EXPLOITED or persons.bar[i] < 0:
            continue
        bar = row_of[persons.bar[i]]
        if not shut[bar]:
            continue
        heir = heirs[bars.owner[bar]]
        if heir >= 0 and to_uniform(draw(key, MOVED_ON, persons.identity[i], week)[0]) < share:
            persons.bar[i] = heir
            persons.camp[i] = bars.camp[row_of[heir]]
        else:
            left[count] = i
            count += 1
    return left[:count]


def open_new(model, desired: np.ndarray) -> None:
    """Open bars where a camp could carry more."""
    p, camps = model.parameters.bars, model.camps
    mean = p.adjustment * np.maximum(0.0, desired - camps.bars)
    counts = model.luck.poisson(OPEN_BARS, camps.identity, model.week, mean)
    for camp in np.flatnonzero(counts):
        found(model, int(camp), int(counts[camp]))


def found(model, camp: int, n: int) -> None:
    """Make the rows of ``n`` new bars in a camp; sizes are lognormal."""
    p = model.parameters.bars
    who = arrivals("bar", camp, model.week, n)
    words = model.luck.words(FOUNDING, who, model.week)
    u = (words + 0.5) * 2.0**-32
    organised = u[0] < p.network_share
    owner = np.where(organised, (u[0] / p.network_share * ORGANISED).astype(np.int64), ORGANISED)
    size = p.median_size * np.exp(p.size_spread * to_normal_array(words[1], words[2]))
    model.bars.add(
        n,
        identity=who,
        camp=camp,
        owner=np.minimum(owner, ORGANISED),
        size=np.clip(np.rint(size), 2.0, p.largest),
        since=model.week,
        licensed=u[3] < p.licensed_share,
        trend=model.camps.demand[camp] / (model.camps.bars[camp] + n),
    )
    model.flows["bars_opened"] += n


@compiled
def to_normal_array(first, second):
    """Return standard normals from two arrays of words."""
    out = np.empty(first.size)
    for i in range(first.size):
        out[i] = to_normal(first[i], second[i])
    return out


def post(model) -> None:
    """Post vacancies: staff that the takings can occupy, a share of it sought through recruiters."""
    post_kernel(model.luck.key, model.week, model.bars.arrays, model.bars.n, as_tuple(model.parameters.bars))


@compiled
def post_kernel(key, week, bars, n, p):
    """Write vacancies, posts and excess into the bars' columns; fractions are rounded by chance."""
    for i in range(n):
        words = draw(key, ROUNDING, bars.identity[i], week)
        wanted = min(bars.size[i], bars.trend[i] / p.revenue_per_staff)
        coerced = wanted * p.coerced_share - bars.held[i]
        willing = wanted * (1.0 - p.coerced_share) - bars.workers[i]
        bars.vacancies[i] = int(max(0.0, coerced) + to_uniform(words[0]))
        bars.posts[i] = int(max(0.0, willing) + to_uniform(words[1]))
        bars.excess[i] = max(0.0, -coerced - 1.0)
