"""People who serve a sentence."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Convict(ColumnAgent):
    """A recruiter who serves a sentence; may go back to recruiting afterwards."""

    keep_order = True

    network = Column(np.int16, "index", "network worked for", default=-1)
    origin = Column(np.int8, "index", "region worked in", default=0)
    method = Column(np.int8, "code", "usual method", default=0)
    survivor = Column(np.bool_, "1", "was in exploitation before", default=False)
    until = Column(np.int32, "week", "week of release", default=0)


ConvictTable = table_of(Convict)
