"""Step 12, files: police fill them step by step, time and officials empty them, and witnesses speak or withdraw.

M24, M32, M37, M44, M82.
"""

from typing import NamedTuple

import numpy as np

from model.codes import Climate, Desk, Fate, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.processes.state.accused import follow_up
from model.processes.state.custody import let_go
from model.processes.world import clock_of

OFFICERS = decision("cases that police work on")
STEP = decision("what a step of investigation finds")
AGEING = decision("a week of an open file")
POLICE, PROSECUTOR, COURT, CLOSED = (int(d) for d in Desk)
LOST = int(Fate.LOST)
POLICE_TRAINING, PROFESSIONALS = int(Climate.POLICE_TRAINING), int(Climate.PROFESSIONALS)
EXPLOITED, HOME = int(Stage.EXPLOITED), int(Stage.HOME)


class Investigation(NamedTuple):
    """What police make of cases this week.

    ``skill`` relative to routine; chance that a step finds evidence of the ``act`` and of the ``purpose``; chance that
    somebody asked is ``ready`` to testify, where no camp is hostile; chance that a complete file is ``lost`` on the way
    to the prosecutors.
    """

    skill: float
    act: float
    purpose: float
    ready: float
    lost: float


@compiled
def close(world, i, fate):
    """Close a case with a fate; without a conviction the accused is let go."""
    cases = world.cases
    cases.desk[i], cases.fate[i], cases.since[i] = CLOSED, fate, world.now[0].week
    let_go(world, i)


@inlined
def pass_on(cases, i, week, desk):
    """Hand a case to the next desk."""
    cases.desk[i], cases.since[i] = desk, week


@compiled
def lapses(world, i, wait):
    """Close a case that nobody has taken up for too long after a ``wait``, weeks."""
    if world.now[0].week - world.cases.since[i] >= world.numbers[0].justice.lapse + wait:
        close(world, i, LOST)
        world.flows[0].cases_lapsed += 1


@compiled
def work_on_cases(world):
    """Let police take a step in cases at their desk, the oldest first, as many a week as officers can."""
    clock, cases, police, justice = clock_of(world), world.cases, world.police, world.numbers[0].justice
    today, officers = investigation(world), 0.0
    for k in range(police.n):
        officers += police.staff[k]
    room = int(officers * justice.steps_per_officer + uniform(clock.key, OFFICERS, police.identity[0], clock.week))
    for i in range(cases.n):
        if cases.desk[i] != POLICE:
            continue
        if room > 0 and cases.since[i] < clock.week:
            room -= 1
            take_step(world, i, today)
        else:
            lapses(world, i, 0.0)


@compiled
def investigation(world):
    """Return what police make of cases this week, from skill, protection and what people know.

    Skill multiplies the chances of which a step is made: 1 - (1 - chance) ** skill. Today's protection takes away
    freedom, so that fewer testify (M70); awareness of rights makes more ready (M24).
    """
    justice, police, levers, climate = world.numbers[0].justice, world.police, world.levers[0], world.climate
    skill = justice.police_training_effect * climate[POLICE_TRAINING]
    for k in range(police.n):
        skill += police.skill[k] / police.n
    act, purpose = 1.0 - (1.0 - justice.evidence_found) ** skill, 1.0 - (1.0 - justice.purpose_found) ** skill
    aware = 1.0 - (1.0 - world.campaign.mean()) * (1.0 - climate[PROFESSIONALS])
    free = justice.testimony * (1.0 - justice.restriction * (1.0 - levers.witness_protection))
    lost = justice.handover_loss * (1.0 - levers.coordination)
    return Investigation(skill, act, purpose, free * (1.0 + justice.rights_effect * aware), lost)


