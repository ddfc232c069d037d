"""Step 12: the complaint route - police, prosecutors, court - as queues with staff (M24, M32, M37, M44, M47).

What police do with a file is in ``model/processes/state/investigation.py``, who is accused in ``accused.py``, custody
in ``custody.py``, and what a conviction leads to in ``sentences.py``.
"""

from typing import NamedTuple

import numpy as np

from model.codes import Climate, Desk, Fate, Role
from model.columns.tables import remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.processes.state.complaints import count_cohort
from model.processes.state.custody import detain, release
from model.processes.state.investigation import age_files, close, lapses, pass_on, work_on_cases
from model.processes.state.sentences import impose, remember_sentences
from model.processes.world import clock_of, rule

CAPACITY = decision("cases a prosecutor decides")
DECIDED = decision("what a prosecutor decides")
TRIALS = decision("trials held")
TRIAL = decision("what a court decides")
PROSECUTOR, COURT, CLOSED = int(Desk.PROSECUTOR), int(Desk.COURT), int(Desk.CLOSED)
PROSECUTOR_TRAINING, OWNER = int(Climate.PROSECUTOR_TRAINING), int(Role.OWNER)
SHELVED, ACQUITTED, CONVICTED = int(Fate.SHELVED), int(Fate.ACQUITTED), int(Fate.CONVICTED)


@rule
def step(world):
    """Move case files from desk to desk; impose sentences, release people from custody, count cohorts.

    Desks work from the last to the first, so that a case takes at least a week at each.
    """
    cases, flows = world.cases, world.flows[0]
    convicted = hold_trials(world)
    decide_cases(world)
    work_on_cases(world)
    age_files(world)
    flows.witness_weeks += restricted(clock_of(world), cases, world.levers[0].witness_protection, world.numbers)
    finished = count_cohort(clock_of(world), cases, world.flows, world.numbers)
    impose(world, convicted)
    release(world)
    remember_sentences(world, convicted)
    flows.cases_put_away += finished.size
    remove(cases, finished)


@inlined
def held_together(cases, i, lesser):
    """Return the evidence for an offence, 0 to 1: of the act, and for trafficking of the purpose too (M44)."""
    return cases.evidence[i] if lesser else min(cases.evidence[i], cases.purpose[i])


@inlined
def odds(evidence, testimony, threshold, justice):
    """Return the odds of a charge or conviction (logistic choice, McFadden 1974).

    exp(weight x (evidence + worth of testimony - threshold)).
    """
    return np.exp(justice.evidence_weight * (evidence + justice.testimony_worth * testimony - threshold))


@inlined
def chance_at(ratio):
    """Return the chance whose odds are ``ratio``."""
    return ratio / (1.0 + ratio)


@compiled
def decide_cases(world):
    """Let prosecutors decide what waits, as many cases a week as they can (M44)."""
    clock, cases, office = clock_of(world), world.cases, world.prosecutors
    justice, levers = world.numbers[0].justice, world.levers[0]
    skill = office.skill[0] + levers.prosecutor_skill
    skill += justice.prosecutor_training_effect * world.climate[PROSECUTOR_TRAINING]
    luck = uniform(clock.key, CAPACITY, office.identity[0], clock.week)
    room = int((office.staff[0] + levers.prosecutors) * justice.cases_per_prosecutor + luck)
    for i in range(cases.n):
        if cases.desk[i] != PROSECUTOR:
            continue
        if room == 0:
            lapses(world, i, 0.0)
            continue
        room -= 1
        decide(world, i, skill)


@compiled
def decide(world, i, skill):
    """Shelve a case or charge somebody, with trafficking or a lesser offence, by what is in the file (M44, M47).

    Cases that accuse nobody or rest on no offence are shelved (M45). Skill multiplies the odds of a charge, and of a
    charge with trafficking, for which act and purpose must both be shown.
    """
    cases, justice, flows, clock = world.cases, world.numbers[0].justice, world.flows[0], clock_of(world)
    words, testimony = draw(clock.key, DECIDED, cases.identity[i], cases.lodged[i]), cases.testimony[i]
    threshold = justice.charge_threshold
    flows.cases_decided += 1
    charged = to_uniform(words[0]) < chance_at(skill * odds(cases.evidence[i], testimony, threshold, justice))
    if cases.gap[i] or cases.role[i] < 0 or not charged:
        close(world, i, SHELVED)
        flows.shelved += 1
        return
    both = skill * odds(held_together(cases, i, False), testimony, threshold, justice)
    pass_on(cases, i, clock.week, COURT)
    cases.charged[i], cases.lesser[i] = True, to_uniform(words[1]) >= chance_at(both)
    flows.charged += 1
    flows.charged_lesser += cases.lesser[i]
    flows.charged_owners += cases.role[i] == OWNER
    flows.charged_women += cases.woman[i]
    if not cases.detained[i] and to_uniform(words[2]) < chance_of_detention(cases, i, justice):
        detain(world, i)


