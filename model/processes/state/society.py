"""Step 14: what people know, trust and tolerate, and what media and trainers do (M36, M39, M50, M71, M73)."""

from math import exp

import numpy as np

from model.codes import ZONES, Climate
from model.kernels.compiled import compiled
from model.levers import combine_coverage
from model.processes.state.forces import held
from model.text.dates import WEEKS_PER_YEAR

TRUST, TOLERANCE, ATTENTION, PROFESSIONALS, POLICE_TRAINING, PROSECUTOR_TRAINING, COMPLAINED, CONVICTED = (
    int(k)
    for k in (
        Climate.TRUST, Climate.TOLERANCE, Climate.ATTENTION, Climate.PROFESSIONALS, Climate.POLICE_TRAINING,
        Climate.PROSECUTOR_TRAINING, Climate.COMPLAINED, Climate.CONVICTED,
    )
)  # fmt: skip


def step(model) -> None:
    """Let awareness, training, tolerance, attention and trust follow from the week."""
    climate, levers, civil_society = model.climate, model.levers, model.parameters.civil_society
    inform(model)
    remember_courts(model, civil_society)
    climate[TRUST] = trust(model, civil_society)
    climate[TOLERANCE] = tolerance(float(climate[TOLERANCE]), levers.public, civil_society)
    climate[ATTENTION] = attention(float(climate[ATTENTION]), news(model, civil_society), civil_society)
    police, prosecutors = levers.police_training / WEEKS_PER_YEAR, levers.prosecutor_training / WEEKS_PER_YEAR
    professionals = civil_society.professionals_build * levers.professionals
    train(model, POLICE_TRAINING, police, civil_society.police_turnover + levers.rotation)
    train(model, PROSECUTOR_TRAINING, prosecutors, civil_society.prosecutors_turnover + levers.rotation)
    train(model, PROFESSIONALS, professionals, civil_society.professionals_turnover)


def inform(model) -> None:
    """Let campaigns at origin raise what people know at once; it fades when they end. The public hears some (M71)."""
    levers, civil_society = model.levers, model.parameters.civil_society
    kept = model.campaign * (1.0 - civil_society.forgetting)
    informed = combine_coverage(levers.awareness, civil_society.public_awareness * levers.public)
    model.campaign = np.maximum(kept, informed)


def train(model, who: int, rate: float, turnover: float) -> None:
    """Move the share of staff trained, entry ``who`` of the climate, by a week."""
    model.climate[who] = taught(float(model.climate[who]), rate, turnover)


def taught(share: float, rate: float, turnover: float) -> float:
    """Return the share of staff trained a week later.

    A share ``rate`` of the others is trained in the week. A share ``turnover`` of all leaves in a year with what they
    know (M50).
    """
    return max(0.0, share + min(1.0, rate) * (1.0 - share) - turnover / WEEKS_PER_YEAR * share)


def tolerance(now: float, public: float, civil_society) -> float:
    """Return tolerance a week later: information of the public lowers it, habit brings it back (M39).

    ``public`` is coverage of campaigns for the public.
    """
    habit = civil_society.tolerance_return * (civil_society.tolerance_start - now)
    return now + habit - civil_society.tolerance_unlearned * public * now


def news(model, civil_society) -> float:
    """Return what the week gives media to tell, in people: identified in raids, complaints, camps occupied (M73)."""
    flows, occupied = model.flows, float(held(model.world).sum()) / ZONES
    return flows["raid_identified"] + flows["complaints"] + civil_society.attention_interdiction * occupied


def attention(now: float, told: float, civil_society) -> float:
    """Return media attention a week later, 0 to 1: news saturate (Michaelis-Menten form) and are forgotten (M73)."""
    gain = civil_society.attention_gain * told / (told + civil_society.attention_events)
    return now + gain * (1.0 - now) - civil_society.attention_fade * now


def trust(model, civil_society) -> float:
    """Return trust in police and courts a week later, 0 to 1 (M36).

    It moves by ``trust_memory`` towards a target: the start, plus what convictions, honest officials and citizen
    oversight add, less what exposure of survivors by media costs; each reprisal costs some at once.
    """
    now, climate = float(model.climate[TRUST]), model.climate
    target = (
        civil_society.trust_start
        + civil_society.trust_from_convictions * impunity_broken(model, civil_society)
        - civil_society.trust_from_corruption * (model.corruption() - model.parameters.corruption.start)
        + civil_society.trust_from_oversight * (model.levers.oversight - civil_society.oversight_usual)
        - civil_society.trust_from_exposure * (float(climate[ATTENTION]) - civil_society.attention_usual)
    )
    lost = civil_society.trust_from_reprisals * model.flows["reprisals"]
    return min(1.0, max(0.0, now + civil_society.trust_memory * (target - now) - lost))


def remember_courts(model, civil_society) -> None:
    """Let people hear of the week's complaints and convictions.

    Nobody keeps count where convictions mean nothing for trust; then courts leave no trace here.
    """
    if civil_society.trust_from_convictions:
        climate, flows, memory = model.climate, model.flows, civil_society.convictions_memory
        climate[COMPLAINED] += memory * (flows["complaints"] - climate[COMPLAINED])
        climate[CONVICTED] += memory * (flows["convicted"] - climate[CONVICTED])


def impunity_broken(model, civil_society) -> float:
    """Return recent convictions per complaint, above what is expected."""
    if not civil_society.trust_from_convictions:
        return 0.0
    complained, convicted = float(model.climate[COMPLAINED]), float(model.climate[CONVICTED])
    surprise = convicted - civil_society.convictions_expected * complained
    return surprise / (complained + civil_society.few_complaints / WEEKS_PER_YEAR)


@compiled
def readiness_to_report(world):
    """Return complaints relative to the start, all else equal (M36, M39, M71, M84); exactly 1 at the start.

    exp(effect x trust gained) x (1 - effect x tolerance gained) x (1 + effect x share of professionals taught) x (1 +
    effect x citizen oversight gained).
    """
    civil_society, climate = world.numbers[0].civil_society, world.climate
    trusting = exp(civil_society.trust_effect * (climate[TRUST] - civil_society.trust_start))
    oversight = world.levers[0].oversight - civil_society.oversight_usual
    watched = max(0.0, 1.0 + civil_society.oversight_reporting * oversight)
    seen = 1.0 + civil_society.professionals_effect * climate[PROFESSIONALS]
    return trusting * watched * seen * frowned_on(world)


@compiled
def frowned_on(world):
    """Return readiness to report relative to the start, as far as it depends on tolerance of exploitation (M39)."""
    civil_society = world.numbers[0].civil_society
    gained = world.climate[TOLERANCE] - civil_society.tolerance_start
    return max(0.0, 1.0 - civil_society.tolerance_effect * gained)