@compiled
def take_step(world, i, today):
    """Take a step in a case: ask for testimony first, look for evidence, and hand over a complete file.

    Fear of reprisal, in proportion to the hostility of the camp, keeps officers from pursuing some cases at all (M37);
    others are lost on the way to the prosecutors (M79).
    """
    cases, justice, flows, week = world.cases, world.numbers[0].justice, world.flows[0], world.now[0].week
    words = draw(clock_of(world).key, STEP, cases.identity[i], cases.lodged[i] + cases.steps[i])
    hostility, begins = hostility_at(world, cases.camp[i]), cases.steps[i] == 0
    cases.steps[i], cases.since[i] = cases.steps[i] + 1, week
    complete = cases.steps[i] >= justice.police_steps
    dropped = 1.0 - (1.0 - justice.fear * hostility * begins) * (1.0 - today.lost * complete)
    if to_uniform(words[0]) < dropped:
        close(world, i, LOST)
        flows.cases_lost += 1
        return
    if begins:
        cases.testimony[i] = to_uniform(words[1]) < today.ready * np.exp(-justice.witness_fear * hostility)
        flows.testimonies += cases.testimony[i]
    gain = justice.piece
    cases.evidence[i] += (1.0 - cases.evidence[i]) * gain * (to_uniform(words[2]) < today.act)
    cases.purpose[i] += (1.0 - cases.purpose[i]) * gain * (to_uniform(words[3]) < today.purpose)
    if complete:
        follow_up(world, i, today.skill)
        pass_on(cases, i, week, PROSECUTOR)


@compiled
def hostility_at(world, camp):
    """Return the hostility of a camp, 0 to 1; 0 where a case is about no camp."""
    return world.camps.hostility[camp] if camp >= 0 else 0.0


@compiled
def age_files(world):
    """Let a week pass over open files: what they hold fades or disappears, witnesses withdraw, accused flee.

    A file at the police loses all it holds with a chance in proportion to the readiness of its unit to take money
    (M32).
    """
    cases, police, justice, flows = world.cases, world.police, world.numbers[0].justice, world.flows[0]
    clock, kept = clock_of(world), 1.0 - justice.evidence_fading
    for i in range(cases.n):
        if cases.desk[i] == CLOSED:
            continue
        words = draw(clock.key, AGEING, cases.identity[i], clock.week)
        vanishing = justice.evidence_lost * police.corruption[cases.unit[i]] * (cases.desk[i] == POLICE)
        gone = cases.evidence[i] + cases.purpose[i] > 0.0 and to_uniform(words[0]) < vanishing
        flows.evidence_lost += gone
        left = 0.0 if gone else kept
        cases.evidence[i] *= left
        cases.purpose[i] *= left
        if cases.testimony[i] and to_uniform(words[1]) < withdrawal(world, i):
            cases.testimony[i] = False
            flows.testimonies_withdrawn += 1
        if cases.desk[i] == COURT and not cases.detained[i] and to_uniform(words[2]) < justice.absconding:
            close(world, i, LOST)
            flows.accused_fled += 1


@compiled
def withdrawal(world, i):
    """Return the weekly chance that the witness of a case withdraws (M24, M82).

    Base x (1 + effect x hostility of the camp) x (1 + effect x what is owed, up to an advance) x ratio in care x (1 -
    cut by protection). Who is in exploitation again testifies no more.
    """
    cases, persons, justice = world.cases, world.persons, world.numbers[0].justice
    hazard = justice.withdrawal * (1.0 + justice.fear_withdraws * hostility_at(world, cases.camp[i]))
    hazard *= 1.0 - justice.protection_keeps * world.levers[0].witness_protection
    row = persons.row_of[cases.witness[i]] if cases.witness[i] >= 0 else -1
    if row < 0:
        return hazard
    if persons.stage[row] == EXPLOITED:
        return 1.0
    owed = min(1.0, persons.debt[row] / max(1.0, world.numbers[0].recruitment.advance))
    return hazard * (1.0 + justice.debt_withdraws * owed) * (1.0 if persons.stage[row] == HOME else justice.care_keeps)
