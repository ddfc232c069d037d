"""Step 7, continued: how the posts of a bar are sought - through recruiters or among willing adults (M6, M15-M22, M27).

An owner compares what a post brings either way over its whole course: how long it waits, what it costs to fill, how
long somebody stays, wage or upkeep, and what he fears to lose by raids, sentences, fines, codes and his own past. Posts
of those under 18 are exploitation whatever he chooses; whom recruiters seek is decided in step 8.
"""

from typing import NamedTuple

import numpy as np

from model.codes import Form, Rule, Seeking
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.processes.bars.prospects import feared_losses
from model.processes.decision_rules import feared, reconsidering
from model.processes.recruitment.experience import MOST_WEEKS, weeks
from model.processes.recruitment.refilling import cost_to_fill, debt_claimed
from model.processes.world import clock_of

ROUNDING = decision("posts of a bar, rounded")
SEXUAL, RECRUITERS, WILLING = int(Form.SEXUAL), int(Seeking.RECRUITERS), int(Seeking.WILLING)
IMITATION = int(Rule.IMITATION)
STRONGEST = 50.0
"""Log odds beyond which a choice is as good as certain; keeps exponentials finite."""


class Course(NamedTuple):
    """The usual course of a post filled in one way.

    ``wait``: weeks until somebody comes; ``stay``: weeks until the post is empty again; ``outlay``: soles to fill it,
    less what is got back; ``weekly``: soles a week for who works there.
    """

    wait: float
    stay: float
    outlay: float
    weekly: float


class Posted(NamedTuple):
    """Posts of a bar to be filled through recruiters and among willing adults, and people held whom it cannot keep."""

    through: float
    among: float
    excess: float


@compiled
def reconsider_posts(world, dangers):
    """Let bars reconsider which share of their posts they seek through recruiters; new bars decide at once.

    Who imitates reckons with costs but not with dangers, and takes over part of what other bars of the camp do.
    """
    bars, numbers = world.bars, world.numbers[0]
    bar_numbers, rule, theories = numbers.bars, numbers.rule, numbers.theories
    remember_own_past(bars, world.now[0].week, bar_numbers.danger_memory)
    recruited, willing = through_recruiters(world), among_willing(world)
    worth = bar_numbers.margin * bar_numbers.revenue_per_staff
    dreaded, others = fear_of_holding(world, dangers), shares_of_camps(bars, world.camps)
    speed, alternative = reconsidering(bar_numbers.choice_speed, rule, theories), brings(willing, worth, 0.0)
    for i in range(bars.n):
        gain = brings(recruited, worth, dreaded[i]) - alternative
        best, others_here = share_sought(gain, bar_numbers), others[bars.camp[i]]
        if rule == IMITATION and others_here >= 0.0:
            best += theories.imitation * (others_here - best)
        bars.coerced[i] += (1.0 if bars.coerced[i] < 0.0 else speed) * (best - bars.coerced[i])


@compiled
def remember_own_past(bars, week, memory):
    """Move each bar's running rate of weeks in which the state or an NGO brought somebody out of it."""
    for i in range(bars.n):
        bars.past[i] += memory * ((1.0 if bars.struck[i] == week - 1 else 0.0) - bars.past[i])


@compiled
def through_recruiters(world):
    """Return the usual course of a post that is sought through recruiters; the debt claimed gets part of it back."""
    bar_numbers = world.numbers[0].bars
    recovered = bar_numbers.debt_recovered * debt_claimed(world)
    wait, stay = weeks(world.posts_memory, RECRUITERS), weeks(world.stay_memory, SEXUAL)
    return Course(wait, stay, cost_to_fill(world) - recovered, bar_numbers.upkeep)


@compiled
def among_willing(world):
    """Return the usual course of a post that is sought among willing adults, who are paid a wage."""
    stay = min(MOST_WEEKS, 1.0 / world.numbers[0].bar_work.leave)
    return Course(weeks(world.posts_memory, WILLING), stay, 0.0, world.numbers[0].bars.wage)


@inlined
def brings(course, worth, danger):
    """Return what a post brings on the mean of weeks, soles/week (renewal reward, Smith 1955).

    (stay x (worth - pay or upkeep - danger) - outlay) / (stay + wait); ``worth``: margin on the takings of one person.
    """
    return (course.stay * (worth - course.weekly - danger) - course.outlay) / (course.stay + course.wait)


