"""Operations against mining, and crises that tie up forces."""

from model.outcomes.declare import flow, ratio, stock

flow(
    "true.forces_present", "person-weeks", "neither", "forces_present",
    "Forces of operations against mining, each counted for every week of presence.",
)  # fmt: skip
flow(
    "true.weeks_of_operations", "weeks", "neither", "operation_weeks",
    "Weeks in which forces of operations against mining are present anywhere.",
)  # fmt: skip
flow(
    "true.equipment_destroyed", "soles", "lower", "equipment_destroyed",
    "Machinery of miners that operations destroy, 2013 soles.",
)  # fmt: skip
flow(
    "true.equipment_destroyed_authorised", "soles", "lower", "equipment_destroyed_authorised",
    "Of that, machinery of miners with a permit, destroyed in error.",
)  # fmt: skip
flow(
    "true.equipment_replaced", "soles", "neither", "equipment_replaced",
    "What miners spend on new machinery for what was destroyed, 2013 soles.",
)  # fmt: skip
flow("true.clashes", "1", "lower", "clashes", "Clashes between miners and forces of operations.")
flow("true.deaths_in_clashes", "persons", "lower", "deaths_in_clashes", "Deaths in clashes.")
stock(
    "true.hostility", "1", "lower", "Hostility to the state, 0 to 1, mean over miners.",
    lambda m: ratio((m.camps.hostility * m.camps.miners).sum(), m.camps.miners.sum()),
)  # fmt: skip
stock(
    "true.forces_away", "1", "neither", "Share of police and forces tied up by a crisis elsewhere.",
    lambda m: m.levers.forces_away,
)  # fmt: skip
