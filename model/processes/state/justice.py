"""Step 12: the complaint route - police desk, prosecutors, court - as queues with staff (M24, M32, M37, M44, M47).

What a conviction leads to is in ``model/processes/state/sentences.py``.
"""

from collections import namedtuple

import numpy as np

from model.codes import Climate, Desk, Fate
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.processes.state.complaints import COHORT, cohort
from model.processes.state.sentences import impose, release, remember_sentences
from model.text.dates import WEEKS_PER_YEAR

OFFICERS = decision("cases the police desk takes up")
EVIDENCE = decision("evidence disappears")
TAKEN_UP = decision("what an officer makes of a case")
CAPACITY = decision("cases a prosecutor decides")
DECIDED = decision("what a prosecutor decides")
TRIALS = decision("trials held")
TRIAL = decision("what a court decides")
POLICE, PROSECUTOR, COURT, CLOSED = (int(d) for d in Desk)
OPEN, LOST, SHELVED, ACQUITTED, CONVICTED = (int(f) for f in Fate)
POLICE_TRAINING, PROSECUTOR_TRAINING = int(Climate.POLICE_TRAINING), int(Climate.PROSECUTOR_TRAINING)
PROFESSIONALS = int(Climate.PROFESSIONALS)

COUNTED = (
    "evidence_lost", "cases_lost", "cases_lapsed", "cases_decided", "shelved", "charged", "charged_lesser", "tried",
    "trials_bought", "court_bribes", "convicted", "sentence_years", "convicted_below_minimum", "witness_weeks",
    "cohort_complaints", "cohort_lost", "cohort_shelved", "cohort_charged", "cohort_tried", "cohort_convicted",
    "cohort_open",
)  # fmt: skip
(
    N_EVIDENCE, N_LOST, N_LAPSED, N_DECIDED, N_SHELVED, N_CHARGED, N_LESSER, N_TRIED,
    N_BOUGHT, N_BRIBES, N_CONVICTED, N_YEARS, N_BELOW, N_WITNESS, N_COHORT,
) = range(len(COUNTED) - COHORT + 1)  # fmt: skip

Dials = namedtuple("Dials", "corruption prosecutors skill trials protection coordination", module=__name__)
"""What policy and officials set for the week: corruption of police, and levers as in ``model/levers.py``."""


def step(model) -> None:
    """Move case files from desk to desk; impose sentences, release those who served, count cohorts."""
    levers, flows, cases, camps = model.levers, model.flows, model.cases, model.camps
    dials = Dials(
        model.corruption(), levers.prosecutors, levers.prosecutor_skill, levers.trials, levers.witness_protection,
        levers.coordination,
    )  # fmt: skip
    numbers, convicted, finished = work(
        model.key, model.week, cases.table, cases.n, camps.hostility, camps.open, model.networks.table,
        model.police.table, model.police.n, model.prosecutors.table, model.courts.table, model.climate,
        model.campaign, dials, model.old_numbers.justice,
    )  # fmt: skip
    for name, number in zip(COUNTED, numbers.tolist(), strict=True):
        flows[name] += number
    release(model)
    impose(model, convicted)
    remember_sentences(model)
    flows["cases_put_away"] += finished.size
    cases.remove_rows(finished)


@compiled
def work(
    key, week, cases, n, hostility, worked, networks, police, n_units, office, courts, climate, campaign, dials, p
):  # fmt: skip
    """Let each desk do its week's work, oldest cases first; return numbers, rows of convictions, rows done with.

    Desks work from the last to the first, so that a case takes at least a week at each.
    """
    done = np.zeros(len(COUNTED))
    convicted = hold_trials(key, week, cases, n, networks, courts, climate, dials, p, done)
    decide_cases(key, week, cases, n, office, climate, dials, p, done)
    take_up_cases(key, week, cases, n, police, n_units, mean(hostility, worked), climate, campaign, dials, p, done)
    done[N_WITNESS] = restricted(week, cases, n, dials, p)
    return done, convicted, cohort(cases, n, week, int(p.cohort_years * WEEKS_PER_YEAR), done[N_COHORT:])


