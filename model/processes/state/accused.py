"""Who is accused: the role that a case comes upon depends on who brings it and how far it is followed (M20, M46)."""

import numpy as np

from model.codes import ORGANISED, Role, Source
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, pair_draw, pair_key, to_uniform
from model.processes.world import clock_of

NAMED = decision("somebody is accused, in which role")
TRACED = decision("an investigation finds whom to accuse")
WOMAN = decision("an accused is a woman")
WHO = decision("which recruiter is accused")
OWNER, RECRUITER, TRANSPORTER, RECEIVER = (int(role) for role in Role)
RAID, CHECKPOINT, MISSING = int(Source.RAID), int(Source.CHECKPOINT), int(Source.MISSING_PERSON)
NOBODY = -1
SOMEBODY = np.uint64(0x5DEECE66D)
"""Added to a case's identity for whoever it accuses and the model has no row of."""


@compiled
def name_somebody(world, case, held):
    """Let a new case accuse somebody, certainly if the person is ``held`` on the spot.

    Nobody knows whom to accuse of a disappearance.
    """
    cases, justice = world.cases, world.numbers[0].justice
    words = draw(clock_of(world).key, NAMED, cases.identity[case], cases.lodged[case])
    known = cases.source[case] != MISSING and to_uniform(words[0]) < justice.named
    if held or known:
        accuse(world, case, role_of(cases.source[case], cases.network[case], to_uniform(words[1]), justice))


@compiled
def follow_up(world, case, skill):
    """Let police whose investigation is complete find somebody to accuse, or follow the case up to the owner.

    Chances are in proportion to evidence and skill, no more than 1.
    """
    cases, justice = world.cases, world.numbers[0].justice
    words = draw(clock_of(world).key, TRACED, cases.identity[case], cases.lodged[case])
    quality = min(1.0, cases.evidence[case] * skill)
    if cases.role[case] == NOBODY and to_uniform(words[0]) < justice.identified * quality:
        accuse(world, case, role_of(cases.source[case], cases.network[case], to_uniform(words[1]), justice))
    free, bar = not cases.detained[case], cases.bar[case]
    if free and cases.role[case] > OWNER and bar >= 0 and to_uniform(words[2]) < justice.traced_owner * quality:
        accuse(world, case, OWNER)


@inlined
def role_of(source, network, u, justice):
    """Return the role of whom a case accuses, for a uniform ``u``.

    Raids come upon those who run a house, checkpoints upon transporters, and people know who recruited or received
    them. Without a division of labour the recruiter brings people.
    """
    if source == CHECKPOINT:
        return RECRUITER if network == ORGANISED else TRANSPORTER
    owners = justice.raid_owner if source == RAID else justice.complaint_owner
    if u < owners:
        return OWNER
    receivers = 1.0 if source == RAID else justice.complaint_receiver
    return RECEIVER if u < owners + (1.0 - owners) * receivers else RECRUITER


@compiled
def accuse(world, case, role):
    """Let a case accuse somebody in a role, in place of whom it accused before, and tell the sex."""
    cases, key = world.cases, clock_of(world).key
    world.flows[0].accused += cases.role[case] == NOBODY
    cases.role[case], cases.accused[case] = role, cases.identity[case] + SOMEBODY
    if role == RECRUITER:
        row = which_recruiter(world, case)
        if row >= 0:
            cases.accused[case], cases.network[case] = world.recruiters.identity[row], world.recruiters.network[row]
    u = to_uniform(draw(key, WOMAN, cases.accused[case], 0)[0])
    cases.woman[case] = u < women_in(role, world.numbers[0].justice)


@inlined
def women_in(role, justice):
    """Return the share of women among the accused of a role."""
    if role == OWNER:
        return justice.women_owners
    if role == RECRUITER:
        return justice.women_recruiters
    return justice.women_transporters if role == TRANSPORTER else justice.women_receivers


@compiled
def which_recruiter(world, case):
    """Return the row of the recruiter of the network accused, or of any if none is named, by chance; -1 for none.

    The one with the highest draw for case and recruiter, so that it stays the same while others come and go
    (rendezvous hashing, Thaler and Ravishankar 1998).
    """
    recruiters, clock, network = world.recruiters, clock_of(world), world.cases.network[case]
    key = pair_key(clock.key, WHO, world.cases.lodged[case])
    best, highest = -1, 0.0
    for i in range(recruiters.n):
        if network < 0 or recruiters.network[i] == network:
            u = to_uniform(pair_draw(key[0], key[1], world.cases.identity[case], recruiters.identity[i])[0])
            if u > highest:
                best, highest = i, u
    return best
