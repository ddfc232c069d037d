"""Step 9: people leave exploitation - escape, family search, outreach, complaint, release, dismissal (M21-M24)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Exit, Sex, Source, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.people.home import go_home, leave
from model.processes.state.complaints import lodge
from model.processes.state.society import PROFESSIONALS, frowned_on, readiness_to_report

LEAVE = decision("how somebody leaves exploitation")
REMOVED = decision("who is removed in a thought experiment")
EXPLOITED = int(Stage.EXPLOITED)
ESCAPE, FAMILY_SEARCH, OUTREACH, COMPLAINT = (
    int(k) for k in (Exit.ESCAPE, Exit.FAMILY_SEARCH, Exit.OUTREACH, Exit.COMPLAINT)
)
SURVIVOR, FAMILY, NGO, HOTLINE = (int(k) for k in (Source.SURVIVOR, Source.FAMILY, Source.OUTREACH, Source.HOTLINE))
NOBODY = -1
SOURCES = tuple(Source(k) for k in (SURVIVOR, FAMILY, NGO, HOTLINE))
"""Who may lodge a complaint when somebody leaves."""
DEBT_ENDED, ABANDONED, DISMISSED = int(Exit.DEBT_ENDED), int(Exit.ABANDONED), int(Exit.DISMISSED)


class Reporting(NamedTuple):
    """What decides this week whether people tell the police, as the kernel reads it."""

    readiness: float
    """Complaints relative to the start."""
    recognition: float
    """Rise in complaints if everybody became aware (M24)."""
    aware_under_18: float
    aware_adult: float
    fear: float
    """Cut in log complaints at full hostility of a camp (M36)."""
    refer: float
    """Share of exits to family or NGO that professionals report (M71)."""
    calls: float
    """Chance that somebody calls the hotline about a person in exploitation."""
    acted: float
    """Share of calls that bring the person out."""
    reprisal: float
    """Chance of a reprisal for a complaint from where somebody is held."""


def step(model) -> None:
    """Draw exits, the complaints that follow them, calls of the hotline and reprisals."""
    persons = model.persons
    rows, kinds, sources, calls, reprisals = decide(
        model.key, model.week, persons.table, persons.n, model.bars.table, model.bars.row_of, model.camps.table,
        model.campaign, outreach_hazard(model), model.old_numbers.exits, model.old_numbers.justice, reporting(model),
    )  # fmt: skip
    leave(model, rows, kinds)
    for source in SOURCES:
        complain(model, rows[sources == source], source)
    model.flows["hotline_calls"] += calls
    model.flows["reprisals"] += reprisals
    remove(model)


def remove(model) -> None:
    """Take a share of the people in exploitation out of it, for a thought experiment; nobody else knows of it."""
    share = model.levers.removed
    if share <= 0.0:
        return
    persons = model.persons
    held = np.flatnonzero(persons.stage[: persons.n] == EXPLOITED)
    drawn = model.luck.uniform(REMOVED, persons.identity[held], model.week)
    go_home(model, held[drawn < share], Exit.REMOVED)


def reporting(model) -> Reporting:
    """Return what decides this week whether people tell the police."""
    p, levers = model.parameters.civil_society, model.levers
    return Reporting(
        readiness_to_report(model),
        p.recognition_effect,
        p.aware_under_18,
        p.aware_adult,
        p.fear_effect,
        p.professionals_refer * float(model.climate[PROFESSIONALS]),
        levers.hotline * p.hotline_calls * frowned_on(model),
        p.hotline_acted,
        p.reprisal * (1.0 - levers.witness_protection),
    )


def complain(model, rows: np.ndarray, source: Source) -> None:
    """Lodge a complaint for each of the people in ``rows``."""
    if rows.size == 0:
        return
    persons = model.persons
    lodge(
        model, source, persons.identity[rows], form=persons.form[rows], under_18=persons.age[rows] < UNDER_18,
        female=persons.sex[rows] == Sex.FEMALE, network=persons.network[rows],
    )  # fmt: skip


def outreach_hazard(model) -> float:
    """Return the weekly chance to be brought out by an NGO: the teams' reach over people in exploitation."""
    held = max(1.0, model.census.stages[EXPLOITED])
    return min(1.0, model.levers.outreach * model.old_numbers.exits.outreach / held)


