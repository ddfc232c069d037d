"""Step 15, second half: what police, prosecutors and NGOs record of what happens (M41, M42, M49).

Neither register holds the other by construction: each has an intake of its own, and what one hands to the other is
entered there by the other's criterion, or missed.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np

from model.codes import Climate, Desk, Fate, Form, LodgedWith, Source
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import binomial, decision, draw, to_uniform, uniform
from model.kernels.streams import first_identities
from model.kernels.waiting import delay
from model.processes.world import clock_of, combined_coverage, rule
from model.text.dates import WEEKS_PER_YEAR, week_of

ONLINE = decision("police are online")
BY_POLICE = decision("case entered by police")
BY_PROSECUTORS = decision("case entered by prosecutors")
ENTERED = decision("entered in a register")
RELEASED = decision("entry completed after its lag")

EVENTS = ("people_misidentified", "charged", "tried", "convicted")
"""Counters of the week that a register takes over without a case file: the first goes to RETA, the others to SISTRA."""
LINES = len(EVENTS)
LINE_IDENTITIES = first_identities("world", LINES)
RETA = 0
"""The line of the police register; all others are of the prosecutors'."""
UNSEEN, NEVER = -1, -2
"""In place of the week of an entry: the register has not met the case yet, or has missed it."""
POLICE_TRAINING, PROSECUTOR_TRAINING = int(Climate.POLICE_TRAINING), int(Climate.PROSECUTOR_TRAINING)
COURT, CLOSED, LOST, SEXUAL = int(Desk.COURT), int(Desk.CLOSED), int(Fate.LOST), int(Form.SEXUAL)
POLICE, PROSECUTORS = int(LodgedWith.POLICE), int(LodgedWith.PROSECUTORS)
RAID, CHECKPOINT = int(Source.RAID), int(Source.CHECKPOINT)

RUNNING = (
    "complaints", "reta_complaints", "survivors_identified", "reta_victims", "sistra_victims", "in_exploitation",
    "in_sexual_exploitation", "ngo_counted", "in_both_registers", "shared_register_cases",
)  # fmt: skip
"""Counts behind the ratios of recorded to true, in the order of ``model.running_sums``."""
KEPT = 1.0 - 1.0 / WEEKS_PER_YEAR
"""Share of a running sum that is left a week later, so that the mean age of what counts is a year."""


class Recording(NamedTuple):
    """How registers work this week.

    ``police``: share that RETA enters of what police find themselves, ``desk`` of complaints at their desk,
    ``prosecutors`` that SISTRA enters of what qualifies; ``police_register``: share of RETA in operation; ``shared``:
    share of files kept in one register; ``prosecutors_since``: week of the first complaints in SISTRA.
    """

    police: float
    desk: float
    prosecutors: float
    police_register: float
    shared: float
    prosecutors_since: int


class EntryShares(NamedTuple):
    """Shares entered, 0 to 1, as in Recording."""

    police: float
    desk: float
    prosecutors: float


@rule
def step(world):
    """Enter cases, each register by its own criteria, complete entries after their lag, and let the NGO count.

    The police register (RETA) takes what police find themselves and complaints lodged with them, in the week they are
    lodged and before investigation, and everyone whom a raid identifies, rightly or wrongly. For want of investigation
    some complaints at the desk are entered as something else. What happens while it is out of operation or offline is
    lost to it. The prosecutors' register (SISTRA) takes complaints lodged with prosecutors in the week they are lodged,
    other cases of the region once prosecutors have qualified, that is decided them, and results of the court.
    """
    flows, levers = world.flows[0], world.levers[0]
    shares = entry_shares(world)
    recording = Recording(
        shares.police, shares.desk, shares.prosecutors, levers.police_register, levers.shared_register,
        world.now[0].prosecutors_register_begins,
    )  # fmt: skip
    enter(world, recording)
    completed = complete_events(world, recording)
    flows.reta_victims += completed[0]
    flows.sistra_charges += completed[1]
    flows.sistra_trials += completed[2]
    flows.sistra_convictions += completed[3]
    flows.ngo_counted = ngo_count(world.by_camp[SEXUAL], world.camps, world.numbers)
    remember(world)


