"""Step 8: the chance that an offer is accepted, by method, origin and age, and what it comes to (M15-M19)."""

import numpy as np

from model.codes import AGES, METHODS, UNDER_18, Method
from model.kernels.compiled import compiled, inlined

JOB_OFFER, ACQUAINTANCE, FAMILY = int(Method.JOB_OFFER), int(Method.ACQUAINTANCE), int(Method.FAMILY)


@compiled
def acceptance(campaign, need, within_reach, holidays, advert_control, schooling, numbers):
    """Return the chance that an offer is accepted, by method, origin and age, shape (4, 10, 4) (M15, M16, M18).

    Need at origin raises it, and it is lower by the share of people there whom recruiters no longer reach, for all
    methods but abduction. Awareness lowers what offers by strangers and acquaintances
    achieve; those under 18 are at school in term time. Family placement and abduction do not ask whether somebody is
    aware, abduction not who is at school. Where control removes the share ``advert_control`` of false adverts, those
    who advertise achieve less by that share, but for what they make up for through acquaintances. ``schooling``: share
    of those under 18 out of school whom support keeps at school in term time (M60).
    """
    recruitment, society, usual = numbers[0].recruitment, numbers[0].civil_society, numbers[0].livelihoods.attending
    attending = 0.0 if holidays else usual + (1.0 - usual) * schooling
    chance = np.full((METHODS, campaign.size, AGES), recruitment.acceptance)
    chance[JOB_OFFER] *= 1.0 - advert_control * (1.0 - society.advert_substitution)
    for age in range(AGES):
        minor = age < UNDER_18
        at_school = 1.0 - recruitment.school_effect * attending if minor else 1.0
        known = society.aware_under_18 if minor else society.aware_adult
        for origin in range(campaign.size):
            aware = known + (1.0 - known) * campaign[origin]
            needy = at_school * need[origin] ** recruitment.need_effect * within_reach[origin]
            informed = needy * (1.0 - recruitment.awareness_effect * aware)
            chance[JOB_OFFER, origin, age] *= informed
            chance[ACQUAINTANCE, origin, age] *= informed
            chance[FAMILY, origin, age] *= needy
    return np.minimum(1.0, chance)


@compiled
def mean_acceptance(chance, numbers):
    """Return acceptance by origin and method over the ages that bars seek, shape (10, 4), from that by age too."""
    recruitment = numbers[0].recruitment
    sought = np.array([recruitment.sexual_age_10, recruitment.sexual_age_14, recruitment.sexual_age_18, 0.0])
    sought[AGES - 1] = max(0.0, 1.0 - sought.sum())
    mean = np.zeros((chance.shape[1], METHODS))
    for age in range(AGES):
        mean += sought[age] * chance[:, :, age].T
    return mean


@inlined
def trust_in_recruiter(survivor, recruitment):
    """Return the ratio of acceptance for who recruits: women who were in exploitation inspire trust (M19).

    1 + trust x (1 if the recruiter was in exploitation before, else 0, less the usual share of such recruiters).
    """
    return 1.0 + recruitment.survivor_trust * ((1.0 if survivor else 0.0) - recruitment.survivors_usual)
