"""Step 15, second half: what police, prosecutors and NGOs record, and what that is of the truth (M41, M42, M49)."""

from datetime import date
from functools import cache

import numpy as np

from model.codes import Climate, Desk, Fate, Form
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import binomial, decision, draw, to_uniform, uniform
from model.kernels.streams import first_identities
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR, week_of

ONLINE = decision("police are online")
BY_POLICE = decision("case entered by police")
BY_PROSECUTORS = decision("case entered by prosecutors")
ENTERED = decision("entered in a register")
RELEASED = decision("entry completed after its lag")

CASES = (
    "reta_complaints", "reta_duplicates", "reta_victims", "reta_suspects", "sistra_cases", "sistra_cases_sexual",
    "sistra_victims", "sistra_victims_under_18", "sistra_victims_female", "in_both_registers", "double_counts",
    "shared_register_cases",
)  # fmt: skip
"""What entries of cases add to."""
(
    COMPLAINTS, DUPLICATES, PERSONS, SUSPECTS, DECIDED, DECIDED_SEXUAL, NAMED, NAMED_UNDER_18, NAMED_FEMALE, BOTH,
    TWICE, EITHER,
) = range(len(CASES))  # fmt: skip
EVENTS = ("people_misidentified", "charged", "tried", "convicted")
"""Counters of the week that a register takes over without a case file: the first goes to RETA, the others to SISTRA."""
INTO = ("reta_victims", "sistra_charges", "sistra_trials", "sistra_convictions")
LINES = len(EVENTS)
LINE_IDENTITIES = first_identities("world", LINES)
UNSEEN, NEVER = -1, -2
"""Instead of the week of an entry: the register has not come upon the case, or has missed it."""
COURT, CLOSED, LOST, SEXUAL = int(Desk.COURT), int(Desk.CLOSED), int(Fate.LOST), int(Form.SEXUAL)

RUNNING = (
    "complaints", "reta_complaints", "survivors_identified", "reta_victims", "sistra_victims", "in_exploitation",
    "in_sexual_exploitation", "ngo_counted",
)  # fmt: skip
"""What ratios of recorded to true are made of, in the order of ``model.running``."""
KEPT = 1.0 - 1.0 / WEEKS_PER_YEAR
"""Share of a running sum that is left a week later: weeks weigh in with a mean age of a year."""


def step(model) -> None:
    """Enter cases, each register by its own criteria, complete entries after their lag, and let the NGO count.

    The police register (RETA) takes complaints in the week they are lodged, before investigation, and everyone whom a
    raid identifies, rightly or wrongly; what happens while it is out of operation or offline is lost to it. The
    prosecutors' register (SISTRA) takes cases once they are decided, and results of the court.
    """
    flows, levers, p = model.flows, model.levers, model.old_numbers.registers
    events = np.array([flows[name] for name in EVENTS], np.int64)
    cases, lines = enter(
        model.key, model.week, model.cases.table, model.cases.n, model.pending, events, entry_shares(model),
        levers.police_register, levers.shared_register, first_week(p.prosecutors_since), p, model.old_numbers.justice,
    )  # fmt: skip
    for name, count in zip(CASES + INTO, cases.tolist() + lines.tolist(), strict=True):
        flows[name] += count
    flows["ngo_counted"] = ngo_count(
        model.census.sexual, model.camps.table, model.old_numbers.policing.remoteness, model.old_numbers.civil_society.ngo_sees
    )
    remember(model)


def entry_shares(model) -> tuple[float, float]:
    """Return the shares that RETA and SISTRA enter this week of what meets their criteria.

    Training and staff enter a part of what would be missed (M49); support also keeps police online. RETA enters nothing
    in a week in which police are offline (M42), and neither register before its first year.
    """
    p, climate, levers = model.old_numbers.registers, model.climate, model.levers
    support = p.support_effect * levers.register_support
    skill = min(1.0, climate[Climate.PROSECUTOR_TRAINING] + levers.prosecutor_skill)
    trained = p.police_training_effect * climate[Climate.POLICE_TRAINING]
    police = combine_coverage(combine_coverage(p.police_records, trained), support)
    skilled = p.prosecutor_training_effect * skill
    prosecutors = combine_coverage(combine_coverage(p.prosecutors_record, skilled), support)
    online = uniform(model.key, ONLINE, LINE_IDENTITIES[0], model.week) < combine_coverage(p.police_online, support)
    police *= levers.police_register * online * (model.week >= first_week(p.police_since))
    return float(police), float(prosecutors) * (model.week >= first_week(p.prosecutors_since))


@cache
def first_week(year: float) -> int:
    """Return the first week of a year."""
    return week_of(date(int(year), 1, 1))


