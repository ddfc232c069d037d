"""Recruiting networks."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Network(ColumnAgent):
    """A criminal network; the last row stands for families and acquaintances who act without one."""

    organised = Column(np.bool_, "1", "has a division of labour", default=True)
    funds = Column(np.float64, "soles", "money kept for running the network", default=0.0)
    bars = Column(np.int32, "1", "bars owned", default=0)
    sought = Column(np.int32, "persons", "vacancies posted with the network this week", default=0)
    recruiters = Column(np.int32, "persons", "recruiters", default=0)
    dissolved = Column(np.bool_, "1", "ended for want of recruiters, head and funds", default=False)
    leaderless = Column(np.int32, "week", "week until which it has no head and takes on nobody", default=0)


NetworkTable = table_of(Network)
