"""People in exploitation and survivors."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Person(ColumnAgent):
    """Someone in exploitation, or a survivor who is followed for some years."""

    keep_order = False

    origin = Column(np.int8, "index", "region of origin", default=-1)
    age = Column(np.int8, "code", "age group", default=1)
    sex = Column(np.int8, "code", "sex", default=0)
    form = Column(np.int8, "code", "form of exploitation, now or last", default=0)
    method = Column(np.int8, "code", "how recruited", default=0)
    stage = Column(np.int8, "code", "stage of the attention route", default=0)
    network = Column(np.int16, "index", "network that holds or held the person", default=-1)
    bar = Column(np.int64, "id", "bar, for the sexual form; -1 for none", default=-1)
    camp = Column(np.int16, "index", "camp; -1 when not in the gold region", default=-1)
    debt = Column(np.float64, "soles", "debt, now or on the last exit", default=0.0)
    charged = Column(
        np.float64, "1", "what the owner charges over the usual, for this stay; 0 before the first charges", default=0.0
    )
    ill = Column(np.bool_, "1", "fell ill since the stay began", default=False)
    permit = Column(np.int8, "code", "travel permit shown on the way in", default=0)
    next_age = Column(np.int32, "week", "week in which the next age group begins; 0 before it is drawn", default=0)
    no_papers = Column(np.bool_, "1", "papers are withheld", default=False)
    since = Column(np.int32, "week", "week in which the stage began; in recovery, of coming home before it", default=0)
    stayed = Column(np.int32, "weeks", "length of the last stay in exploitation that ended", default=0)
    left = Column(np.int32, "week", "week of the last exit from exploitation; -1 for none", default=-1)
    identified = Column(np.int32, "week", "week of the first identification as a survivor; -1 for none", default=-1)
    times = Column(np.int16, "1", "times recruited", default=1)
    shelter = Column(np.int8, "index", "shelter lived in; -1 for none", default=-1)
    last_shelter = Column(np.int8, "index", "shelter last lived in since exploitation; -1 for none", default=-1)
    care = Column(np.int32, "weeks", "weeks of psychological recovery received since exploitation", default=0)
    recovered = Column(np.bool_, "1", "completed psychological recovery", default=False)
    prepared = Column(np.int32, "week", "week since which the home is prepared or accompanied; -1 for not", default=-1)
    job = Column(np.int32, "week", "week in which a reintegration job began; -1 for none", default=-1)
    reintegrated = Column(np.bool_, "1", "ended a job, or accompaniment after recovery", default=False)
    next_turn = Column(np.int32, "week", "at home: next in which anything may happen; past: not drawn", default=-1)
    next_visit = Column(np.int32, "week", "the same, of a visit to a contact point", default=-1)
    unwilling = Column(np.bool_, "1", "would rather leave the shelter", default=False)
    alarm = Column(np.int32, "week", "week in which somebody acts on a call about the person; -1 for none", default=-1)
    helped = Column(np.bool_, "1", "had first help at a contact point since the last exit", default=False)


PersonTable = table_of(Person)
