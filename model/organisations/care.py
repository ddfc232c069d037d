"""Shelters and NGOs."""

import numpy as np

from model.columns.population import Column, ColumnAgent, table_of

REFUGE, HOMES, ROUTINE = range(3)
"""Rows of shelters: the refuge in the region, general homes at origin, and the first of four buildings for policy."""


class Shelter(ColumnAgent):
    """A residential place for survivors, with its own rule of admission."""

    places = Column(np.int32, "persons", "routine places", default=0)
    extra = Column(np.int32, "persons", "places of policy that are open", default=0)
    progress = Column(np.float64, "weeks", "work done towards opening places of policy", default=0.0)
    occupied = Column(np.int32, "persons", "people living there", default=0)
    women_only = Column(np.bool_, "1", "admits women and girls, and boys under 14, only", default=True)
    adults = Column(np.bool_, "1", "admits adults", default=False)
    in_region = Column(np.bool_, "1", "stands in the gold region", default=True)
    specialised = Column(np.bool_, "1", "specialised in trafficking", default=False)


class NGO(ColumnAgent):
    """A civil-society organisation that stays; projects that end are policies."""

    outreach = Column(np.float64, "1", "outreach teams in the camps", default=0.0)
    prevention = Column(np.float64, "1", "share of effort in prevention", default=0.0)
    oversight = Column(np.float64, "1", "share of effort in citizen oversight", default=0.0)
    training = Column(np.float64, "1", "share of effort in training officials", default=0.0)
    advocacy = Column(np.float64, "1", "share of effort in work on authorities", default=0.0)


ShelterTable = table_of(Shelter)
NGOTable = table_of(NGO)
