"""Step 9: people leave exploitation - escape, family search, outreach, complaint, release, dismissal (M21-M24)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Exit, Source, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, to_uniform, uniform
from model.kernels.rows import rows_with, words_of
from model.people.home import go_home, leave
from model.processes.state.complaints import complain
from model.processes.state.society import PROFESSIONALS, readiness_to_report
from model.processes.survivors.debt import charge, is_claimed
from model.processes.survivors.dependence import readiness_left
from model.processes.world import clock_of, rule

LEAVE = decision("how somebody leaves exploitation")
REMOVED = decision("who is removed in a thought experiment")
EXPLOITED = int(Stage.EXPLOITED)
ESCAPE, FAMILY_SEARCH, OUTREACH, COMPLAINT = (
    int(k) for k in (Exit.ESCAPE, Exit.FAMILY_SEARCH, Exit.OUTREACH, Exit.COMPLAINT)
)
SURVIVOR, AT_HOME, FAMILY, NGO = (int(k) for k in (Source.SURVIVOR, Source.AT_HOME, Source.FAMILY, Source.OUTREACH))
NOBODY = -1
"""Source of a complaint that nobody lodges."""
STAYS = -1
"""Kind of exit of who does not leave."""
SOURCES = (SURVIVOR, AT_HOME, FAMILY, NGO)
"""Who may lodge a complaint when somebody leaves."""
DEBT_ENDED, ABANDONED, DISMISSED = int(Exit.DEBT_ENDED), int(Exit.ABANDONED), int(Exit.DISMISSED)
TAKEN_OUT = int(Exit.REMOVED)


class Reporting(NamedTuple):
    """What decides this week whether people tell the police."""

    campaign: np.ndarray
    """Share of the not yet aware at each origin who have become aware, shape (10,)."""
    readiness: float
    """Complaints relative to the start."""
    recognition: float
    """Rise in complaints if everybody became aware (M24)."""
    aware_under_18: float
    """Share aware before any campaign, of those under 18."""
    aware_adult: float
    """The same, of adults."""
    fear: float
    """Cut in log complaints at full hostility of a camp (M36)."""
    refer: float
    """Share of exits to family or NGO that professionals report (M71)."""
    reprisal: float
    """Chance of a reprisal for a complaint from where somebody is held."""


class Hazards(NamedTuple):
    """Weekly hazards of one person's exits, in the order in which they share the unit interval."""

    escape: float
    family_search: float
    outreach: float
    complaint: float
    debt_ended: float
    abandoned: float
    dismissed: float


class Decided(NamedTuple):
    """The week's exits, one entry a person who leaves, and what else was counted.

    ``rows`` of persons, ``kinds`` of exits, ``sources`` of complaints (-1 for none); number of ``reprisals``.
    """

    rows: np.ndarray
    kinds: np.ndarray
    sources: np.ndarray
    reprisals: int


@rule
def step(world):
    """Charge debts; draw exits, the complaints that follow them, and reprisals."""
    flows, held = world.flows[0], rows_with(world.persons.stage, world.persons.n, EXPLOITED)
    charge(world, held)
    decided = decide(world, held, outreach_hazard(world), reporting(world))
    for source in SOURCES:  # while it is known where they were held
        complain(world, decided.rows[decided.sources == source], source, True)
    leave(world, decided.rows, decided.kinds)
    flows.reprisals += decided.reprisals
    remove(world)


@compiled
def remove(world):
    """Take a share of the people in exploitation out of it, for a thought experiment; nobody else knows of it."""
    share, persons, clock = world.levers[0].removal, world.persons, clock_of(world)
    if share <= 0.0:
        return
    held = rows_with(persons.stage, persons.n, EXPLOITED)
    rows, count = np.empty(held.size, np.int64), 0
    for i in held:
        if uniform(clock.key, REMOVED, persons.identity[i], clock.week) < share:
            rows[count] = i
            count += 1
    go_home(world, rows[:count], TAKEN_OUT)


@compiled
def reporting(world):
    """Return what decides this week whether people tell the police."""
    society, levers = world.numbers[0].civil_society, world.levers[0]
    refer = society.professionals_refer * world.climate[PROFESSIONALS]
    reprisal = society.reprisal * (1.0 - levers.witness_protection)
    return Reporting(
        world.campaign.copy(), readiness_to_report(world), society.recognition_effect, society.aware_under_18,
        society.aware_adult, society.fear_effect, refer, reprisal,
    )  # fmt: skip


@compiled
def outreach_hazard(world):
    """Return the weekly chance to be brought out by an NGO: the teams' reach over people in exploitation."""
    held = max(1.0, world.census[0].stages[EXPLOITED])
    return min(1.0, world.levers[0].outreach * world.numbers[0].exits.outreach / held)


