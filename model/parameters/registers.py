"""How police, prosecutors and NGOs record."""

from dataclasses import dataclass

from model.parameters.sources import ASSUMED
from model.parameters_base import parameter, tuple_of


@dataclass(frozen=True, kw_only=True)
class Registers:
    """How police and prosecutors record (M41, M42, M49)."""

    police_records: float = parameter(0.8, "1", 0.2, 1.0, "free", ASSUMED, "identified people entered in RETA")
    prosecutors_record: float = parameter(0.85, "1", 0.1, 1.0, "free", ASSUMED, "cases entered in SISTRA")
    police_lag: float = parameter(4.0, "weeks", 0.0, 26.0, "free", ASSUMED, "mean delay of entry, RETA")
    prosecutors_lag: float = parameter(12.0, "weeks", 0.0, 52.0, "free", ASSUMED, "mean delay of entry, SISTRA")


RegistersTuple = tuple_of(Registers)
"""Groups as kernels read them."""
