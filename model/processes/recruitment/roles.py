"""Step 8, division of labour: transporters and receivers, without whom a network brings nobody (M20, M46)."""

from model.codes import Role
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import binomial, decision, poisson
from model.processes.state.sentences import expected_sanction
from model.processes.world import clock_of

TRANSPORTERS_GIVE_UP = decision("transporters give up")
TRANSPORTERS_TAKEN_ON = decision("transporters taken on")
RECEIVERS_GIVE_UP = decision("receivers give up")
RECEIVERS_TAKEN_ON = decision("receivers taken on")
TRANSPORTER, RECEIVER = int(Role.TRANSPORTER), int(Role.RECEIVER)
NO_LIMIT = 2**30
"""People whom families and acquaintances can bring; they have no division of labour."""


@compiled
def staff_roles(world):
    """Let transporters and receivers give up and be taken on; write how many people each network can bring this week.

    A network brings as many as its transporters can carry and its receivers can receive, whichever is fewer.
    """
    clock, networks, roles = clock_of(world), world.networks, world.numbers[0].roles
    hazard = world.numbers[0].justice.sanction_hazard
    driving = min(1.0, roles.leaving + hazard * expected_sanction(world, TRANSPORTER))
    receiving = min(1.0, roles.leaving + hazard * expected_sanction(world, RECEIVER))
    for k in range(networks.n):
        networks.held_up[k] = 0
        if not networks.organised[k]:
            networks.room[k] = NO_LIMIT
            continue
        who, drivers, receivers = networks.identity[k], networks.transporters[k], networks.receivers[k]
        drivers -= binomial(clock.key, TRANSPORTERS_GIVE_UP, who, clock.week, drivers, driving)
        receivers -= binomial(clock.key, RECEIVERS_GIVE_UP, who, clock.week, receivers, receiving)
        if hires(world, k):
            gap = missing(networks.carried[k], drivers, roles.transporter_load, roles.spare) * roles.transporter_hiring
            drivers += poisson(clock.key, TRANSPORTERS_TAKEN_ON, who, clock.week, gap)
            gap = missing(networks.carried[k], receivers, roles.receiver_load, roles.spare) * roles.receiver_hiring
            receivers += poisson(clock.key, RECEIVERS_TAKEN_ON, who, clock.week, gap)
        networks.transporters[k], networks.receivers[k] = drivers, receivers
        networks.room[k] = int(min(drivers * roles.transporter_load, receivers * roles.receiver_load))


@compiled
def hires(world, k):
    """Return whether a network takes on anybody: not without a head, and not without money for a fee."""
    networks = world.networks
    active = world.now[0].week >= networks.leaderless[k] and not networks.dissolved[k]
    return active and networks.funds[k] >= world.numbers[0].recruitment.fee


@inlined
def missing(carried, there, load, spare):
    """Return how many more people a network wants for a role, one at least, to bring ``carried`` people a week."""
    return max(0.0, max(1.0, spare * carried / load) - there)


@inlined
def can_bring(networks, network):
    """Return whether a network can still bring somebody this week; if not, a post is held up."""
    if networks.room[network] > 0:
        return True
    networks.held_up[network] += 1
    return False


@compiled
def remember_load(world, people):
    """Move networks' running means of people to be brought: those who set out, and posts held up; count the latter."""
    networks, memory = world.networks, world.numbers[0].adaptation.usual_memory
    for k in range(networks.n):
        networks.carried[k] += memory * (networks.held_up[k] - networks.carried[k])
        world.flows[0].posts_held_up += networks.held_up[k]
    for i in range(people.who.size):
        networks.carried[people.network[i]] += memory
