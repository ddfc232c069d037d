"""Step 11: operations against mining: rescue raids, destruction, anger and clashes (M54-M58).

Miners' responses belong to digging and moving: without machinery they work for others or by hand, leave, move on, or
buy anew when cash and credit allow.
"""

import numpy as np

from model.kernels.randomness import binomial, decision, poisson
from model.levers import combine_coverage
from model.people.leaving import stop_mining
from model.processes.state.forces import held, present
from model.processes.state.information import Raid, prepare
from model.processes.state.legitimacy import lose_legitimacy

RESCUE = decision("rescue raids within operations against mining")
CLASHES = decision("clashes in operations against mining")
DEATHS = decision("clashes in which somebody dies")
DESTROYED = decision("a miner's machinery is destroyed")
WHO_DIES = decision("who dies in a clash")
OPERATION = 1000
"""Numbers of raids from here on are of rescue raids within operations, a thousand for each zone type."""


def step(model) -> None:
    """Let forces rescue people and destroy machinery where they are present; draw the anger and clashes that follow."""
    forces = present(model.world)
    if not forces.any():
        return
    model.flows["forces_present"] += forces.sum()
    model.flows["operation_weeks"] += 1
    share = held(model.world)
    model.planned_raids += rescue_raids(model, share)
    lost = destroyed(model, share)
    anger(model, share, lost)
    clash(model, forces)


def rescue_raids(model, share: np.ndarray) -> list[Raid]:
    """Return the rescue raids of operations: none unless they bring a module or an NGO insists (M57).

    Their mean in a zone type is rate x share held x chance of a module, where operations bring one of their own or
    NGOs' advocacy obtains one, min(1, effect x advocacy), independently of each other.
    """
    policing, levers = model.parameters.policing, model.levers
    obtained = min(1.0, policing.advocacy_effect * levers.advocacy)
    raids = []
    for zone, module in enumerate(levers.rescue_modules):
        unit, first = zone % model.police.n, OPERATION * (zone + 1)
        mean = policing.rescue_module * combine_coverage(obtained, module) * share[zone]
        count = poisson(model.key, RESCUE, np.uint64(zone), model.week, mean)
        if count and (model.camps.bars[model.camps.zone == zone] > 0).any():
            raids += [prepare(model.world, unit, first + number, zone) for number in range(count)]
    return raids


def destroyed(model, share: np.ndarray) -> np.ndarray:
    """Destroy machinery where forces hold camps; return the share of it that each camp loses, shape (camps,).

    Whoever owns some without a permit loses it with chance destruction x share held, authorised miners with
    ``destruction_error`` times that, which costs the state legitimacy (M58).
    """
    camps, miners, levers, operations = model.camps, model.miners, model.levers, model.parameters.operations
    risk = (np.array(levers.destruction) * share)[camps.zone] * camps.open
    if not risk.any():
        return risk
    rows = np.flatnonzero(miners.equipped & (risk[miners.camp] > 0.0))
    chance = risk[miners.camp[rows]] * np.where(miners.formal[rows], levers.destruction_error, 1.0)
    lost = rows[model.luck.uniform(DESTROYED, miners.identity[rows], model.week) < chance]
    owned = np.bincount(miners.camp[rows], minlength=camps.n)
    miners.equipped[lost] = False
    value, authorised = operations.equipment_value * model.scale, np.count_nonzero(miners.formal[lost])
    model.flows["equipment_destroyed"] += value * lost.size
    model.flows["equipment_destroyed_authorised"] += value * authorised
    if authorised:
        taken = operations.error_legitimacy * authorised / np.count_nonzero(miners.formal)
        lose_legitimacy(model.world, min(1.0, taken))
    return np.bincount(miners.camp[lost], minlength=camps.n) / np.maximum(1, owned)


def anger(model, share: np.ndarray, lost: np.ndarray) -> None:
    """Let hostility rise where forces hold camps and destroy machinery, up to 1; it fades in step 10."""
    camps, operations = model.camps, model.parameters.operations
    added = operations.hostility_presence * share[camps.zone] + operations.hostility_destruction * lost
    camps.hostility[:] = np.minimum(1.0, camps.hostility + added)


def clash(model, forces: np.ndarray) -> None:
    """Draw clashes between miners and forces, and deaths in them; miners who die leave the model.

    Clashes in a zone type are Poisson with mean rate x forces x mean hostility of its miners; in each, one miner dies
    with chance ``clash_deaths``. Where a row stands for several people, deaths are only counted.
    """
    operations, camps = model.parameters.operations, model.camps
    for zone in np.flatnonzero(forces).tolist():
        there = camps.miners * (camps.zone == zone)
        hostility = float((there * camps.hostility).sum() / max(1.0, there.sum()))
        who, mean = np.uint64(zone), operations.clash_rate * forces[zone] * hostility
        clashes = poisson(model.key, CLASHES, who, model.week, mean)
        deaths = binomial(model.key, DEATHS, who, model.week, clashes, operations.clash_deaths) if clashes else 0
        model.flows["clashes"] += clashes
        if deaths and model.scale == 1:
            deaths = leave_for_good(model, zone, deaths)
        model.flows["deaths_in_clashes"] += deaths


def leave_for_good(model, zone: int, deaths: int) -> int:
    """Remove miners without a permit who die in a zone type; return how many. Their cash goes to their families."""
    miners = model.miners
    rows = np.flatnonzero((model.camps.zone[miners.camp] == zone) & ~miners.formal)
    u = model.luck.uniform(WHO_DIES, miners.identity[rows], model.week)
    gone = rows[np.argsort(u, kind="stable")[:deaths]]
    model.flows["carried_home"] += miners.cash[gone].sum()
    stop_mining(model.world, gone)
    return gone.size
