"""Bar workers who are not in exploitation."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class BarWorker(ColumnAgent):
    """An adult who works in a bar by choice, paid, free to leave."""

    keep_order = False

    origin = Column(np.int8, "index", "region of origin", default=-1)
    age = Column(np.int8, "code", "age group, adults only", default=2)
    sex = Column(np.int8, "code", "sex", default=0)
    bar = Column(np.int64, "id", "bar worked in", default=-1)
    earned = Column(np.float64, "soles", "wages received so far", default=0.0)
    no_papers = Column(np.bool_, "1", "papers are withheld", default=False)
    since = Column(np.int32, "week", "week of hiring", default=0)


BarWorkerTable = table_of(BarWorker)
