"""Every number the model assumes, with unit, range, role and the facts it rests on (``model/evidence/evidence.toml``).

Ranges without a source ("assumed") express ignorance. Money is in constant 2013 soles. Origins have their own file,
``model/parameters/origins.py``.
"""

from dataclasses import dataclass

import numpy as np

from model.parameters.adaptation import Adaptation
from model.parameters.aftercare import Aftercare
from model.parameters.contact import ContactPoints
from model.parameters.declaring import ParameterSet, as_record, groups_of
from model.parameters.economy import Digging, GoldPrice, Migration, Moving, Spending
from model.parameters.exploitation import Bars, BarWork, Exits, Recruitment
from model.parameters.formalisation import Formalisation, Legitimacy
from model.parameters.justice import Justice
from model.parameters.licensing import Licensing
from model.parameters.livelihoods import Livelihoods
from model.parameters.operations import Operations
from model.parameters.origins import Origins
from model.parameters.permits import Permits
from model.parameters.places import Places
from model.parameters.policing import Corruption, Policing
from model.parameters.registers import Registers
from model.parameters.roles import Roles
from model.parameters.society import CivilSociety
from model.parameters.theories import Theories


@dataclass(frozen=True, kw_only=True)
class Parameters(ParameterSet):
    """All groups; ``Parameters().with_changes({"digging": {"best_yield": 25.0}})`` makes a variant."""

    price: GoldPrice = GoldPrice()
    migration: Migration = Migration()
    places: Places = Places()
    digging: Digging = Digging()
    moving: Moving = Moving()
    spending: Spending = Spending()
    livelihoods: Livelihoods = Livelihoods()
    bars: Bars = Bars()
    bar_work: BarWork = BarWork()
    recruitment: Recruitment = Recruitment()
    roles: Roles = Roles()
    exits: Exits = Exits()
    permits: Permits = Permits()
    licensing: Licensing = Licensing()
    adaptation: Adaptation = Adaptation()
    policing: Policing = Policing()
    corruption: Corruption = Corruption()
    operations: Operations = Operations()
    justice: Justice = Justice()
    aftercare: Aftercare = Aftercare()
    civil_society: CivilSociety = CivilSociety()
    contact: ContactPoints = ContactPoints()
    formalisation: Formalisation = Formalisation()
    legitimacy: Legitimacy = Legitimacy()
    registers: Registers = Registers()
    theories: Theories = Theories()
    origins: Origins = Origins()


GROUPS = groups_of(Parameters)


def kernel_numbers(parameters: Parameters, rule: int = 0) -> np.ndarray:
    """Return the array of one record that kernels read: ``numbers[0].recruitment.fee``, ``numbers[0].rule``.

    ``rule`` is the code of the decision rule (``model.codes.Rule``), by default that of the reference theory.
    """
    return as_record(parameters.groups(), rule)