@compiled
def entry_shares(world):
    """Return the shares that registers enter this week.

    Training and staff enter a part of what would be missed (M49); support also keeps police online.
    """
    registers, climate, levers = world.numbers[0].registers, world.climate, world.levers[0]
    support = registers.support_effect * levers.register_support
    trained = combined_coverage(registers.police_training_effect * climate[POLICE_TRAINING], support)
    police = combined_coverage(registers.police_records, trained)
    desk = combined_coverage(registers.desk_records, trained)
    skill = min(1.0, climate[PROSECUTOR_TRAINING] + levers.prosecutor_skill)
    skilled = combined_coverage(registers.prosecutor_training_effect * skill, support)
    prosecutors = combined_coverage(registers.prosecutors_record, skilled)
    works = police_register_works(world, combined_coverage(registers.police_online, support))
    begun = world.now[0].week >= world.now[0].prosecutors_register_begins
    return EntryShares(police * works, desk * works, prosecutors * begun)


@compiled
def police_register_works(world, weeks_online):
    """Return the share of RETA that takes entries this week: none while police are offline, or before its first year.

    ``weeks_online``: share of weeks in which police are online (M42).
    """
    now = world.now[0]
    online = uniform((now.seed, now.replicate), ONLINE, LINE_IDENTITIES[RETA], now.week) < weeks_online
    return world.levers[0].police_register * online * (now.week >= now.police_register_begins)


@cache
def first_week(year: float) -> int:
    """Return the first week of a year."""
    return week_of(date(int(year), 1, 1))


@compiled
def enter(world, recording):
    """Enter cases and complete entries of cases, in both registers."""
    clock, cases, numbers, counts = clock_of(world), world.cases, world.numbers, world.flows[0]
    prosecutors_lag = numbers[0].registers.prosecutors_lag
    week, since = clock.week, recording.prosecutors_since
    lodged, by_police, by_prosecutors = cases.lodged, cases.reta_due, cases.sistra_due
    for i in range(cases.n):
        if lodged[i] == week:
            take_in(clock, cases, i, recording, numbers)
        elif by_prosecutors[i] == UNSEEN and decided(cases, i) and lodged[i] >= since:
            note_qualified(clock, cases, i, recording, prosecutors_lag)
        if by_police[i] == week:
            complete_complaint(clock.key, cases, i, recording.shared, counts, numbers)
        if by_prosecutors[i] == week:
            complete_decision(clock.key, cases, i, recording.shared, counts)


@inlined
def decided(cases, i):
    """Return whether prosecutors have decided a case: charged, shelved or further; a lost file is never decided."""
    return cases.desk[i] == COURT or (cases.desk[i] == CLOSED and cases.fate[i] != LOST)


@inlined
def take_in(clock, cases, i, recording, numbers):
    """Let the register of the office where a new complaint is lodged take or miss it; RETA only what police get."""
    registers, office, source = numbers[0].registers, cases.office[i], cases.source[i]
    if office == POLICE:
        found = source in (RAID, CHECKPOINT)
        note_complaint(clock, cases, i, recording.police if found else recording.desk, registers.police_lag)
    else:
        cases.reta_due[i] = NEVER
    if office == PROSECUTORS and cases.lodged[i] >= recording.prosecutors_since:
        note_qualified(clock, cases, i, recording, registers.prosecutors_lag)


@inlined
def note_complaint(clock, cases, i, share, lag):
    """Let the police register take or miss a complaint."""
    words = draw(clock.key, BY_POLICE, cases.identity[i], clock.week)
    taken = to_uniform(words[0]) < share
    cases.reta_due[i] = clock.week + delay(to_uniform(words[1]), lag) if taken else NEVER


@inlined
def note_qualified(clock, cases, i, recording, lag):
    """Let the prosecutors' register take or miss a case once; where files are shared, each takes over the other's."""
    words = draw(clock.key, BY_PROSECUTORS, cases.identity[i], cases.lodged[i])
    linked = to_uniform(words[2]) < recording.shared
    taken = to_uniform(words[0]) < recording.prosecutors or (linked and cases.reta_due[i] >= 0)
    cases.sistra_due[i] = clock.week + delay(to_uniform(words[1]), lag) if taken else NEVER
    if taken and linked and cases.reta_due[i] < 0 and to_uniform(words[3]) < recording.police_register:
        cases.reta_due[i] = cases.sistra_due[i]


