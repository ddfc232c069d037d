"""The division of labour in networks: transporters and receivers beside recruiters and owners."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Roles:
    """What transporters and receivers of a network can do, and how soon they are replaced (M20, M46)."""

    transporter_load: float = parameter(2.0, "persons/week", 1.0, 20.0, "free", ASSUMED, "whom one can bring")
    receiver_load: float = parameter(4.0, "persons/week", 1.0, 40.0, "free", ASSUMED, "whom one can receive")
    spare: float = parameter(1.5, "1", 1.0, 5.0, "free", ASSUMED, "kept, over what the mean number to bring needs")
    transporter_hiring: float = parameter(0.25, "1/week", 0.0, 1.0, "free", ASSUMED, "of the gap, taken on")
    receiver_hiring: float = parameter(0.15, "1/week", 0.0, 1.0, "free", ASSUMED, "the same: a post of trust")
    leaving: float = parameter(0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "hazard of giving up, either")
