"""Mining camps."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of
from model.places.space import FIRST_CAMP


class Camp(ColumnAgent):
    """A site where gold can be dug; rows are fixed, while camps open and close."""

    zone = Column(np.int8, "code", "zone type", default=0)
    access = Column(np.float64, "hours", "walking time from the road", default=0.0)
    gold_start = Column(np.float64, "g", "gold in the ground at the start of 2000", default=0.0)
    gold = Column(np.float64, "g", "gold left", default=0.0)
    quality = Column(np.float64, "1", "yield relative to the mean site", default=1.0)
    room = Column(np.float64, "persons", "miners who halve the yield", default=1.0)
    known = Column(np.bool_, "1", "found by prospectors", default=False)
    open = Column(np.bool_, "1", "worked now", default=False)
    opened = Column(np.int32, "week", "week of the last opening", default=0)
    miners = Column(np.float64, "persons", "miners and people in labour exploitation, start of week", default=0.0)
    yields = Column(np.float64, "g/week", "mean yield of a miner this week", default=0.0)
    suppressed = Column(np.float64, "1", "share of digging without permit that forces stop", default=0.0)
    prices = Column(np.float64, "1", "local prices relative to Lima's", default=1.0)
    equipped = Column(np.float64, "persons", "miners who own machinery, start of week", default=0.0)
    taken_on = Column(np.float64, "1", "share of the others whom owners take on this week", default=0.0)
    living = Column(np.float64, "soles/week", "cost of living this week", default=0.0)
    net = Column(np.float64, "soles/week", "mean income after operating and living costs", default=0.0)
    net_owner = Column(np.float64, "soles/week", "the same, of a miner with machinery", default=0.0)
    net_hand = Column(np.float64, "soles/week", "the same, of a miner without", default=0.0)
    spent = Column(np.float64, "soles", "spent in bars this week", default=0.0)
    demand = Column(np.float64, "soles/week", "running mean of spending in bars", default=0.0)
    bars = Column(np.int32, "1", "bars open", default=0)
    hidden = Column(np.float64, "1", "mean part of their trade that its bars keep out of sight", default=0.0)
    custom = Column(np.float64, "1", "share of wished spending that they draw although they hide", default=1.0)
    hostility = Column(np.float64, "1", "anger at the state", default=0.0)
    belief = Column(np.float64, "persons", "people in exploitation that police believe are here", default=0.0)
    raid_rate = Column(np.float64, "1/week", "running mean of raids here, as owners see it", default=0.0)

    @property
    def cell(self):
        """The camp's cell in the model's network space."""
        return self.model.space[FIRST_CAMP + self.row]


CampTable = table_of(Camp)
