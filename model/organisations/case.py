"""Case files on the complaint route."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Case(ColumnAgent):
    """A complaint and what police, prosecutors and the court make of it; kept until its cohort is counted."""

    keep_order = True

    source = Column(np.int8, "code", "who brought it", default=0)
    office = Column(np.int8, "code", "where it was lodged", default=0)
    form = Column(np.int8, "code", "form of exploitation", default=0)
    people = Column(np.int16, "persons", "people in exploitation whom it names", default=1)
    under_18 = Column(np.int16, "persons", "of them under 18", default=0)
    female = Column(np.int16, "persons", "of them women and girls", default=0)
    network = Column(np.int16, "index", "network accused", default=-1)
    lodged = Column(np.int32, "week", "week of the complaint", default=0)
    since = Column(np.int32, "week", "week in which it came to its desk", default=0)
    desk = Column(np.int8, "code", "where it lies", default=0)
    fate = Column(np.int8, "code", "what has become of it", default=0)
    evidence = Column(np.float64, "1", "strength of the evidence, 0 to 1", default=1.0)
    secured = Column(np.float64, "1", "share of what evidence lacks that is secured on the spot", default=0.0)
    testimony = Column(np.bool_, "1", "somebody is ready to testify", default=False)
    gap = Column(np.bool_, "1", "rests on an offence that the law does not know in bars without lodging", default=False)
    lesser = Column(np.bool_, "1", "charged as a lesser offence", default=False)
    charged = Column(np.bool_, "1", "was charged", default=False)
    tried = Column(np.bool_, "1", "came to trial", default=False)
    years = Column(np.float64, "years", "sentence", default=0.0)
    reta = Column(np.bool_, "1", "entered in the police register", default=False)
    sistra = Column(np.bool_, "1", "entered in the prosecutors' register", default=False)
    reta_due = Column(np.int32, "week", "week of its entry by police; -1 not seen yet, -2 never", default=-1)
    sistra_due = Column(np.int32, "week", "week of its entry by prosecutors; -1 not seen yet, -2 never", default=-1)


CaseTable = table_of(Case)
