"""Step 14: what people know, trust and tolerate, and what media and trainers do (M36, M39, M50, M71, M73)."""

from math import exp

from model.codes import ZONES, Climate
from model.kernels.compiled import compiled, inlined
from model.processes.state.corruption import mean_readiness
from model.processes.state.forces import held
from model.processes.world import combined_coverage, rule
from model.text.dates import WEEKS_PER_YEAR

TRUST, TOLERANCE, ATTENTION, PROFESSIONALS, POLICE_TRAINING, PROSECUTOR_TRAINING, COMPLAINED, CONVICTED = (
    int(k)
    for k in (
        Climate.TRUST, Climate.TOLERANCE, Climate.ATTENTION, Climate.PROFESSIONALS, Climate.POLICE_TRAINING,
        Climate.PROSECUTOR_TRAINING, Climate.COMPLAINED, Climate.CONVICTED,
    )
)  # fmt: skip


@rule
def step(world):
    """Let awareness, training, tolerance, attention and trust follow from the week."""
    climate, levers, civil_society = world.climate, world.levers[0], world.numbers[0].civil_society
    inform(world)
    remember_courts(world)
    climate[TRUST] = trust(world)
    climate[TOLERANCE] = tolerance(climate[TOLERANCE], levers.public, civil_society)
    climate[ATTENTION] = attention(climate[ATTENTION], news(world), civil_society)
    police, prosecutors = levers.police_training / WEEKS_PER_YEAR, levers.prosecutor_training / WEEKS_PER_YEAR
    professionals = civil_society.professionals_build * levers.professionals
    for who, rate, turnover in (
        (POLICE_TRAINING, police, civil_society.police_turnover + levers.rotation),
        (PROSECUTOR_TRAINING, prosecutors, civil_society.prosecutors_turnover + levers.rotation),
        (PROFESSIONALS, professionals, civil_society.professionals_turnover),
    ):
        climate[who] = taught(climate[who], rate, turnover)


@compiled
def inform(world):
    """Let campaigns at origin raise what people know at once; it fades when they end. The public hears some (M71)."""
    levers, civil_society, campaign = world.levers[0], world.numbers[0].civil_society, world.campaign
    informed = combined_coverage(levers.awareness, civil_society.public_awareness * levers.public)
    for origin in range(campaign.size):
        campaign[origin] = max(campaign[origin] * (1.0 - civil_society.forgetting), informed)


@compiled
def taught(share, rate, turnover):
    """Return the share of staff trained a week later.

    A share ``rate`` of the others is trained in the week. A share ``turnover`` of all leaves in a year with what they
    know (M50).
    """
    return max(0.0, share + min(1.0, rate) * (1.0 - share) - turnover / WEEKS_PER_YEAR * share)


@inlined
def tolerance(now, public, civil_society):
    """Return tolerance a week later: information of the public lowers it, habit brings it back (M39).

    ``public`` is coverage of campaigns for the public.
    """
    habit = civil_society.tolerance_return * (civil_society.tolerance_start - now)
    return now + habit - civil_society.tolerance_unlearned * public * now


@compiled
def news(world):
    """Return what the week gives media to tell, in people: identified in raids, complaints, camps occupied (M73)."""
    flows, occupied = world.flows[0], held(world).sum() / ZONES
    told = world.numbers[0].civil_society.attention_interdiction * occupied
    return flows.raid_identified + flows.complaints + told


@inlined
def attention(now, told, civil_society):
    """Return media attention a week later, 0 to 1: news saturate (Michaelis-Menten form) and are forgotten (M73)."""
    gain = civil_society.attention_gain * told / (told + civil_society.attention_events)
    return now + gain * (1.0 - now) - civil_society.attention_fade * now


@compiled
def trust(world):
    """Return trust in police and courts a week later, 0 to 1 (M36).

    It moves by ``trust_memory`` towards a target: the start, plus what convictions, honest officials and citizen
    oversight add, less what exposure of survivors by media costs; each reprisal costs some at once.
    """
    now, climate, civil_society = world.climate[TRUST], world.climate, world.numbers[0].civil_society
    target = (
        civil_society.trust_start
        + civil_society.trust_from_convictions * impunity_broken(world)
        - civil_society.trust_from_corruption * (mean_readiness(world.police) - world.numbers[0].corruption.start)
        + civil_society.trust_from_oversight * (world.levers[0].oversight - civil_society.oversight_usual)
        - civil_society.trust_from_exposure * (climate[ATTENTION] - civil_society.attention_usual)
    )
    lost = civil_society.trust_from_reprisals * world.flows[0].reprisals
    return min(1.0, max(0.0, now + civil_society.trust_memory * (target - now) - lost))


@compiled
def remember_courts(world):
    """Let people hear of the week's complaints and convictions.

    Nobody keeps count where convictions mean nothing for trust; then courts leave no trace here.
    """
    climate, flows, memory = world.climate, world.flows[0], world.numbers[0].civil_society.convictions_memory
    if world.numbers[0].civil_society.trust_from_convictions:
        climate[COMPLAINED] += memory * (flows.complaints - climate[COMPLAINED])
        climate[CONVICTED] += memory * (flows.convicted - climate[CONVICTED])


@compiled
def impunity_broken(world):
    """Return recent convictions per complaint, above what is expected."""
    civil_society = world.numbers[0].civil_society
    if not civil_society.trust_from_convictions:
        return 0.0
    complained, convicted = world.climate[COMPLAINED], world.climate[CONVICTED]
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