@compiled
def mean(values, mask):
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
def lapses(cases, i, week, p, done):
    """Close a case that nobody has taken up for too long; tell whether it is closed."""
    if week - cases.since[i] < p.lapse:
        return False
    close(cases, i, week, LOST)
    done[N_LAPSED] += 1
    return True


@compiled
def take_up_cases(key, week, cases, n, police, n_units, hostility, climate, campaign, dials, p, done):
    """Let officers take up what waits at the police desk, as many cases a week as they can.

    Each week that a case waits, one at least, its evidence may disappear, the sooner the more officials take money
    (M32). Fear of reprisal, in proportion to hostility in the camps, keeps officers from pursuing some (M37); others
    are lost on the way to the prosecutors (M79). Evidence = u ** (1 / skill), with mean skill / (1 + skill). Somebody
    is ready to testify with a chance that today's protection, which takes away freedom, lowers (M70) and awareness of
    rights raises (M24).
    """
    officers, skill = 0.0, p.police_training_effect * climate[POLICE_TRAINING]
    for k in range(n_units):
        officers += police.staff[k]
        skill += police.skill[k] / n_units
    room = int(officers * p.cases_per_officer + uniform(key, OFFICERS, police.identity[0], week))
    dropped = 1.0 - (1.0 - min(1.0, p.fear * hostility)) * (1.0 - p.handover_loss * (1.0 - dials.coordination))
    aware = 1.0 - (1.0 - campaign.mean()) * (1.0 - climate[PROFESSIONALS])
    ready = p.testimony * (1.0 - p.restriction * (1.0 - dials.protection)) * (1.0 + p.rights_effect * aware)
    vanishing = min(1.0, p.evidence_lost * dials.corruption)
    for i in range(n):
        if cases.desk[i] != POLICE:
            continue
        if room > 0 and cases.since[i] < week:
            room -= 1
            words = draw(key, TAKEN_UP, cases.identity[i], cases.lodged[i])
            if to_uniform(words[0]) < dropped:
                close(cases, i, week, LOST)
                done[N_LOST] += 1
            else:
                pass_on(cases, i, week, PROSECUTOR)
                cases.evidence[i] *= found_out(to_uniform(words[1]), skill, cases.secured[i])
                cases.testimony[i] = to_uniform(words[2]) < ready
        elif not lapses(cases, i, week, p, done):
            gone = cases.evidence[i] > 0.0 and uniform(key, EVIDENCE, cases.identity[i], week) < vanishing
            cases.evidence[i] *= not gone
            done[N_EVIDENCE] += gone


@inlined
def found_out(u, skill, secured):
    """Return the evidence that officers find, u ** (1 / skill), and of what it lacks the share secured on the spot."""
    found = u ** (1.0 / skill)
    return found + secured * (1.0 - found)


@inlined
def strength(evidence, testimony, p):
    """Return the odds ratio of evidence and testimony, 1 for middling evidence and no testimony (logistic choice)."""
    ratio = np.exp(p.evidence_weight * (evidence - 0.5))
    return ratio * p.testimony_ratio if testimony else ratio


@inlined
def at_odds(share, ratio):
    """Return the chance whose odds are those of ``share`` times ``ratio``."""
    return share * ratio / (share * ratio + 1.0 - share)


