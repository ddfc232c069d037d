"""The reference workload on the model's machinery: columns with Mesa views, keyed draws, compiled kernels.

Miners and places are column agents of a ``mesa.Model``; every draw is a Philox draw of (seed, replicate,
decision, identity, week); the week's record is kept by a DataCollector.
"""

import mesa
import numpy as np

from benchmarks.workload import (
    ARRIVALS,
    BASE_HAZARD,
    CHOICES,
    DISTANCE_COST,
    HAZARD,
    LOOK,
    PLACES,
    RECORDED,
    SPREAD,
    Line,
    Run,
    price_path,
)
from model.columns.population import Column, ColumnAgent, ColumnModel, table_of
from model.kernels.compiled import compiled
from model.kernels.philox import inlined
from model.kernels.randomness import Luck, arrivals, decision, draw, fill_words, to_uniform

WEEK = decision("reference workload: a miner's week")
CHOICE = decision("reference workload: places compared")
NEWCOMERS = decision("reference workload: newcomers")
PLACE = decision("reference workload: place of a newcomer")
SUREST_HAZARD = BASE_HAZARD + HAZARD
SUREST_LOOK = SUREST_HAZARD + (1.0 - SUREST_HAZARD) * LOOK
"""Above this number nobody leaves or looks, however little he earns."""
BLOCK = 1024


class Miner(ColumnAgent):
    """A miner of the workload."""

    place = Column(np.int32, "index", "place on the line")
    wealth = Column(np.float64, "money", "what he has earned less what he spent")
    mean = Column(np.float64, "money/week", "running mean of net income")


class Place(ColumnAgent):
    """A place on the line, with what is recorded of its week."""

    keep_order = True
    quality = Column(np.float64, "money/week", "income where nobody digs")
    room = Column(np.float64, "miners", "number that halves the income")
    cost = Column(np.float64, "money/week", "cost of living")
    reserve = Column(np.float64, "share", "gold left", default=1.0)
    gross = Column(np.float64, "money/week", "mean gross income")
    expected = Column(np.float64, "money/week", "expected net income")
    miners = Column(np.float64, "miners", "at the start of the week")
    income = Column(np.float64, "money", "earned this week")
    spending = Column(np.float64, "money", "spent in bars this week")
    arrivals = Column(np.float64, "miners", "who moved here this week")
    exits = Column(np.float64, "miners", "who left the region this week")


MinerTable = table_of(Miner)
PlaceTable = table_of(Place)


class ColumnLine(ColumnModel):
    """The workload as a model of columns."""

    def __init__(self, n: int, weeks: int, *, seed: int, replicate: int = 0):
        """Place ``n`` miners on the line."""
        super().__init__(rng=seed)
        self.luck, self.n, self.prices, self.week = Luck(seed, replicate), n, price_path(weeks), 0
        self.line, self.agent_steps = Line(n), 0
        self.places, self.miners = self.population(Place, PLACES), self.population(Miner, int(n * 1.2))
        line = self.line
        who = arrivals("place", 0, 0, PLACES)
        self.places.add(PLACES, identity=who, quality=line.quality, room=line.room, cost=line.cost)
        _, expected = line.incomes(line.first_miners, self.prices[0])
        place = np.repeat(np.arange(PLACES), line.first_miners)
        self.miners.add(n, identity=arrivals("miner", 0, 0, n), place=place, mean=expected[place])
        self.datacollector = mesa.DataCollector(model_reporters={"record": ColumnLine.record})

    def record(self) -> np.ndarray:
        """Return what is recorded of the week, shape (5, places)."""
        return np.array([self.places.cols[name][:PLACES] for name in RECORDED])

    def step(self) -> None:
        """Live one week."""
        miners, places, price = self.miners, self.places, self.prices[self.week]
        self.agent_steps += miners.n
        open_week(miners.table, miners.n, places.table, price)
        leaving = live(self.luck.key, self.week, miners.table, miners.n, places.table)
        miners.remove_rows(leaving)
        self.arrive(price)
        self.datacollector.collect(self)
        self.week += 1

    def arrive(self, price: float) -> None:
        """Add newcomers."""
        world = self.places.cols["identity"][:1]
        count = int(self.luck.poisson(NEWCOMERS, world, self.week, ARRIVALS * self.n * price**1.5)[0])
        who = arrivals("miner", 1, self.week + 1, count)
        place = np.searchsorted(self.line.cumulative, self.luck.uniform(PLACE, who, self.week))
        self.miners.add(count, identity=who, place=place, mean=self.places.expected[place])


