"""Step 12: the complaint route - police desk, prosecutors, court - as queues with staff (M24, M32, M37, M44, M47).

What a conviction leads to is in ``model/processes/state/sentences.py``.
"""

from typing import NamedTuple

import numpy as np

from model.codes import Climate, Desk, Fate
from model.columns.tables import remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.processes.state.complaints import count_cohort
from model.processes.state.corruption import mean_readiness
from model.processes.state.sentences import impose, release, remember_sentences
from model.processes.world import clock_of, rule

OFFICERS = decision("cases the police desk takes up")
EVIDENCE = decision("evidence disappears")
TAKEN_UP = decision("what an officer makes of a case")
CAPACITY = decision("cases a prosecutor decides")
DECIDED = decision("what a prosecutor decides")
TRIALS = decision("trials held")
TRIAL = decision("what a court decides")
POLICE, PROSECUTOR, COURT, CLOSED = (int(d) for d in Desk)
POLICE_TRAINING, PROSECUTOR_TRAINING = int(Climate.POLICE_TRAINING), int(Climate.PROSECUTOR_TRAINING)
PROFESSIONALS = int(Climate.PROFESSIONALS)
OPEN, LOST, SHELVED, ACQUITTED, CONVICTED = (int(f) for f in Fate)


class Conditions(NamedTuple):
    """What bears on the desks this week.

    ``corruption``: mean readiness of officials to take money, 0 to 1; ``hostility``: mean over camps at work, 0 to 1.
    ``police_training``, ``prosecutor_training``, ``professionals``: shares trained; ``campaign``: share aware of
    trafficking, by origin. The others are levers (``model/levers.py``): prosecutors, their skill and trials a week
    that policy adds; ``protection``: share of witnesses whose protection leaves them free; ``coordination``: share of
    losses between police and prosecutors that it avoids.
    """

    corruption: float
    hostility: float
    police_training: float
    prosecutor_training: float
    professionals: float
    campaign: np.ndarray
    prosecutors: float
    skill: float
    trials: float
    protection: float
    coordination: float


@rule
def step(world):
    """Move case files from desk to desk; impose sentences, release those who served, count cohorts.

    Desks work from the last to the first, so that a case takes at least a week at each.
    """
    cases, flows, today = world.cases, world.flows[0], conditions(world)
    convicted = hold_trials(world, today)
    decide_cases(world, today)
    take_up_cases(world, today)
    flows.witness_weeks += restricted(clock_of(world), cases, today.protection, world.numbers)
    finished = count_cohort(clock_of(world), cases, world.flows, world.numbers)
    release(world)
    impose(world, convicted)
    remember_sentences(world)
    flows.cases_put_away += finished.size
    remove(cases, finished)


@compiled
def conditions(world):
    """Return what bears on the desks this week."""
    levers, climate, camps = world.levers[0], world.climate, world.camps
    return Conditions(
        mean_readiness(world.police), mean_where(camps.hostility[: camps.n], camps.open), climate[POLICE_TRAINING],
        climate[PROSECUTOR_TRAINING], climate[PROFESSIONALS], world.campaign.copy(), levers.prosecutors,
        levers.prosecutor_skill, levers.trials, levers.witness_protection, levers.coordination,
    )  # fmt: skip


@compiled
def mean_where(values, mask):
    """Return the mean of the values where the mask holds, 0 where it holds nowhere."""
    total, count = 0.0, 0
    for i in range(values.size):
        if mask[i]:
            total += values[i]
            count += 1
    return total / max(1, count)


@inlined
def close(cases, i, week, fate):
    """Close a case with a fate."""
    cases.desk[i], cases.fate[i], cases.since[i] = CLOSED, fate, week


@inlined
def pass_on(cases, i, week, desk):
    """Hand a case to the next desk."""
    cases.desk[i], cases.since[i] = desk, week


@inlined
def lapses(cases, i, week, counts, justice):
    """Close a case that nobody has taken up for too long; return whether it is closed."""
    if week - cases.since[i] < justice.lapse:
        return False
    close(cases, i, week, LOST)
    counts.cases_lapsed += 1
    return True


