"""Step 14: bars, recruiters and police learn from what happened to them, and adapt."""

from model.codes import Memory, Method
from model.kernels.compiled import compiled
from model.processes.recruitment.acceptance import achieved
from model.processes.recruitment.journeys import hours_manned

JOB_OFFER, USUAL, FRESH = int(Method.JOB_OFFER), int(Memory.USUAL), int(Memory.FRESH)


def step(model) -> None:
    """Let recruiters remember what control cost by method and way in, and checkpoints where they stopped people."""
    p, posts = model.numbers, model.checkpoints
    lost = losses(
        model.caught, model.recruiters.arrays, model.recruiters.n, model.unwarned,
        model.levers.advert_control * (1.0 - p.civil_society.advert_substitution), p.recruitment, p.adaptation,
    )  # fmt: skip
    remember(model.method_risk, *lost, p.adaptation.few_recruiters, p.adaptation)
    remember(model.route_risk, model.journeys[1], model.journeys[0], p.adaptation.few_journeys, p.adaptation)
    move_hours(posts.arrays, posts.n, hours_manned(model), model.journeys[1], p.policing.hours_per_week, p.adaptation)
    model.caught[:] = 0.0


@compiled
def losses(caught, recruiters, n, unwarned, removed, p, a):
    """Return what control cost recruiters this week by method, soles, and how many use each method, shapes (4,).

    Arrests and convictions cost ``arrest_loss`` each; adverts removed the fees that they would have brought.
    """
    users, usual = caught.copy(), achieved(unwarned, p)
    lost = a.arrest_loss * caught
    for i in range(n):
        users[recruiters.method[i]] += 1.0
        if recruiters.method[i] == JOB_OFFER:
            lost[JOB_OFFER] += removed * p.offers_per_recruiter * p.fee * usual[recruiters.origin[i], JOB_OFFER]
    return lost, users


@compiled
def remember(risk, happened, exposed, few, a):
    """Move the usual and the fresh memory of a rate, ``happened`` over ``exposed``; few who are exposed say little."""
    for k in range(happened.size):
        for row, memory in ((USUAL, a.usual_memory), (FRESH, a.fresh_memory)):
            risk[row, k] += memory * (happened[k] - risk[row, k] * exposed[k]) / (exposed[k] + few)


@compiled
def move_hours(posts, n, manned, stopped, most, a):
    """Move a share of the hours of checkpoints to where people were stopped, the sum of hours being the same.

    Those stopped are counted to the checkpoints on their way by hours manned.
    """
    for k in range(n):
        posts.stopped[k] *= 1.0 - a.usual_memory
    for origin in range(stopped.size):
        hours = 0.0
        for k in range(n):
            hours += manned[k] if (posts.origins[k] >> origin) & 1 else 0.0
        for k in range(n):
            if hours > 0.0 and (posts.origins[k] >> origin) & 1:
                posts.stopped[k] += a.usual_memory * stopped[origin] * manned[k] / hours
    total, caught = posts.hours[:n].sum(), posts.stopped[:n].sum()
    for k in range(n):
        if caught > 0.0:
            target = (1.0 - a.hours_moved) * total / n + a.hours_moved * total * posts.stopped[k] / caught
            posts.hours[k] = min(most, posts.hours[k] + a.usual_memory * (target - posts.hours[k]))
