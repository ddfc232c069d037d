"""The reference workload in plain, idiomatic Mesa: Network, CellAgent, shuffle_do, DataCollector."""

import math

import mesa
import networkx as nx
from mesa.discrete_space import CellAgent, FixedAgent, Network

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


class Camp(FixedAgent):
    """A place of the line."""

    def __init__(self, model: "MesaLine", cell, line: Line, j: int):
        """Stand in ``cell`` with the numbers of place ``j``."""
        super().__init__(model)
        self.cell, self.position, self.reserve, self.here = cell, float(j), 1.0, 0
        self.quality, self.room, self.cost = float(line.quality[j]), float(line.room[j]), float(line.cost[j])

    def open_week(self) -> None:
        """Set this week's incomes and begin to count."""
        self.miners = self.here
        self.gross = self.quality * self.model.price * self.reserve / (1.0 + self.miners / self.room)
        self.expected = 0.8 * self.gross - self.cost
        self.income = self.spending = 0.0
        self.arrivals = self.exits = 0

    def close_week(self) -> None:
        """Let the reserve regrow and be dug."""
        self.reserve += 0.01 * (1 - self.reserve) - 0.008 * self.miners / self.room * self.reserve
        self.reserve = min(1.0, max(0.05, self.reserve))


class Miner(CellAgent):
    """A miner, who stands in the cell of a camp."""

    def __init__(self, model: "MesaLine", camp: Camp):
        """Begin in ``camp`` with what it pays."""
        super().__init__(model)
        self.camp, self.cell = camp, camp.cell
        self.wealth, self.mean = 0.0, camp.expected
        camp.here += 1

    def step(self) -> None:
        """Earn, spend, and leave, look around or stay."""
        camp = self.camp
        income = camp.gross * self.random.lognormvariate(-SPREAD * SPREAD / 2, SPREAD)
        spent = income * self.random.uniform(0, 0.4)
        camp.income += income
        camp.spending += spent
        net = income - spent - camp.cost
        self.wealth += net
        self.mean = 0.9 * self.mean + 0.1 * net
        if self.random.random() < BASE_HAZARD + HAZARD / (1 + math.exp((self.mean - 30) / 30)):
            camp.exits += 1
            camp.here -= 1
            self.remove()
        elif self.random.random() < LOOK:
            self.look_around()

    def look_around(self) -> None:
        """Compare camps and perhaps move to the better."""
        here = self.camp
        others = self.random.choices(self.model.camps, k=CHOICES)
        gains = [c.expected - DISTANCE_COST * abs(c.position - here.position) - here.expected for c in others]
        gain = max(gains)
        if self.random.random() < 1 / (1 + math.exp(-(gain - 20) / 25)):
            self.move(others[gains.index(gain)])

    def move(self, camp: Camp) -> None:
        """Go to ``camp``."""
        self.camp.here -= 1
        camp.here += 1
        camp.arrivals += 1
        self.camp, self.cell = camp, camp.cell


class MesaLine(mesa.Model):
    """The workload as a Mesa model."""

    def __init__(self, n: int, weeks: int, rng: int):
        """Place ``n`` miners on the line."""
        super().__init__(rng=rng)
        line = Line(n)
        self.n, self.prices, self.weights = n, price_path(weeks).tolist(), line.weight.tolist()
        self.price, self.week, self.agent_steps = self.prices[0], 0, 0
        space = Network(nx.path_graph(PLACES), random=self.random)
        self.camps = [Camp(self, space[j], line, j) for j in range(PLACES)]
        for camp, count in zip(self.camps, line.first_miners.tolist(), strict=True):
            camp.here = count
            camp.open_week()
            camp.here = 0
            for _ in range(count):
                Miner(self, camp)
        self.datacollector = mesa.DataCollector(agenttype_reporters={Camp: {name: name for name in RECORDED}})

    def step(self) -> None:
        """Live one week."""
        self.price = self.prices[self.week]
        camps, miners = self.agents_by_type[Camp], self.agents_by_type[Miner]
        camps.do("open_week")
        self.agent_steps += len(miners)
        miners.shuffle_do("step")
        camps.do("close_week")
        newcomers = int(self.rng.poisson(ARRIVALS * self.n * self.price**1.5))
        for camp in self.random.choices(self.camps, weights=self.weights, k=newcomers):
            Miner(self, camp)
        self.datacollector.collect(self)
        self.week += 1


def run(n: int, weeks: int, seed: int) -> Run:
    """Run the workload."""
    model = MesaLine(n, weeks, seed)
    model.run_for(weeks)
    table = model.datacollector.get_agenttype_vars_dataframe(Camp)
    return Run(table.to_numpy(float).reshape(weeks, PLACES, 5).transpose(0, 2, 1), model.agent_steps)
