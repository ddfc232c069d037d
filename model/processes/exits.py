"""Step 9: people leave exploitation - escape, family search, outreach, complaint, release, dismissal (M21-M24)."""

import numpy as np

from model.codes import UNDER_18, Exit, Sex, Source, Stage
from model.compiled import compiled, inlined
from model.people.home import leave
from model.processes.complaints import lodge
from model.randomness import decision, draw, to_uniform

LEAVE = decision("how somebody leaves exploitation")
EXPLOITED = int(Stage.EXPLOITED)
ESCAPE, FAMILY_SEARCH, OUTREACH, COMPLAINT = (
    int(k) for k in (Exit.ESCAPE, Exit.FAMILY_SEARCH, Exit.OUTREACH, Exit.COMPLAINT)
)
SOURCES = {
    Exit.COMPLAINT: Source.SURVIVOR, Exit.ESCAPE: Source.SURVIVOR, Exit.DEBT_ENDED: Source.SURVIVOR,
    Exit.FAMILY_SEARCH: Source.FAMILY, Exit.OUTREACH: Source.OUTREACH,
}  # fmt: skip
"""Who lodges a complaint after an exit of each kind."""
DEBT_ENDED, ABANDONED, DISMISSED = int(Exit.DEBT_ENDED), int(Exit.ABANDONED), int(Exit.DISMISSED)


def step(model) -> None:
    """Draw exits, and the complaints that follow them."""
    persons = model.persons
    rows, kinds, complains = decide(
        model.key, model.week, persons.arrays, persons.n, model.bars.arrays, model.bars.row_of, model.camps.arrays,
        outreach_hazard(model), model.numbers.exits, model.numbers.justice,
    )  # fmt: skip
    leave(model, rows, kinds)
    for kind, source in SOURCES.items():
        complain(model, rows[complains & (kinds == kind)], source)


def complain(model, rows: np.ndarray, source: Source) -> None:
    """Lodge a complaint for each of the people in ``rows``."""
    persons = model.persons
    lodge(
        model, source, persons.identity[rows], form=persons.form[rows], under_18=persons.age[rows] < UNDER_18,
        female=persons.sex[rows] == Sex.FEMALE, network=persons.network[rows],
    )  # fmt: skip


def outreach_hazard(model) -> float:
    """Return the weekly chance to be brought out by an NGO: the teams' reach over people in exploitation."""
    held = max(1.0, model.census.stages[EXPLOITED])
    return min(1.0, model.levers.outreach * model.numbers.exits.outreach / held)


@compiled
def decide(key, week, persons, n, bars, bar_row, camps, outreach, p, q):
    """Return rows and kinds of exits, and whether a complaint follows, by families, survivors and NGOs too.

    Competing weekly hazards. Escape = base x (1 - papers withheld effect) x exp(-debt / scale - walk / scale) x
    max(floor, exp(-weeks / scale)): debt, distance and dependence hold people (M21-M23).
    """
    rows = np.empty(n, np.int64)
    kinds = np.empty(n, np.int8)
    complains = np.empty(n, np.bool_)
    count = 0
    highest = p.escape + p.family_search + outreach + p.complaint + p.abandoned + p.released + p.dismissal
    stage, debt, identity = persons.stage, persons.debt, persons.identity
    for i in range(n):
        if stage[i] != EXPLOITED:
            continue
        debt[i] = max(0.0, debt[i] - p.debt_repaid)
        words = draw(key, LEAVE, identity[i], week)
        u = to_uniform(words[0])
        if u >= highest:
            continue
        released = p.released if persons.debt[i] <= 0.0 else 0.0
        dismissed = dismissal(persons, i, bars, bar_row, camps, p)
        kind = compete(u, escape_hazard(persons, i, week, camps, p), outreach, released, dismissed, p)
        if kind >= 0:
            rows[count] = i
            kinds[count] = kind
            complains[count] = to_uniform(words[1]) < complaint_chance(kind, q)
            count += 1
    return rows[:count], kinds[:count], complains[:count]


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
def complaint_chance(kind, q):
    """Return the chance that a complaint follows an exit of this kind (M24, M36)."""
    if kind == COMPLAINT:
        return 1.0
    if kind == FAMILY_SEARCH:
        return q.complaint_by_family
    if kind in (ESCAPE, DEBT_ENDED):
        return q.complaint_by_survivor
    if kind == OUTREACH:
        return q.complaint_by_outreach
    return 0.0


@inlined
def compete(u, escape, outreach, released, dismissed, p):
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
    edge += p.complaint
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