@compiled
def open_week(miners, n, places, price):
    """Count miners, set incomes, and let reserves regrow and be dug."""
    for j in range(PLACES):
        places.miners[j] = places.income[j] = places.spending[j] = places.arrivals[j] = places.exits[j] = 0.0
    for i in range(n):
        places.miners[miners.place[i]] += 1.0
    for j in range(PLACES):
        crowd = places.miners[j] / places.room[j]
        places.gross[j] = places.quality[j] * price * places.reserve[j] / (1.0 + crowd)
        places.expected[j] = 0.8 * places.gross[j] - places.cost[j]
        left = places.reserve[j] + 0.01 * (1.0 - places.reserve[j]) - 0.008 * crowd * places.reserve[j]
        places.reserve[j] = min(1.0, max(0.05, left))


@compiled
def live(key, week, miners, n, places):
    """Let every miner earn, spend, and leave, look around or stay; return the rows of those who leave.

    Words are drawn for a block of miners at a time, because LLVM draws for several identities at once only in
    a loop that does nothing else. One number decides both whether a miner leaves and whether he looks: below
    the hazard h he leaves, below h + (1 - h) LOOK he looks.
    """
    leaving, count = np.empty(n, np.int64), 0
    words = np.empty((4, BLOCK), np.uint32)
    identity, place, mean, expected = miners.identity, miners.place, miners.mean, places.expected
    for first in range(0, n, BLOCK):
        stop = min(first + BLOCK, n)
        fill_words(key, WEEK, identity[first:stop], week, words)
        earn(miners, first, stop, places, words)
        for i in range(first, stop):
            u = to_uniform(words[3, i - first])
            if u >= SUREST_LOOK:
                continue
            hazard = BASE_HAZARD + HAZARD / (1.0 + np.exp((mean[i] - 30.0) / 30.0))
            if u < hazard:
                leaving[count] = i
                count += 1
                places.exits[place[i]] += 1.0
            elif u < hazard + (1.0 - hazard) * LOOK:
                there = look_around(draw(key, CHOICE, identity[i], week), place[i], expected)
                if there >= 0:
                    places.arrivals[there] += 1.0
                    place[i] = there
    return leaving[:count]


@compiled
def earn(miners, first, stop, places, words):
    """Let a block of miners earn and spend."""
    for i in range(first, stop):
        j, k = miners.place[i], i - first
        income = places.gross[j] * np.exp(SPREAD * normal_of(words[0, k], words[1, k]) - SPREAD * SPREAD / 2)
        spent = income * 0.4 * to_uniform(words[2, k])
        places.income[j] += income
        places.spending[j] += spent
        net = income - spent - places.cost[j]
        miners.wealth[i] += net
        miners.mean[i] = 0.9 * miners.mean[i] + 0.1 * net


@inlined
def normal_of(word_0, word_1):
    """Return a standard normal number (Box and Muller 1958); the cosine is a series, error below 1e-9."""
    angle = 2.0 * np.pi * (to_uniform(word_1) - 0.5)
    x = angle * angle
    high = 1 / 479001600 + x * (-1 / 87178291200 + x * (1 / 20922789888000 - x * (1 / 6402373705728000)))
    low = -1 / 2 + x * (1 / 24 + x * (-1 / 720 + x * (1 / 40320 + x * (-1 / 3628800 + x * high))))
    return -np.sqrt(-2.0 * np.log(to_uniform(word_0))) * (1.0 + x * low)


@inlined
def look_around(words, here, expected):
    """Return the place to which a miner moves who compares two others with his; -1 if he stays."""
    best, gain = -1, -np.inf
    for k in range(CHOICES):
        other = int(to_uniform(words[k]) * PLACES)
        more = expected[other] - DISTANCE_COST * abs(other - here) - expected[here]
        if more > gain:
            best, gain = other, more
    return best if to_uniform(words[2]) < 1.0 / (1.0 + np.exp(-(gain - 20.0) / 25.0)) else -1


def run(n: int, weeks: int, seed: int) -> Run:
    """Run the workload."""
    model = ColumnLine(n, weeks, seed=seed)
    model.run_for(weeks)
    return Run(np.array(model.datacollector.model_vars["record"]), model.agent_steps)
