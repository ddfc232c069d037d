"""Step 8: the posts that bars and mines seek to fill, in the chance order in which they are served (M9)."""

from typing import NamedTuple

import numpy as np

from model.codes import ORGANISED, Form, Role
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, pair_draw, pair_key, poisson, to_uniform, uniform
from model.processes.decision_rules import feared
from model.processes.recruitment.refilling import unprofitable_posts
from model.processes.state.sentences import expected_sanction
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

LABOUR_POSTS = decision("labour posts at a camp")
LABOUR_NETWORK = decision("who fills a labour post")
ORDER = decision("order in which vacancies are served")
LABOUR, SEXUAL, OWNER = int(Form.LABOUR), int(Form.SEXUAL), int(Role.OWNER)


class Vacancies(NamedTuple):
    """Posts to be filled, one entry a post: who posts it, its number among his, bar, camp, network, form."""

    poster: np.ndarray
    slot: np.ndarray
    bar: np.ndarray
    camp: np.ndarray
    network: np.ndarray
    form: np.ndarray


@compiled
def vacancies(world):
    """Return the posts that bars and mines seek to fill, in the chance order in which they are served."""
    given_up, gaps = unprofitable_posts(world).mines, labour_sought(world)
    world.flows[0].posts_open_at_mines += gaps.sum()
    posts, unsought = collect(clock_of(world), world.bars, world.camps, gaps, given_up, world.numbers)
    world.flows[0].posts_given_up += unsought
    world.flows[0].vacancies += posts.slot.size
    return posts


@compiled
def labour_sought(world):
    """Return how many more people in labour exploitation the mines of each camp want, persons, shape (camps,) (M9).

    Usual demand x miners x shortage ** elasticity, less the people there. Labour is short where a miner nets much over
    the outside wage: nobody willing works for less; what is feared to be lost by raids and sentences counts against it.
    """
    camps, recruitment, labour = world.camps, world.numbers[0].recruitment, world.by_camp[LABOUR]
    usual = recruitment.labour_shortage_usual * world.now[0].outside_wage
    gaps, feared_losses = np.zeros(camps.n), danger_at_mines(world)
    for c in range(camps.n):
        if camps.open[c]:
            shortage = max(0.0, camps.net[c] - feared_losses[c]) / usual
            sought = recruitment.labour_demand * camps.miners[c] * shortage**recruitment.labour_elasticity
            gaps[c] = max(0.0, sought - labour[c])
    return gaps


@compiled
def danger_at_mines(world):
    """Return what employers at mines fear to lose by raids and sentences for a person, by camp, soles/week."""
    camps, numbers = world.camps, world.numbers[0]
    sentences = expected_sanction(world, OWNER) * numbers.justice.sanction_cost / WEEKS_PER_YEAR
    losses = np.empty(camps.n)
    for c in range(camps.n):
        loss = camps.raid_rate[c] * numbers.bars.raid_loss + sentences
        losses[c] = numbers.recruitment.mine_danger * feared(loss, loss, numbers.rule, numbers.theories)
    return losses


@compiled
def collect(clock, bars, camps, gaps, given_up, numbers):
    """Return the vacancies of bars and mines in chance order, and how many posts mines give up.

    Mines seek people to close their ``gaps``, but for the share ``given_up`` of posts that cost too much to fill; their
    posts go to a network or to acquaintances.
    """
    wanted, unsought = posts_at_mines(clock, camps, gaps, given_up, numbers)
    total = bars.vacancies[: bars.n].sum() + wanted.sum()
    posts, rank = empty_vacancies(total), np.empty(total)
    order = pair_key(clock.key, ORDER, clock.week)
    k = 0
    for i in range(bars.n):
        for slot in range(bars.vacancies[i]):
            posts.poster[k], posts.slot[k], posts.form[k] = bars.identity[i], slot, SEXUAL
            posts.bar[k], posts.camp[k], posts.network[k] = bars.unique_id[i], bars.camp[i], bars.owner[i]
            rank[k] = to_uniform(pair_draw(order[0], order[1], bars.identity[i], slot)[0])
            k += 1
    for c in range(camps.n):
        by_network = uniform(clock.key, LABOUR_NETWORK, camps.identity[c], clock.week)
        network = c % ORGANISED if by_network < numbers[0].recruitment.labour_network else ORGANISED
        for slot in range(wanted[c]):
            posts.poster[k], posts.slot[k], posts.form[k] = camps.identity[c], slot, LABOUR
            posts.bar[k], posts.camp[k], posts.network[k] = -1, c, network
            rank[k] = to_uniform(pair_draw(order[0], order[1], camps.identity[c], slot)[0])
            k += 1
    return in_order(posts, np.argsort(rank, kind="mergesort")), unsought


@compiled
def posts_at_mines(clock, camps, gaps, given_up, numbers):
    """Return the posts that mines seek to fill, by camp, and how many more they would seek if it cost nothing."""
    recruitment = numbers[0].recruitment
    wanted, unsought = np.zeros(camps.n, np.int64), 0
    for c in range(camps.n):
        if gaps[c] > 0.0:
            mean = recruitment.labour_posting * gaps[c]
            everything = poisson(clock.key, LABOUR_POSTS, camps.identity[c], clock.week, mean)
            wanted[c] = poisson(clock.key, LABOUR_POSTS, camps.identity[c], clock.week, mean * (1.0 - given_up))
            unsought += everything - wanted[c]
    return wanted, unsought


@compiled
def empty_vacancies(n):
    """Return room for ``n`` vacancies."""
    slot, bar, camp = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    return Vacancies(np.empty(n, np.uint64), slot, bar, camp, np.empty(n, np.int64), np.empty(n, np.int64))


@compiled
def in_order(posts, order):
    """Return vacancies in another order."""
    bar, camp, network = posts.bar[order], posts.camp[order], posts.network[order]
    return Vacancies(posts.poster[order], posts.slot[order], bar, camp, network, posts.form[order])
