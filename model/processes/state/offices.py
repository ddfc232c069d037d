"""Where a complaint is lodged: with police, with prosecutors, or in another region (M41).

Each office feeds its own register: what is lodged with prosecutors never passes a police desk's book, and what is
lodged in another region is counted there and seldom sent on.
"""

from model.codes import LodgedWith, Source
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.kernels.waiting import delay
from model.parameters.origins import REGIONS
from model.processes.world import clock_of

LODGED = decision("where a complaint is lodged")
INSIDE = REGIONS.index("inside")
POLICE, PROSECUTORS, ELSEWHERE = (int(office) for office in LodgedWith)
SURVIVOR, AT_HOME, FAMILY = int(Source.SURVIVOR), int(Source.AT_HOME), int(Source.FAMILY)
NGO, HOTLINE, CONTACT_POINT = int(Source.OUTREACH), int(Source.HOTLINE), int(Source.CONTACT_POINT)


@inlined
def may_complain_elsewhere(persons, i, source):
    """Tell whether those who complain live in another region: families, and survivors who have gone home."""
    return persons.origin[i] != INSIDE and source in (AT_HOME, FAMILY, CONTACT_POINT)


@inlined
def lodged_elsewhere(words, persons, i, source, registers):
    """Tell whether a complaint is lodged in another region; ``words`` are those of its draw."""
    return to_uniform(words[0]) < registers.elsewhere and may_complain_elsewhere(persons, i, source)


@compiled
def arriving(world, rows, source):
    """Return the rows, in order, of those whose complaint reaches the region, now or later; count the others."""
    clock, persons, registers, flows = clock_of(world), world.persons, world.numbers[0].registers, world.flows[0]
    kept, n = rows.copy(), 0
    for i in rows:
        words = draw(clock.key, LODGED, persons.identity[i], clock.week)
        elsewhere = lodged_elsewhere(words, persons, i, source, registers)
        sent_on = to_uniform(words[1]) < registers.transferred
        flows.complaints_elsewhere += elsewhere
        flows.complaints_transferred += elsewhere and sent_on
        if not elsewhere or sent_on:
            kept[n] = i
            n += 1
    return kept[:n]


@compiled
def address(world, case, i, source):
    """Write where the complaint about somebody was lodged; one sent on reaches its desk weeks later."""
    clock, cases, registers = clock_of(world), world.cases, world.numbers[0].registers
    words = draw(clock.key, LODGED, world.persons.identity[i], clock.week)
    if lodged_elsewhere(words, world.persons, i, source, registers):
        cases.office[case] = ELSEWHERE
        cases.since[case] += delay(to_uniform(words[3]), registers.transfer_weeks)
    elif to_uniform(words[2]) < with_prosecutors(source, registers):
        cases.office[case] = PROSECUTORS
        world.flows[0].complaints_to_prosecutors += 1


@inlined
def with_prosecutors(source, registers):
    """Return the share of complaints from a source that is lodged directly with prosecutors."""
    if source in (NGO, CONTACT_POINT):
        return registers.ngos_to_prosecutors
    return registers.to_prosecutors if source in (SURVIVOR, AT_HOME, FAMILY, HOTLINE) else 0.0
