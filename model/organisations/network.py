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
    transporters = Column(np.int32, "persons", "transporters", default=0)
    receivers = Column(np.int32, "persons", "people who receive arrivals and run houses for owners", default=0)
    carried = Column(np.float64, "persons/week", "running mean of people to be brought", default=0.0)
    room = Column(np.int32, "persons", "people whom it can still bring this week", default=0)
    held_up = Column(np.int32, "posts", "posts left this week for want of transporters or receivers", default=0)
    dissolved = Column(np.bool_, "1", "ended for want of recruiters, head and funds", default=False)
    leaderless = Column(np.int32, "week", "week until which it has no head and takes on nobody", default=0)


NetworkTable = table_of(Network)
