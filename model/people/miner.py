"""Miners."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Miner(ColumnAgent):
    """Someone who digs for gold; a row stands for ``persons_per_agent`` people."""

    keep_order = False

    origin = Column(np.int8, "index", "region of origin", default=-1)
    camp = Column(np.int16, "index", "camp worked in", default=-1)
    age = Column(np.int8, "code", "age group", default=2)
    since = Column(np.int32, "week", "week of arrival", default=0)
    earned = Column(np.float64, "soles/week", "this week's earnings after operating costs", default=0.0)
    income = Column(np.float64, "soles/week", "running mean of earnings after living costs", default=0.0)
    cash = Column(np.float64, "soles", "savings in hand", default=0.0)
    formal = Column(np.bool_, "1", "holds a mining permit", default=False)
    forced = Column(np.bool_, "1", "works off an advance under constraint", default=False)
    equipped = Column(np.bool_, "1", "owns machinery", default=True)
    debt = Column(np.float64, "soles", "owed for machinery", default=0.0)
    filed = Column(np.int32, "week", "week of the application for a permit that waits; -1 for none", default=-1)
    refused = Column(np.bool_, "1", "an application for a permit was refused", default=False)


MinerTable = table_of(Miner)