@compiled
def decide(world, held, outreach, reporting):
    """Draw who leaves exploitation, how, and who complains; return Decided.

    The hazards of a week compete. Most people need one comparison: with the highest that their sum can be.
    ``held``: rows of the people in exploitation; ``outreach``: weekly chance to be brought out by an NGO.
    """
    clock, persons, bars, camps = clock_of(world), world.persons, world.bars, world.camps
    exits, justice, n = world.numbers[0].exits, world.numbers[0].justice, held.size
    rows, kinds, sources = np.empty(n, np.int64), np.empty(n, np.int8), np.empty(n, np.int8)
    count = reprisals = 0
    highest = highest_hazard(outreach, reporting, exits)
    drawn = words_of(clock, LEAVE, persons.identity, held)
    for k in range(n):
        i, u = held[k], to_uniform(drawn[0, k])
        if u >= highest:
            continue
        words = drawn[0, k], drawn[1, k], drawn[2, k], drawn[3, k]
        aware = recognised(persons, i, reporting)
        ready = readiness_left(clock.week - persons.since[i], persons.ill[i], exits)
        told = ready * complaint_hazard(persons, i, aware, camps, reporting, exits)
        escape = ready * escape_hazard(persons, i, clock.week, camps, exits)
        released, dismissed = release_hazard(persons, i, clock.week, exits), dismissal(persons, i, bars, camps, exits)
        kind = compete(u, Hazards(escape, exits.family_search, outreach, told, released, exits.abandoned, dismissed))
        source, reprised = consequences(kind, words, aware, ready, reporting, justice)
        reprisals += reprised
        if kind != STAYS:
            rows[count], kinds[count], sources[count] = i, kind, source
            count += 1
    return Decided(rows[:count], kinds[:count], sources[:count], reprisals)


@inlined
def highest_hazard(outreach, reporting, exits):
    """Return the highest sum that anybody's weekly hazards of leaving can have."""
    complaint = exits.complaint * reporting.readiness
    found = exits.escape + exits.family_search + outreach + complaint * (1.0 + reporting.recognition)
    return found + exits.abandoned + exits.released + exits.dismissal


@inlined
def recognised(persons, i, reporting):
    """Return somebody's readiness to complain for awareness gained at origin: 1 + effect x gain (M24)."""
    known = reporting.aware_under_18 if persons.age[i] < UNDER_18 else reporting.aware_adult
    return 1.0 + reporting.recognition * (1.0 - known) * reporting.campaign[persons.origin[i]]


@inlined
def escape_hazard(persons, i, week, camps, exits):
    """Return somebody's weekly hazard of escape: debt, distance and papers withheld lower it (M21, M22).

    Base x exp(-debt claimed / scale - walk / scale) x (1 - effect of papers withheld).
    """
    owed = persons.debt[i] / exits.debt_scale if is_claimed(persons, i, week, exits) else 0.0
    walk = camps.access[persons.camp[i]] / exits.access_scale
    papers = 1.0 - exits.papers_effect if persons.no_papers[i] else 1.0
    return exits.escape * np.exp(-owed - walk) * papers


@inlined
def complaint_hazard(persons, i, aware, camps, reporting, exits):
    """Return somebody's weekly hazard of leaving by a complaint, less where the camp is hostile to it (M24, M36)."""
    afraid = np.exp(-reporting.fear * camps.hostility[persons.camp[i]])
    return exits.complaint * reporting.readiness * aware * afraid


@inlined
def release_hazard(persons, i, week, exits):
    """Return somebody's weekly hazard of being let go, 0 before the debt is claimed and while anything is owed."""
    return exits.released if persons.debt[i] <= 0.0 and is_claimed(persons, i, week, exits) else 0.0


@inlined
def dismissal(persons, i, bars, camps, exits):
    """Return the hazard that a shrinking bar, or the employers of a closed camp, no longer keep somebody."""
    if persons.bar[i] < 0:
        return 0.0 if camps.open[persons.camp[i]] else exits.dismissal
    bar = bars.row_of[persons.bar[i]]
    return exits.dismissal * bars.excess[bar] / max(1, bars.held[bar])


@inlined
def compete(u, hazards):
    """Return the kind of exit whose share of the unit interval holds ``u``; -1 for none."""
    edge = hazards.escape
    if u < edge:
        return ESCAPE
    edge += hazards.family_search
    if u < edge:
        return FAMILY_SEARCH
    edge += hazards.outreach
    if u < edge:
        return OUTREACH
    edge += hazards.complaint
    if u < edge:
        return COMPLAINT
    edge += hazards.debt_ended
    if u < edge:
        return DEBT_ENDED
    edge += hazards.abandoned
    if u < edge:
        return ABANDONED
    return DISMISSED if u < edge + hazards.dismissed else STAYS


@inlined
def consequences(kind, words, aware, ready, reporting, justice):
    """Return who complains after an exit of this kind and whether there is a reprisal, from the person's draw.

    ``ready``: the part of the person's own readiness that isolation and bonds leave.
    """
    source = who_complains(kind, to_uniform(words[1]), reporting.readiness * aware, ready, reporting.refer, justice)
    reprised = kind == COMPLAINT and to_uniform(words[3]) < reporting.reprisal
    return source, reprised


@inlined
def who_complains(kind, u, told, ready, refer, justice):
    """Return who complains after an exit of this kind, -1 for nobody (M23, M24, M36, M71).

    ``told``: readiness of everybody to tell the police; ``ready``: what bonds leave of the survivor's own, which who
    escapes has shown already.
    """
    if kind == COMPLAINT:
        return SURVIVOR
    if kind == FAMILY_SEARCH and u < justice.complaint_by_family * told + refer:
        return FAMILY
    if kind == OUTREACH and u < justice.complaint_by_outreach * told * ready + refer:
        return NGO
    if kind == ESCAPE and u < justice.complaint_by_survivor * told:
        return AT_HOME
    if kind == DEBT_ENDED and u < justice.complaint_by_survivor * told * ready:
        return AT_HOME
    return NOBODY