@compiled
def enter(key, week, cases, n, pending, events, shares, working, shared, since, p, q):
    """Enter cases and other events; return completed entries in the orders of CASES and INTO."""
    done = np.zeros(len(CASES), np.int64)
    lodged, desk, fate = cases.lodged, cases.desk, cases.fate
    by_police, by_prosecutors = cases.reta_due, cases.sistra_due
    for i in range(n):
        if lodged[i] == week:
            note_complaint(key, week, cases, i, shares[0], p)
        elif by_prosecutors[i] == UNSEEN and decided(desk[i], fate[i]) and lodged[i] >= since:
            note_decision(key, week, cases, i, shares[1], working, shared, p)
        if by_police[i] == week:
            complete_complaint(key, cases, i, shared, p.duplicates, q.suspects_per_case, done)
        if by_prosecutors[i] == week:
            complete_decision(key, cases, i, shared, done)
    return done, release(key, week, pending, events, shares, p)


@inlined
def decided(desk, fate):
    """Say whether prosecutors have decided a case: charged, shelved or further; a lost file is never decided."""
    return desk == COURT or (desk == CLOSED and fate != LOST)


@inlined
def note_complaint(key, week, cases, i, share, p):
    """Let the police register take or miss a complaint."""
    words = draw(key, BY_POLICE, cases.identity[i], week)
    taken = to_uniform(words[0]) < share
    cases.reta_due[i] = week + delay(to_uniform(words[1]), p.police_lag) if taken else NEVER


@inlined
def note_decision(key, week, cases, i, share, working, shared, p):
    """Let the prosecutors' register take or miss a case once; where files are shared, each takes over the other's."""
    words = draw(key, BY_PROSECUTORS, cases.identity[i], cases.lodged[i])
    linked = to_uniform(words[2]) < shared
    taken = to_uniform(words[0]) < share or (linked and cases.reta_due[i] >= 0)
    cases.sistra_due[i] = week + delay(to_uniform(words[1]), p.prosecutors_lag) if taken else NEVER
    if taken and linked and cases.reta_due[i] < 0 and to_uniform(words[3]) < working:
        cases.reta_due[i] = cases.sistra_due[i]


@inlined
def delay(u, lag):
    """Return whole weeks of delay for a uniform ``u``: geometric from 0 on, with mean ``lag``."""
    return int(np.log(u) / np.log(lag / (1.0 + lag)))


@inlined
def complete_complaint(key, cases, i, shared, duplicates, suspects, done):
    """Count a completed entry of the police register; a shared register finds duplicates."""
    words = draw(key, BY_POLICE, cases.identity[i], cases.lodged[i])
    copies = 1 + int(to_uniform(words[2]) < duplicates * (1.0 - shared))
    cases.reta[i] = True
    done[COMPLAINTS] += copies
    done[DUPLICATES] += copies - 1
    done[PERSONS] += copies * cases.people[i]
    done[SUSPECTS] += copies * int(suspects + to_uniform(words[3]))
    count_registers(key, cases, i, shared, cases.sistra[i], done)


@inlined
def complete_decision(key, cases, i, shared, done):
    """Count a completed entry of the prosecutors' register."""
    cases.sistra[i] = True
    done[DECIDED] += 1
    done[DECIDED_SEXUAL] += cases.form[i] == SEXUAL
    done[NAMED] += cases.people[i]
    done[NAMED_UNDER_18] += cases.under_18[i]
    done[NAMED_FEMALE] += cases.female[i]
    count_registers(key, cases, i, shared, cases.reta[i], done)


@inlined
def count_registers(key, cases, i, shared, known, done):
    """Count a case for both registers together; ``known`` says whether the other one has it already.

    Who adds up the two registers counts a case in both twice, unless it is kept in one file.
    """
    done[EITHER] += not known
    done[BOTH] += known
    one_file = to_uniform(draw(key, BY_PROSECUTORS, cases.identity[i], cases.lodged[i])[2]) < shared
    done[TWICE] += known and not one_file


@compiled
def release(key, week, pending, events, shares, p):
    """Put a share of the events without a case file in line, and complete a part of each line.

    Completion is geometric with the mean lag of the register. Each line has its own luck.
    """
    done = np.zeros(events.size, np.int64)
    for k in range(events.size):
        share, lag = (shares[0], p.police_lag) if k == 0 else (shares[1], p.prosecutors_lag)
        pending[k] += binomial(key, ENTERED, LINE_IDENTITIES[k], week, events[k], share)
        done[k] = binomial(key, RELEASED, LINE_IDENTITIES[k], week, pending[k], 1.0 / (1.0 + lag))
        pending[k] -= done[k]
    return done


@compiled
def ngo_count(sexual, camps, remoteness, share):
    """Return how many people in sexual exploitation the local NGO counts: a share, less of those far from the road."""
    count = 0.0
    for c in range(sexual.size):
        count += sexual[c] * np.exp(-remoteness * camps.access[c])
    return count * share


def remember(model) -> None:
    """Add the week to the running sums."""
    flows, by_form = model.flows, model.census.by_form
    week = {"in_exploitation": sum(by_form) + model.census.miners_held, "in_sexual_exploitation": by_form[SEXUAL]}
    model.running *= KEPT
    model.running += [week.get(name, flows.get(name)) for name in RUNNING]


def running_ratio(model, part: str, whole: str) -> float:
    """Return one running sum over another, 0 where there is nothing to divide by."""
    below = model.running[RUNNING.index(whole)]
    return float(model.running[RUNNING.index(part)] / below) if below else 0.0
