"""A small model for tests: ordinary Mesa agents on a network, and agents in columns."""

import mesa
import networkx as nx
import numpy as np
from mesa.discrete_space import FixedAgent, Network

from model.columns.population import Column, ColumnAgent, ColumnModel

CAMPS = 8
MINERS = 200


class Camp(FixedAgent):
    """An ordinary Mesa agent on a cell of a network."""

    def __init__(self, model, cell, number):
        super().__init__(model)
        self.cell, self.number = cell, number

    @property
    def miners(self):
        """How many miners work here."""
        return int((self.model.miners.camp == self.number).sum())


class Miner(ColumnAgent):
    """An agent that is a row."""

    camp = Column(np.int16, "index", "camp worked in", default=-1)
    gold = Column(np.float64, "g", "gold saved")

    @property
    def cell(self):
        """The cell of the miner's camp."""
        return self.model.camps[self.camp].cell

    @classmethod
    def step_rows(cls, model, miners):
        """Dig, for all miners at once."""
        gold = miners.column("gold")
        miners.set("gold", gold + model.rng.exponential(size=gold.size))

    def dig(self, grams):
        """Dig, for one miner."""
        self.gold += grams
        return self.gold


class Mine(ColumnModel):
    """Camps on a network and miners in columns."""

    def __init__(self, n=MINERS, rng=None):
        super().__init__(rng=rng)
        self.space = Network(nx.path_graph(CAMPS), random=self.random)
        self.camps = [Camp(self, self.space[j], j) for j in range(CAMPS)]
        self.miners = self.population(Miner)
        self.miners.add(n, camp=np.arange(n) % CAMPS)
        self.datacollector = mesa.DataCollector(model_reporters={"gold": lambda m: float(m.miners.gold.sum())})

    def step(self):
        """Dig, lose some miners, gain some."""
        self.agents_by_type[Miner].do("step")
        self.miners.remove_rows(self.rng.random(self.miners.n) < 0.05)
        Miner.create_agents(self, 7, camp=3)
        self.datacollector.collect(self)