@compiled
def decide_cases(key, week, cases, n, office, climate, dials, p, done):
    """Let prosecutors shelve or charge what waits, as trafficking or as a lesser offence (M44, M47).

    Cases that rest on no offence are shelved (M45). Skill, evidence and testimony multiply the odds of a charge, and of
    a charge as trafficking (M49).
    """
    staff = office.staff[0] + dials.prosecutors
    skill = office.skill[0] + dials.skill + p.prosecutor_training_effect * climate[PROSECUTOR_TRAINING]
    room = int(staff * p.cases_per_prosecutor + uniform(key, CAPACITY, office.identity[0], week))
    for i in range(n):
        if cases.desk[i] != PROSECUTOR:
            continue
        if room == 0:
            lapses(cases, i, week, p, done)
            continue
        room -= 1
        done[N_DECIDED] += 1
        weak = 1.0 / (skill * strength(cases.evidence[i], cases.testimony[i], p))
        words = draw(key, DECIDED, cases.identity[i], cases.lodged[i])
        if cases.gap[i] or to_uniform(words[0]) < at_odds(p.shelved, weak):
            close(cases, i, week, SHELVED)
            done[N_SHELVED] += 1
        else:
            pass_on(cases, i, week, COURT)
            cases.charged[i], cases.lesser[i] = True, to_uniform(words[1]) < at_odds(p.lesser_offence, weak)
            done[N_CHARGED] += 1
            done[N_LESSER] += cases.lesser[i]


@compiled
def hold_trials(key, week, cases, n, networks, courts, climate, dials, p, done):
    """Hold as many trials as the court can; return the rows of cases that end in a sentence.

    A witness who is badly treated stays away (M82); training of prosecutors and judges improves treatment. A network
    that fears the sentence and can pay may buy its way out (M32, M47). Those convicted of trafficking get 8 to 15
    years, of a lesser offence 4 to 8 (facts penalty-base, observed-sentence-range-2010), drawn evenly.
    """
    room = int(courts.staff[0] * p.trials_per_week + dials.trials + uniform(key, TRIALS, courts.identity[0], week))
    heard = p.treatment + (1.0 - p.treatment) * min(1.0, climate[PROSECUTOR_TRAINING])
    rows = np.empty(n, np.int64)
    count = 0
    for i in range(n):
        if cases.desk[i] != COURT:
            continue
        if room == 0:
            lapses(cases, i, week, p, done)
            continue
        room -= 1
        done[N_TRIED] += 1
        cases.tried[i] = True
        words = draw(key, TRIAL, cases.identity[i], cases.lodged[i])
        testimony = cases.testimony[i] and to_uniform(words[0]) < heard
        proved = to_uniform(words[1]) < at_odds(p.convicted, strength(cases.evidence[i], testimony, p))
        if is_bought(networks, cases.network[i], to_uniform(words[2]), courts.corruption[0], p, done) or not proved:
            close(cases, i, week, ACQUITTED)
            continue
        close(cases, i, week, CONVICTED)
        cases.years[i] = years_of(cases.lesser[i], to_uniform(words[3]), p)
        done[N_CONVICTED] += 1
        done[N_YEARS] += cases.years[i]
        done[N_BELOW] += cases.years[i] < p.minimum_sentence
        rows[count] = i
        count += 1
    return rows[:count]


@inlined
def is_bought(networks, network, u, corruption, p, done):
    """Tell whether the network accused buys the outcome, and take the money from its funds.

    Nobody pays to escape what he does not fear: the chance falls with deterrence below 1.
    """
    if u >= p.bought * corruption * min(1.0, p.deterrence):
        return False
    if network < 0 or not networks.organised[network] or networks.funds[network] < p.court_bribe:
        return False
    networks.funds[network] -= p.court_bribe
    done[N_BOUGHT] += 1
    done[N_BRIBES] += p.court_bribe
    return True


@inlined
def years_of(lesser, u, p):
    """Return the length of a sentence, years."""
    if lesser:
        return p.lesser_sentence + u * (p.minimum_sentence - p.lesser_sentence)
    return p.minimum_sentence + u * (p.highest_sentence - p.minimum_sentence)


@compiled
def restricted(week, cases, n, dials, p):
    """Return person-weeks of freedom that protection takes from witnesses, for a fixed time after a complaint (M70)."""
    witnesses = 0.0
    for i in range(n):
        witnesses += cases.testimony[i] and week - cases.lodged[i] < p.witness_weeks
    return witnesses * (1.0 - dials.protection)
