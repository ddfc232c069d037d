"""Recruiters."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Recruiter(ColumnAgent):
    """Someone who brings people into exploitation for a network, or among family and acquaintances."""

    keep_order = True

    network = Column(np.int16, "index", "network worked for", default=-1)
    origin = Column(np.int8, "index", "region worked in", default=0)
    method = Column(np.int8, "code", "usual method", default=0)
    risk = Column(np.float64, "1/week", "perceived risk of arrest", default=0.0)
    survivor = Column(np.bool_, "1", "was in exploitation before", default=False)
    fared = Column(
        np.float64, "1", "running mean of people brought per week, over what an offer usually achieves", default=0.0
    )
    since = Column(np.int32, "week", "week of joining", default=0)


RecruiterTable = table_of(Recruiter)