@inlined
def share_sought(gain, bar_numbers):
    """Return the share of posts sought through recruiters for a ``gain`` by it, soles/week (logit, McFadden 1974).

    It is ``coerced_share`` where the gain is usual, or whatever the gain at a response of 0.
    """
    better = bar_numbers.coercion_response * (gain - bar_numbers.coercion_gain_usual) / bar_numbers.coercion_scale
    odds = np.exp(max(-STRONGEST, min(STRONGEST, better))) * bar_numbers.coerced_share
    return odds / (odds + 1.0 - bar_numbers.coerced_share)


@compiled
def fear_of_holding(world, dangers):
    """Return what owners fear to lose for each person held, by bar, soles/week, shape (bars,).

    Raids and sentences as feared in the camp, raids at the rate of the bar's own past, fines for breaches that concern
    people held, and closure under a code of conduct, for a licence is at stake there; divided by the people usually
    held in a bar of its takings.
    """
    bars, numbers, levers = world.bars, world.numbers, world.levers[0]
    bar_numbers, licensing, rule, theories = numbers[0].bars, numbers[0].licensing, numbers[0].rule, numbers[0].theories
    losses = feared_losses(world.camps, dangers, numbers)
    fines = bar_numbers.held_in_breach * feared(dangers.fines, dangers.fines, rule, theories)
    code = levers.code_of_conduct * licensing.code_detection
    dreaded = np.empty(bars.n)
    for i in range(bars.n):
        rate = bar_numbers.own_past * bars.past[i] + code * (1.0 if bars.licensed[i] else licensing.code_informal)
        loss = losses[bars.camp[i]] + fines + feared(rate, rate, rule, theories) * bar_numbers.raid_loss
        dreaded[i] = loss / max(1.0, wanted(bars, i, bar_numbers) * bar_numbers.coerced_share)
    return dreaded


@compiled
def shares_of_camps(bars, camps):
    """Return the mean share that bars of each camp seek through recruiters, -1 where there is none, shape (camps,)."""
    shares, there = np.zeros(camps.n), np.zeros(camps.n)
    for i in range(bars.n):
        if bars.coerced[i] >= 0.0:
            shares[bars.camp[i]] += bars.coerced[i]
            there[bars.camp[i]] += 1.0
    for c in range(camps.n):
        shares[c] = shares[c] / there[c] if there[c] > 0.0 else -1.0
    return shares


@inlined
def wanted(bars, i, bar_numbers):
    """Return the staff that a bar can lodge and its takings can occupy, persons."""
    return min(bars.size[i], bars.trend[i] / bar_numbers.revenue_per_staff)


@inlined
def posts_of(bars, i, bar_numbers):
    """Return the posts that a bar seeks to fill either way, and the people held whom it cannot keep.

    Nobody is exchanged: a changed share is sought with posts that are free. A bar that shrinks keeps one person more
    than it needs before it dismisses.
    """
    staff, held, workers, share = wanted(bars, i, bar_numbers), bars.held[i], bars.workers[i], bars.coerced[i]
    free = max(0.0, staff - held - workers)
    through = min(free, max(0.0, staff * share - held))
    among = min(free, max(0.0, staff * (1.0 - share) - workers))
    return Posted(through, among, max(0.0, held - max(staff * share, staff - workers) - 1.0))


@compiled
def post(clock, bars, given_up, numbers):
    """Post vacancies: the free posts that the takings can occupy, a share of them sought through recruiters.

    Return how many posts are not sought because they cost too much to fill: the share ``given_up`` of empty posts.
    Posts emptied by a rescue that the bar never fills again are not sought either. Fractions are rounded by chance.
    """
    bar_numbers, unsought = numbers[0].bars, 0
    for i in range(bars.n):
        words = draw(clock.key, ROUNDING, bars.identity[i], clock.week)
        posted = posts_of(bars, i, bar_numbers)
        needed = max(0.0, posted.through - bars.forgone[i])
        bars.vacancies[i] = int(needed * (1.0 - given_up) + to_uniform(words[0]))
        unsought += int(needed + to_uniform(words[0])) - bars.vacancies[i]
        bars.posts[i] = int(posted.among + to_uniform(words[1]))
        bars.excess[i] = posted.excess
    return unsought


@compiled
def staff(world, dangers, given_up):
    """Let bars reconsider how posts are sought, and post them."""
    reconsider_posts(world, dangers)
    world.flows[0].posts_given_up += post(clock_of(world), world.bars, given_up, world.numbers)