class Investigation(NamedTuple):
    """What officers make of cases this week.

    ``skill`` relative to routine; chances that a case is ``dropped``, that somebody is ``ready`` to testify, and that
    the evidence of a waiting case is ``vanishing``.
    """

    skill: float
    dropped: float
    ready: float
    vanishing: float


@compiled
def take_up_cases(world, conditions):
    """Let officers take up what waits at the police desk, as many cases a week as they can.

    Each week that a case waits, one at least, its evidence may disappear, the sooner the more officials take money
    (M32).
    """
    clock, cases, police, numbers, count = clock_of(world), world.cases, world.police, world.numbers, world.flows[0]
    justice, week, today = numbers[0].justice, clock.week, investigation(police, conditions, numbers)
    officers = 0.0
    for k in range(police.n):
        officers += police.staff[k]
    room = int(officers * justice.cases_per_officer + uniform(clock.key, OFFICERS, police.identity[0], week))
    for i in range(cases.n):
        if cases.desk[i] != POLICE:
            continue
        if room > 0 and cases.since[i] < week:
            room -= 1
            investigate(clock, cases, i, today, count)
        elif not lapses(cases, i, week, count, justice):
            gone = cases.evidence[i] > 0.0 and uniform(clock.key, EVIDENCE, cases.identity[i], week) < today.vanishing
            cases.evidence[i] *= not gone
            count.evidence_lost += gone


@compiled
def investigation(police, conditions, numbers):
    """Return what officers make of cases this week, from skill, fear, protection and what people know.

    Fear of reprisal, in proportion to hostility in the camps, keeps officers from pursuing some cases (M37); others are
    lost on the way to the prosecutors (M79). Today's protection takes away freedom, so that fewer are ready to testify
    (M70); awareness of rights makes more ready (M24).
    """
    justice = numbers[0].justice
    skill = justice.police_training_effect * conditions.police_training
    for k in range(police.n):
        skill += police.skill[k] / police.n
    pursued = 1.0 - min(1.0, justice.fear * conditions.hostility)
    dropped = 1.0 - pursued * (1.0 - justice.handover_loss * (1.0 - conditions.coordination))
    aware = 1.0 - (1.0 - conditions.campaign.mean()) * (1.0 - conditions.professionals)
    free = justice.testimony * (1.0 - justice.restriction * (1.0 - conditions.protection))
    vanishing = min(1.0, justice.evidence_lost * conditions.corruption)
    return Investigation(skill, dropped, free * (1.0 + justice.rights_effect * aware), vanishing)


@inlined
def investigate(clock, cases, i, today, counts):
    """Let an officer drop a case, or find evidence and a witness and hand it to the prosecutors."""
    words = draw(clock.key, TAKEN_UP, cases.identity[i], cases.lodged[i])
    if to_uniform(words[0]) < today.dropped:
        close(cases, i, clock.week, LOST)
        counts.cases_lost += 1
    else:
        pass_on(cases, i, clock.week, PROSECUTOR)
        cases.evidence[i] *= found_out(to_uniform(words[1]), today.skill, cases.secured[i])
        cases.testimony[i] = to_uniform(words[2]) < today.ready


@inlined
def found_out(u, skill, secured):
    """Return the evidence that officers find, plus the share secured on the spot of what it lacks, 0 to 1.

    Found: u ** (1 / skill), whose mean is skill / (1 + skill).
    """
    found = u ** (1.0 / skill)
    return found + secured * (1.0 - found)


@inlined
def strength(evidence, testimony, justice):
    """Return the odds ratio of evidence and testimony, 1 for middling evidence and no testimony (logistic choice)."""
    ratio = np.exp(justice.evidence_weight * (evidence - 0.5))
    return ratio * justice.testimony_ratio if testimony else ratio


@inlined
def at_odds(share, ratio):
    """Return the chance whose odds are those of ``share`` times ``ratio``."""
    return share * ratio / (share * ratio + 1.0 - share)