@compiled
def decide(key, week, persons, n, bars, bar_row, camps, campaign, outreach, p, q, r):
    """Return rows and kinds of exits, who complains of each (-1 for nobody), calls of the hotline, and reprisals.

    Competing weekly hazards. Escape = base x (1 - papers withheld effect) x exp(-debt / scale - walk / scale) x
    max(floor, exp(-weeks / scale)): debt, distance and dependence hold people (M21-M23).
    """
    rows = np.empty(n, np.int64)
    kinds = np.empty(n, np.int8)
    sources = np.empty(n, np.int8)
    count = calls = reprisals = 0
    most = 1.0 + r.recognition
    complaint = p.complaint * r.readiness
    highest = p.escape + p.family_search + outreach + complaint * most + p.abandoned + p.released + p.dismissal
    stage, debt, identity = persons.stage, persons.debt, persons.identity
    for i in range(n):
        if stage[i] != EXPLOITED:
            continue
        debt[i] = max(0.0, debt[i] - p.debt_repaid)
        words = draw(key, LEAVE, identity[i], week)
        u, call = to_uniform(words[0]), to_uniform(words[2])
        if u >= highest and call >= r.calls * most:
            continue
        aware = recognised(persons, i, campaign, r)
        afraid = np.exp(-r.fear * camps.hostility[persons.camp[i]])
        released = p.released if persons.debt[i] <= 0.0 else 0.0
        dismissed = dismissal(persons, i, bars, bar_row, camps, p)
        escape = escape_hazard(persons, i, week, camps, p)
        kind = compete(u, escape, outreach, complaint * aware * afraid, released, dismissed, p)
        source = who_complains(kind, to_uniform(words[1]), r.readiness * aware, q, r)
        if kind == COMPLAINT:
            reprisals += to_uniform(words[3]) < r.reprisal
        if call < r.calls * aware:
            calls += 1
            if kind < 0 and to_uniform(words[3]) < r.acted:
                kind, source = COMPLAINT, HOTLINE
        if kind >= 0:
            rows[count], kinds[count], sources[count] = i, kind, source
            count += 1
    return rows[:count], kinds[:count], sources[:count], calls, reprisals


@inlined
def recognised(persons, i, campaign, r):
    """Return somebody's readiness to complain for awareness gained at origin: 1 + effect x gain (M24)."""
    known = r.aware_under_18 if persons.age[i] < UNDER_18 else r.aware_adult
    return 1.0 + r.recognition * (1.0 - known) * campaign[persons.origin[i]]


@inlined
def escape_hazard(persons, i, week, camps, p):
    """Return somebody's weekly hazard of escape, at most ``p.escape``."""
    walk = camps.access[persons.camp[i]] / p.access_scale
    dependence = max(p.least_dependence, np.exp(-(week - persons.since[i]) / p.dependence_scale))
    papers = 1.0 - p.papers_effect if persons.no_papers[i] else 1.0
    return p.escape * np.exp(-persons.debt[i] / p.debt_scale - walk) * dependence * papers


@inlined
def dismissal(persons, i, bars, bar_row, camps, p):
    """Return the hazard that a shrinking bar, or the employers of a closed camp, no longer keep somebody."""
    if persons.bar[i] < 0:
        return 0.0 if camps.open[persons.camp[i]] else p.dismissal
    bar = bar_row[persons.bar[i]]
    return p.dismissal * bars.excess[bar] / max(1, bars.held[bar])


@inlined
def who_complains(kind, u, ready, q, r):
    """Return who complains after an exit of this kind, -1 for nobody (M24, M36, M71)."""
    if kind == COMPLAINT:
        return SURVIVOR
    if kind == FAMILY_SEARCH and u < q.complaint_by_family * ready + r.refer:
        return FAMILY
    if kind == OUTREACH and u < q.complaint_by_outreach * ready + r.refer:
        return NGO
    if kind in (ESCAPE, DEBT_ENDED) and u < q.complaint_by_survivor * ready:
        return SURVIVOR
    return NOBODY


@inlined
def compete(u, escape, outreach, complaint, released, dismissed, p):
    """Return the kind of exit whose share of the unit interval holds ``u``; -1 for none."""
    edge = escape
    if u < edge:
        return ESCAPE
    edge += p.family_search
    if u < edge:
        return FAMILY_SEARCH
    edge += outreach
    if u < edge:
        return OUTREACH
    edge += complaint
    if u < edge:
        return COMPLAINT
    edge += released
    if u < edge:
        return DEBT_ENDED
    edge += p.abandoned
    if u < edge:
        return ABANDONED
    if u < edge + dismissed:
        return DISMISSED
    return -1
