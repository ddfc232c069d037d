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
    role = Column(np.int8, "code", "role of the accused; -1 where nobody is named", default=-1)
    accused = Column(np.uint64, "identity", "who is accused, where somebody is named", default=0)
    woman = Column(np.bool_, "1", "the accused is a woman", default=False)
    detained = Column(np.bool_, "1", "the accused awaits the decision in detention", default=False)
    bar = Column(np.int64, "id", "bar in which people were held; -1 for none", default=-1)
    camp = Column(np.int16, "index", "camp in which people were held; -1 for none", default=-1)
    witness = Column(np.int64, "id", "person who can testify; -1 for nobody known", default=-1)
    unit = Column(np.int8, "index", "police unit that keeps the file", default=0)
    lodged = Column(np.int32, "week", "week of the complaint", default=0)
    since = Column(np.int32, "week", "week in which it came to its desk or was last worked on", default=0)
    desk = Column(np.int8, "code", "where it lies", default=0)
    fate = Column(np.int8, "code", "what has become of it", default=0)
    steps = Column(np.int8, "1", "steps of investigation taken", default=0)
    evidence = Column(np.float64, "1", "evidence that somebody was recruited, brought or held, 0 to 1", default=0.0)
    purpose = Column(np.float64, "1", "evidence that it was for exploitation, 0 to 1", default=0.0)
    testimony = Column(np.bool_, "1", "a witness testifies", default=False)
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
