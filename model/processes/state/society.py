"""Step 14: what people know, trust and tolerate, and what media and trainers do (M36, M39, M50, M71, M73)."""

from math import exp

import numpy as np

from model.codes import ZONES, Climate
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
    climate, levers, p = model.climate, model.levers, model.parameters.civil_society
    inform(model, levers, p)
    remember_courts(model, p)
    climate[TRUST] = trust(model, p)
    climate[TOLERANCE] = tolerance(float(climate[TOLERANCE]), levers.public, p)
    climate[ATTENTION] = attention(float(climate[ATTENTION]), news(model, p), p)
    climate[PROFESSIONALS] = taught(
        float(climate[PROFESSIONALS]), p.professionals_build * levers.professionals, p.professionals_turnover
    )
    for who, trained, turnover in (
        (POLICE_TRAINING, levers.police_training, p.police_turnover),
        (PROSECUTOR_TRAINING, levers.prosecutor_training, p.prosecutors_turnover),
    ):
        climate[who] = taught(float(climate[who]), trained / WEEKS_PER_YEAR, turnover + levers.rotation)


def inform(model, levers, p) -> None:
    """Let what campaigns keep known at origin build up at once and fade when they end; the public hears some (M71)."""
    kept = model.campaign * (1.0 - p.forgetting)
    model.campaign = np.maximum(kept, combine_coverage(levers.awareness, p.public_awareness * levers.public))


def taught(share: float, rate: float, turnover: float) -> float:
    """Return the share of staff trained a week later.

    A share ``rate`` of the others is trained in the week, and of all ``turnover`` leaves in a year with what they
    know (M50).
    """
    return max(0.0, share + min(1.0, rate) * (1.0 - share) - turnover / WEEKS_PER_YEAR * share)


def tolerance(now: float, public: float, p) -> float:
    """Return tolerance a week later: information of the public lowers it, habit brings it back (M39)."""
    return now + p.tolerance_return * (p.tolerance_start - now) - p.tolerance_unlearned * public * now


def news(model, p) -> float:
    """Return what the week gives media to tell, in people: identified in raids, complaints, camps occupied (M73)."""
    flows, occupied = model.flows, float(held(model).sum()) / ZONES
    return flows["raid_identified"] + flows["complaints"] + p.attention_interdiction * occupied


def attention(now: float, told: float, p) -> float:
    """Return media attention a week later, 0 to 1: news saturate (Michaelis-Menten form) and are forgotten (M73)."""
    gain = p.attention_gain * told / (told + p.attention_events)
    return now + gain * (1.0 - now) - p.attention_fade * now


def trust(model, p) -> float:
    """Return trust in police and courts a week later, 0 to 1 (M36).

    It moves by ``trust_memory`` towards a target: the start, plus what convictions, honest officials and citizen
    oversight add, less what exposure of survivors by media costs; each reprisal costs some at once.
    """
    now, climate = float(model.climate[TRUST]), model.climate
    target = (
        p.trust_start
        + p.trust_from_convictions * impunity_broken(model, p)
        - p.trust_from_corruption * (model.corruption() - model.parameters.corruption.start)
        + p.trust_from_oversight * (model.levers.oversight - p.oversight_usual)
        - p.trust_from_exposure * (float(climate[ATTENTION]) - p.attention_usual)
    )
    moved = now + p.trust_memory * (target - now) - p.trust_from_reprisals * model.flows["reprisals"]
    return min(1.0, max(0.0, moved))


def remember_courts(model, p) -> None:
    """Let people hear of the week's complaints and convictions.

    Nobody keeps count where convictions mean nothing for trust: then nothing that courts do leaves a trace here.
    """
    if p.trust_from_convictions:
        climate, flows, memory = model.climate, model.flows, p.convictions_memory
        climate[COMPLAINED] += memory * (flows["complaints"] - climate[COMPLAINED])
        climate[CONVICTED] += memory * (flows["convicted"] - climate[CONVICTED])


def impunity_broken(model, p) -> float:
    """Return convictions per complaint of late, above what is expected."""
    if not p.trust_from_convictions:
        return 0.0
    complained, convicted = float(model.climate[COMPLAINED]), float(model.climate[CONVICTED])
    return (convicted - p.convictions_expected * complained) / (complained + p.few_complaints / WEEKS_PER_YEAR)


def readiness_to_report(model) -> float:
    """Return complaints relative to the start, all else equal (M36, M39, M71, M84); exactly 1 at the start.

    exp(effect x trust gained) x (1 - effect x tolerance gained) x (1 + effect x share of professionals taught) x (1 +
    effect x citizen oversight gained).
    """
    p, climate = model.parameters.civil_society, model.climate
    trusting = exp(p.trust_effect * (float(climate[TRUST]) - p.trust_start))
    watched = max(0.0, 1.0 + p.oversight_reporting * (model.levers.oversight - p.oversight_usual))
    seen = 1.0 + p.professionals_effect * float(climate[PROFESSIONALS])
    return trusting * watched * seen * frowned_on(model)


def frowned_on(model) -> float:
    """Return readiness to report relative to the start, for what tolerance does to it (M39)."""
    p = model.parameters.civil_society
    return max(0.0, 1.0 - p.tolerance_effect * (float(model.climate[TOLERANCE]) - p.tolerance_start))