@inlined
def complete_complaint(key, cases, i, shared, counts, numbers):
    """Count a completed entry of the police register; a shared register finds duplicates."""
    words = draw(key, BY_POLICE, cases.identity[i], cases.lodged[i])
    copies = 1 + int(to_uniform(words[2]) < numbers[0].registers.duplicates * (1.0 - shared))
    cases.reta[i] = True
    counts.reta_complaints += copies
    counts.reta_duplicates += copies - 1
    counts.reta_victims += copies * cases.people[i]
    counts.reta_suspects += copies * (cases.role[i] >= 0)
    count_registers(key, cases, i, shared, cases.sistra[i], counts)


@inlined
def complete_decision(key, cases, i, shared, counts):
    """Count a completed entry of the prosecutors' register."""
    cases.sistra[i] = True
    counts.sistra_cases += 1
    counts.sistra_cases_sexual += cases.form[i] == SEXUAL
    counts.sistra_victims += cases.people[i]
    counts.sistra_victims_under_18 += cases.under_18[i]
    counts.sistra_victims_female += cases.female[i]
    count_registers(key, cases, i, shared, cases.reta[i], counts)


@inlined
def count_registers(key, cases, i, shared, known, counts):
    """Count a case for both registers together; ``known`` says whether the other one has it already.

    Who adds up the two registers counts a case in both twice, unless it is kept in one file.
    """
    counts.shared_register_cases += not known
    counts.in_both_registers += known
    one_file = to_uniform(draw(key, BY_PROSECUTORS, cases.identity[i], cases.lodged[i])[2]) < shared
    counts.double_counts += known and not one_file


@compiled
def complete_events(world, recording):
    """Enter a share of the week's EVENTS without a case file; return how many entries are completed, by line.

    Completion is geometric with the mean lag of the register. Each line has its own luck.
    """
    registers, flows, clock = world.numbers[0].registers, world.flows[0], clock_of(world)
    events = np.array([flows.people_misidentified, flows.charged, flows.tried, flows.convicted])
    pending, completed = world.pending, np.zeros(LINES, np.int64)
    for k in range(LINES):
        share, lag = recording.prosecutors, registers.prosecutors_lag
        if k == RETA:
            share, lag = recording.police, registers.police_lag
        identity = LINE_IDENTITIES[k]
        pending[k] += binomial(clock.key, ENTERED, identity, clock.week, int(events[k]), share)
        completed[k] = binomial(clock.key, RELEASED, identity, clock.week, pending[k], 1.0 / (1.0 + lag))
        pending[k] -= completed[k]
    return completed


@compiled
def ngo_count(sexual, camps, numbers):
    """Return how many people in sexual exploitation the local NGO counts: a share, fewer far from the road.

    ``sexual``: people by camp, shape (camps,).
    """
    remoteness, count = numbers[0].policing.remoteness, 0.0
    for c in range(sexual.size):
        count += sexual[c] * np.exp(-remoteness * camps.access[c])
    return count * numbers[0].civil_society.ngo_sees


@compiled
def remember(world):
    """Add the week to the running sums."""
    flows, census, sums = world.flows[0], world.census[0], world.running_sums
    held = census.by_form[0] + census.by_form[1] + census.miners_held
    week = (
        flows.complaints, flows.reta_complaints, flows.survivors_identified, flows.reta_victims, flows.sistra_victims,
        held, census.by_form[SEXUAL], flows.ngo_counted, flows.in_both_registers, flows.shared_register_cases,
    )  # fmt: skip
    for k in range(len(week)):
        sums[k] = sums[k] * KEPT + week[k]


def running_ratio(model, part: str, whole: str) -> float:
    """Return one running sum over another, 0 where there is nothing to divide by."""
    below = model.running_sums[RUNNING.index(whole)]
    return float(model.running_sums[RUNNING.index(part)] / below) if below else 0.0
