"""Step 14, continued: what owners learn about how long posts wait to be filled and how long people stay.

``world.posts_memory``: running means of posts that are open and of posts filled in a week, by Seeking, shape (2, 3);
``world.stay_memory``: of people in exploitation and of exits in a week, by form, shape (2, 2). A mean wait or stay is
the first over the second (Little 1961).
"""

import numpy as np

from model.codes import FORMS, SEEKINGS, Seeking
from model.kernels.compiled import compiled, inlined

RECRUITERS, WILLING, MINES = (int(way) for way in Seeking)
OPEN, FILLED = 0, 1
"""Lines of ``posts_memory``; of ``stay_memory``: people, exits."""
MOST_WEEKS = 520.0
"""Beyond which a longer wait or stay makes no difference (a bound of numbers, where nothing is filled for long)."""


def first_posts(parameters) -> np.ndarray:
    """Return what owners take for granted about posts before there is any, shape (2, 3): weight of one filled."""
    memory = np.ones((2, SEEKINGS))
    memory[OPEN] = parameters.adaptation.wait_first
    return memory


def first_stays(parameters) -> np.ndarray:
    """Return the same about stays, shape (2, 2): weight of one exit."""
    memory = np.ones((2, FORMS))
    memory[OPEN] = parameters.adaptation.stay_first
    return memory


@compiled
def remember_posts_and_stays(world):
    """Move the running means to this week's posts, fillings, people and exits."""
    flows, bars, memory = world.flows[0], world.bars, world.numbers[0].adaptation.filling_memory
    posts, stays = world.posts_memory, world.stay_memory
    posts *= 1.0 - memory
    stays *= 1.0 - memory
    posts[OPEN, RECRUITERS] += memory * bars.vacancies[: bars.n].sum()
    posts[OPEN, WILLING] += memory * bars.posts[: bars.n].sum()
    posts[OPEN, MINES] += memory * flows.posts_open_at_mines
    brought = flows.recruited_sexual - flows.entered_exploitation_by_debt - flows.placed_by_families
    posts[FILLED, RECRUITERS] += memory * brought
    posts[FILLED, WILLING] += memory * flows.hired
    posts[FILLED, MINES] += memory * flows.recruited_labour
    for form in range(FORMS):
        stays[OPEN, form] += memory * world.census[0].by_form[form]
        stays[FILLED, form] += memory * world.exits[:, form].sum()


@inlined
def weeks(memory, kind):
    """Return the mean wait of posts of a kind, or the mean stay in a form, weeks, from a running memory of them."""
    if memory[OPEN, kind] >= MOST_WEEKS * memory[FILLED, kind]:
        return MOST_WEEKS
    return memory[OPEN, kind] / memory[FILLED, kind]
