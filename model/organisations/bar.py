"""Bars."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Bar(ColumnAgent):
    """A bar in a camp."""

    keep_order = True

    camp = Column(np.int16, "index", "camp", default=-1)
    owner = Column(np.int16, "index", "owning network; the last index stands for families", default=-1)
    size = Column(np.float64, "persons", "most people it can hold", default=5.0)
    since = Column(np.int32, "week", "week of opening", default=0)
    licensed = Column(np.bool_, "1", "holds a licence", default=False)
    concealment = Column(np.float64, "1", "share of the week spent hidden", default=0.0)
    hidden = Column(np.float64, "1", "part of its trade that it keeps out of sight, 0 to 1", default=0.0)
    warned = Column(np.int32, "week", "last week in which a warning reached it; -99 for never", default=-99)
    shut_until = Column(np.int32, "week", "first week after a closure by inspection", default=0)
    revenue = Column(np.float64, "soles", "takings of this week", default=0.0)
    trend = Column(np.float64, "soles/week", "running mean of takings", default=0.0)
    bribe = Column(np.float64, "soles", "paid to officials this week", default=0.0)
    coerced = Column(np.float64, "share", "of its posts that it seeks through recruiters; -1 if new", default=-1.0)
    struck = Column(np.int32, "week", "last in which others brought somebody out of it; -99 for never", default=-99)
    past = Column(np.float64, "1/week", "running rate of such weeks", default=0.0)
    held = Column(np.int32, "persons", "people in exploitation", default=0)
    workers = Column(np.int32, "persons", "bar workers not in exploitation", default=0)
    vacancies = Column(np.int32, "1", "posts to be filled through recruiters", default=0)
    forgone = Column(np.float64, "persons", "posts emptied by a rescue or stop that it never fills again", default=0.0)
    posts = Column(np.int32, "1", "posts for willing workers", default=0)
    ordered = Column(np.bool_, "1", "closed by order after a raid, with effect next week", default=False)
    excess = Column(np.float64, "persons", "people held beyond what it can keep", default=0.0)


BarTable = table_of(Bar)
