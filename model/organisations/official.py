"""Posts in public bodies and the officials who hold them."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class Official(ColumnAgent):
    """A post in a public body, and who holds it now: how ready he is to take money, and whose he takes.

    The post stays when its holder goes; the holder has an identity of his own, so that his luck goes with him.
    """

    office = Column(np.int8, "code", "public body", default=0)
    unit = Column(np.int16, "index", "unit of it: row of the police unit, checkpoint, prosecutors' office or court")
    chief = Column(np.bool_, "1", "heads the unit", default=False)
    character = Column(np.float64, "sd", "inclination to take money among officials", default=0.0)
    readiness = Column(np.float64, "1", "readiness to leak and to take money, 0 to 1", default=0.0)
    patron = Column(
        np.int16, "index", "whose money he takes: a network, or independent owners of a camp; -1 nobody's", default=-1
    )
    strength = Column(np.float64, "1", "strength of that tie, 0 to 1", default=0.0)
    since = Column(np.int32, "week", "week of taking office", default=0)
    suspended = Column(np.int32, "week", "first week back in service after a suspension", default=0)
    takings = Column(np.float64, "soles", "received from bars this week", default=0.0)


OfficialTable = table_of(Official)
