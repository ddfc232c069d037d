"""Operations against mining, and crises that tie up forces."""

import numpy as np

from model.codes import Zone
from model.outcomes.declare import flow, stock

flow(
    "true.forces_present", unit="person-weeks", better="neither", counts="forces_present",
    definition="Forces of operations against mining, each counted for every week of presence.",
)  # fmt: skip
flow(
    "true.weeks_of_operations", unit="weeks", better="neither", counts="operation_weeks",
    definition="Weeks in which forces of operations against mining are present anywhere.",
)  # fmt: skip
flow(
    "true.equipment_destroyed", unit="soles", better="lower", counts="equipment_destroyed",
    definition="Machinery of miners that operations destroy, 2013 soles.",
)  # fmt: skip
flow(
    "true.equipment_destroyed_authorised", unit="soles", better="lower", counts="equipment_destroyed_authorised",
    definition="Of that, machinery of miners with a permit, destroyed in error.",
)  # fmt: skip
flow(
    "true.equipment_replaced", unit="soles", better="neither", counts="equipment_replaced",
    definition="What miners pay for machinery, debts for it included, 2013 soles.",
)  # fmt: skip
for _zone in Zone:
    stock(
        f"true.miners_equipped_{_zone.name.lower()}", unit="persons", better="neither",
        measure=lambda m, z=_zone: float(np.dot(m.camps.equipped, m.camps.zone == z)),
        definition=f"Miners who own machinery, zone type {_zone.name.lower()}, at the start of the week.",
    )  # fmt: skip
flow(
    "true.clashes", unit="1", better="lower", counts="clashes",
    definition="Clashes between miners and forces of operations.",
)  # fmt: skip
flow(
    "true.deaths_in_clashes", unit="persons", better="lower", counts="deaths_in_clashes",
    definition="Deaths in clashes.",
)  # fmt: skip
stock(
    "true.hostility", unit="1", better="lower",
    census="hostility",
    definition="Hostility to the state, 0 to 1, mean over miners.", of_nothing="0 where nobody mines",
)  # fmt: skip
stock(
    "true.forces_away", unit="1", better="neither", measure=lambda m: m.levers.forces_away,
    definition="Share of police and forces tied up by a crisis elsewhere.",
)  # fmt: skip
