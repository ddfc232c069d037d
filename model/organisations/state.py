"""Police units, checkpoints, prosecutors' offices and courts."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of


class PoliceUnit(ColumnAgent):
    """A police unit that takes up cases and can raid bars."""

    staff = Column(np.float64, "persons", "officers who take up cases", default=1.0)
    skill = Column(np.float64, "1", "share of routine quality", default=1.0)
    share = Column(np.float64, "1", "share of the region's raids", default=0.0)
    corruption = Column(np.float64, "1", "mean readiness of its officers to leak and to take money", default=0.0)
    chief = Column(np.float64, "1", "readiness of its chief, who can hold back raids", default=0.0)
    morale = Column(np.float64, "1", "running share of raids that found someone", default=1.0)
    sight = Column(np.float64, "1", "share of bars' hiding that it sees through", default=0.0)


class Checkpoint(ColumnAgent):
    """A control on a road or river."""

    river = Column(np.bool_, "1", "on a river", default=False)
    origins = Column(np.int32, "bits", "origins whose way in passes it, one bit each", default=0)
    hours = Column(np.float64, "hours/week", "manned", default=0.0)
    stopped = Column(np.float64, "persons", "running mean of people stopped there in a week", default=0.0)
    corruption = Column(np.float64, "1", "readiness of those on duty to wave through", default=0.0)


class ProsecutorOffice(ColumnAgent):
    """A prosecutors' office: a queue with staff."""

    staff = Column(np.float64, "persons", "prosecutors who take such cases", default=3.0)
    skill = Column(np.float64, "1", "share of routine quality", default=1.0)
    specialised = Column(np.bool_, "1", "works on trafficking only", default=False)
    corruption = Column(np.float64, "1", "mean readiness of its staff to lose a file", default=0.0)


class Court(ColumnAgent):
    """A court, which tries charged cases."""

    staff = Column(np.float64, "persons", "panels of judges who try such cases", default=1.0)
    corruption = Column(np.float64, "1", "mean readiness of its staff to sell an outcome", default=0.0)


CheckpointTable = table_of(Checkpoint)
PoliceUnitTable = table_of(PoliceUnit)
ProsecutorOfficeTable = table_of(ProsecutorOffice)
CourtTable = table_of(Court)