@compiled
def decide_cases(world, conditions):
    """Let prosecutors decide what waits, as many cases a week as they can (M44)."""
    clock, cases, office = clock_of(world), world.cases, world.prosecutors
    justice, count = world.numbers[0].justice, world.flows[0]
    staff = office.staff[0] + conditions.prosecutors
    training = justice.prosecutor_training_effect * conditions.prosecutor_training
    skill = office.skill[0] + conditions.skill + training
    luck = uniform(clock.key, CAPACITY, office.identity[0], clock.week)
    room = int(staff * justice.cases_per_prosecutor + luck)
    for i in range(cases.n):
        if cases.desk[i] != PROSECUTOR:
            continue
        if room == 0:
            lapses(cases, i, clock.week, count, justice)
            continue
        room -= 1
        decide(clock, cases, i, skill, count, justice)


@inlined
def decide(clock, cases, i, skill, counts, justice):
    """Shelve a case or charge it, as trafficking or as a lesser offence (M47).

    Cases that rest on no offence are shelved (M45). Skill, evidence and testimony multiply the odds of a charge, and of
    a charge as trafficking (M49).
    """
    counts.cases_decided += 1
    weak = 1.0 / (skill * strength(cases.evidence[i], cases.testimony[i], justice))
    words = draw(clock.key, DECIDED, cases.identity[i], cases.lodged[i])
    if cases.gap[i] or to_uniform(words[0]) < at_odds(justice.shelved, weak):
        close(cases, i, clock.week, SHELVED)
        counts.shelved += 1
    else:
        pass_on(cases, i, clock.week, COURT)
        cases.charged[i], cases.lesser[i] = True, to_uniform(words[1]) < at_odds(justice.lesser_offence, weak)
        counts.charged += 1
        counts.charged_lesser += cases.lesser[i]


class Trial(NamedTuple):
    """Chances at trial: that a witness is ``heard``, and that an organised network tries to buy the outcome."""

    heard: float
    bought: float


@compiled
def hold_trials(world, conditions):
    """Hold as many trials as the court can; return the rows of cases that end in a sentence.

    A witness who is badly treated stays away (M82); training of prosecutors and judges improves treatment. Networks
    buy the less the less they fear the sentence: the chance falls with deterrence below 1.
    """
    clock, cases, networks, court = clock_of(world), world.cases, world.networks, world.courts
    justice, count = world.numbers[0].justice, world.flows[0]
    planned = court.staff[0] * justice.trials_per_week + conditions.trials
    room = int(planned + uniform(clock.key, TRIALS, court.identity[0], clock.week))
    heard = justice.treatment + (1.0 - justice.treatment) * min(1.0, conditions.prosecutor_training)
    chances = Trial(heard, justice.bought * court.corruption[0] * min(1.0, justice.deterrence))
    rows, convicted = np.empty(cases.n, np.int64), 0
    for i in range(cases.n):
        if cases.desk[i] != COURT:
            continue
        if room == 0:
            lapses(cases, i, clock.week, count, justice)
            continue
        room -= 1
        if convicts(clock, cases, i, networks, chances, count, justice):
            rows[convicted] = i
            convicted += 1
    return rows[:convicted]


@inlined
def convicts(clock, cases, i, networks, chances, counts, justice):
    """Try a case and close it; return whether the court convicts.

    A network that can pay may buy its way out (M32, M47), even where nothing is proved.
    """
    counts.tried += 1
    cases.tried[i] = True
    words = draw(clock.key, TRIAL, cases.identity[i], cases.lodged[i])
    testimony = cases.testimony[i] and to_uniform(words[0]) < chances.heard
    proved = to_uniform(words[1]) < at_odds(justice.convicted, strength(cases.evidence[i], testimony, justice))
    tempted = to_uniform(words[2]) < chances.bought
    if (tempted and buys(networks, cases.network[i], justice.court_bribe, counts)) or not proved:
        close(cases, i, clock.week, ACQUITTED)
        return False
    close(cases, i, clock.week, CONVICTED)
    cases.years[i] = years_of(cases.lesser[i], to_uniform(words[3]), justice)
    counts.convicted += 1
    counts.sentence_years += cases.years[i]
    counts.convicted_below_minimum += cases.years[i] < justice.minimum_sentence
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