@inlined
def chance_of_detention(cases, i, justice):
    """Return the chance that the accused is detained until trial: by evidence, and less where the case is not grave.

    A case is grave where the charge is trafficking of somebody under 18 or of several people.
    """
    grave = not cases.lesser[i] and (cases.under_18[i] > 0 or cases.people[i] > 1)
    return justice.detention * cases.evidence[i] * (1.0 if grave else justice.detention_lesser)


class Trial(NamedTuple):
    """Chances at trial: that a witness is ``heard``, and that an organised network tries to buy the outcome."""

    heard: float
    bought: float


@compiled
def hold_trials(world):
    """Hold as many trials as the court can, of cases charged long enough ago; return the rows of those convicted.

    A witness who is badly treated stays away (M82); training of prosecutors and judges improves treatment. Networks
    buy the less the less they fear the sentence: the chance falls with deterrence below 1.
    """
    clock, cases, court, justice = clock_of(world), world.cases, world.courts, world.numbers[0].justice
    planned = court.staff[0] * justice.trials_per_week + world.levers[0].trials
    room = int(planned + uniform(clock.key, TRIALS, court.identity[0], clock.week))
    trained = min(1.0, world.climate[PROSECUTOR_TRAINING])
    heard = justice.treatment + (1.0 - justice.treatment) * trained
    chances = Trial(heard, justice.bought * court.corruption[0] * min(1.0, justice.deterrence))
    rows, convicted = np.empty(cases.n, np.int64), 0
    for i in range(cases.n):
        if cases.desk[i] != COURT or clock.week - cases.since[i] < justice.trial_wait:
            continue
        if room == 0:
            lapses(world, i, justice.trial_wait)
            continue
        room -= 1
        if convicts(world, i, chances):
            rows[convicted] = i
            convicted += 1
    return rows[:convicted]


@compiled
def convicts(world, i, chances):
    """Try a case and close it; return whether the court convicts.

    A network that can pay may buy its way out (M32, M47), even where nothing is proved.
    """
    cases, justice, flows = world.cases, world.numbers[0].justice, world.flows[0]
    flows.tried += 1
    cases.tried[i] = True
    words = draw(clock_of(world).key, TRIAL, cases.identity[i], cases.lodged[i])
    testimony = cases.testimony[i] and to_uniform(words[0]) < chances.heard
    evidence = held_together(cases, i, cases.lesser[i])
    proved = to_uniform(words[1]) < chance_at(odds(evidence, testimony, justice.conviction_threshold, justice))
    tempted = to_uniform(words[2]) < chances.bought
    if (tempted and buys(world.networks, cases.network[i], justice.court_bribe, flows)) or not proved:
        close(world, i, ACQUITTED)
        return False
    cases.years[i] = years_of(cases.lesser[i], to_uniform(words[3]), justice)
    cases.desk[i], cases.fate[i], cases.since[i] = CLOSED, CONVICTED, world.now[0].week
    flows.convicted += 1
    flows.sentence_years += cases.years[i]
    flows.convicted_below_minimum += cases.years[i] < justice.minimum_sentence
    return True


@inlined
def buys(networks, network, bribe, counts):
    """Let the network accused buy the outcome from its funds; return whether it is organised and can."""
    if network < 0 or not networks.organised[network] or networks.funds[network] < bribe:
        return False
    networks.funds[network] -= bribe
    counts.trials_bought += 1
    counts.court_bribes += bribe
    return True


@inlined
def years_of(lesser, u, justice):
    """Return the length of a sentence, years, drawn evenly.

    8 to 15 years for trafficking, 4 to 8 for a lesser offence (facts penalty-base, observed-sentence-range-2010).
    """
    if lesser:
        return justice.lesser_sentence + u * (justice.minimum_sentence - justice.lesser_sentence)
    return justice.minimum_sentence + u * (justice.highest_sentence - justice.minimum_sentence)


@compiled
def restricted(clock, cases, protection, numbers):
    """Return person-weeks of freedom that protection takes from witnesses, for a fixed time after a complaint (M70)."""
    weeks, witnesses = numbers[0].justice.witness_weeks, 0.0
    for i in range(cases.n):
        witnesses += cases.testimony[i] and clock.week - cases.lodged[i] < weeks
    return witnesses * (1.0 - protection)
