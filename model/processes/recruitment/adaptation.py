"""Step 14: bars, recruiters and police learn from what happened to them, and adapt."""

from model.codes import Memory, Method
from model.kernels.compiled import compiled
from model.people.warning import come_within_reach
from model.processes.recruitment.acceptance import mean_acceptance
from model.processes.recruitment.experience import remember_posts_and_stays
from model.processes.recruitment.journeys import hours_manned
from model.processes.world import rule

JOB_OFFER, USUAL, FRESH = int(Method.JOB_OFFER), int(Memory.USUAL), int(Memory.FRESH)


@rule
def step(world):
    """Let recruiters remember what control cost by method and way in, and checkpoints where they stopped people.

    Owners remember how posts were filled; at origin warnings fade.
    """
    numbers, adaptation, journeys = world.numbers, world.numbers[0].adaptation, world.journeys
    removed = world.levers[0].advert_control * (1.0 - numbers[0].civil_society.advert_substitution)
    lost, users = losses(world.caught, world.recruiters, world.unwarned, removed, numbers)
    remember(world.method_risk, lost, users, adaptation.few_recruiters, numbers)
    remember(world.route_risk, journeys[1], journeys[0], adaptation.few_journeys, numbers)
    move_hours(world.checkpoints, hours_manned(world), journeys[1], numbers)
    world.caught[:] = 0.0
    remember_posts_and_stays(world)
    come_within_reach(world)


@compiled
def losses(caught, recruiters, unwarned, adverts_removed, numbers):
    """Return what control cost recruiters this week by method, soles, and how many use each method, shapes (4,).

    Arrests and convictions cost ``arrest_loss`` each; adverts removed the fees that they would have brought.
    """
    recruitment = numbers[0].recruitment
    users, usual = caught.copy(), mean_acceptance(unwarned, numbers)
    lost = numbers[0].adaptation.arrest_loss * caught
    fees = adverts_removed * recruitment.offers_per_recruiter * recruitment.fee
    for i in range(recruiters.n):
        users[recruiters.method[i]] += 1.0
        if recruiters.method[i] == JOB_OFFER:
            lost[JOB_OFFER] += fees * usual[recruiters.origin[i], JOB_OFFER]
    return lost, users


@compiled
def remember(risk, happened, exposed, few, numbers):
    """Move the usual and the fresh memory of a rate, ``happened`` over ``exposed``; few who are exposed say little."""
    adaptation = numbers[0].adaptation
    for k in range(happened.size):
        for row, memory in ((USUAL, adaptation.usual_memory), (FRESH, adaptation.fresh_memory)):
            risk[row, k] += memory * (happened[k] - risk[row, k] * exposed[k]) / (exposed[k] + few)


@compiled
def move_hours(checkpoints, manned, stopped, numbers):
    """Move a share of the hours of checkpoints to where people were stopped, the sum of hours being the same.

    Those stopped are counted to the checkpoints on their way by hours manned.
    """
    adaptation, most, n = numbers[0].adaptation, numbers[0].policing.hours_per_week, checkpoints.n
    count_stops(checkpoints, manned, stopped, adaptation.usual_memory)
    total, caught = checkpoints.hours[:n].sum(), checkpoints.stopped[:n].sum()
    for k in range(n):
        if caught > 0.0:
            even = (1.0 - adaptation.hours_moved) * total / n
            target = even + adaptation.hours_moved * total * checkpoints.stopped[k] / caught
            moved = checkpoints.hours[k] + adaptation.usual_memory * (target - checkpoints.hours[k])
            checkpoints.hours[k] = min(most, moved)


@compiled
def count_stops(checkpoints, manned, stopped, memory):
    """Move the running mean of people stopped at each checkpoint, from those ``stopped`` by origin."""
    for k in range(checkpoints.n):
        checkpoints.stopped[k] *= 1.0 - memory
    for origin in range(stopped.size):
        hours = 0.0
        for k in range(checkpoints.n):
            hours += manned[k] if (checkpoints.origins[k] >> origin) & 1 else 0.0
        for k in range(checkpoints.n):
            if hours > 0.0 and (checkpoints.origins[k] >> origin) & 1:
                checkpoints.stopped[k] += memory * stopped[origin] * manned[k] / hours
