"""People in custody."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Prisoner(ColumnAgent):
    """Somebody accused who is detained before trial, or convicted and serving a sentence."""

    keep_order = True

    role = Column(np.int8, "code", "role of which accused", default=1)
    network = Column(np.int16, "index", "network worked for; -1 for none known", default=-1)
    woman = Column(np.bool_, "1", "is a woman", default=False)
    origin = Column(np.int8, "index", "region worked in, of a recruiter", default=0)
    method = Column(np.int8, "code", "usual method, of a recruiter", default=0)
    survivor = Column(np.bool_, "1", "was in exploitation before", default=False)
    post = Column(np.bool_, "1", "left a post in a network, which may be taken up again", default=False)
    sentenced = Column(np.bool_, "1", "serves a sentence; else is detained before trial", default=False)
    until = Column(np.int32, "week", "week of release", default=0)


PrisonerTable = table_of(Prisoner)
