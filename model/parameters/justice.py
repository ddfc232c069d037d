"""The complaint route: police, prosecutors, courts, sentences."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Justice:
    """Queues with staff from complaint to sentence, and what sentences do (M24, M32, M37, M44-M48, M70, M79, M82)."""

    # who brings a case
    complaint_by_family: float = parameter(0.1, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "after an exit")
    complaint_by_survivor: float = parameter(0.01, "1", 0.0, 0.6, "free", ("complaint-share-calp-2013",))
    complaint_by_outreach: float = parameter(
        0.05, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "of people whom an NGO brings out"
    )
    complaint_by_checkpoint: float = parameter(0.03, "1", 0.0, 1.0, "free", ASSUMED, "of people stopped on the way")
    suspects_per_case: float = parameter(0.17, "persons", 0.05, 2.0, "free", ("reta-suspects-2006-2012",))

    # police desk
    officers: float = parameter(4.0, "persons", 1.0, 40.0, "free", ("divintrap-officers",), "who take up cases")
    cases_per_officer: float = parameter(0.8, "1/week", 0.0, 3.0, "free", ASSUMED, "taken up per week")
    evidence_lost: float = parameter(0.1, "1/week", 0.0, 1.0, "free", ASSUMED, "of waiting cases, at full corruption")
    fear: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "cases not pursued where all camps are hostile")
    handover_loss: float = parameter(0.08, "1", 0.0, 0.6, "free", ASSUMED, "cases lost between police and prosecutors")
    police_training_effect: float = parameter(1.0, "1", 0.0, 3.0, "free", ("training-days",), "skill, all trained")

    # witnesses
    testimony: float = parameter(0.5, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "ready, free to move")
    restriction: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "kept from it by protection that restricts")
    rights_effect: float = parameter(
        0.5, "1", 0.0, 2.0, "free", ("awareness-mdd",), "added where all know their rights"
    )
    treatment: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of witnesses who stay in spite of treatment")
    witness_weeks: float = parameter(
        26.0, "weeks", 0.0, 104.0, "free", ASSUMED, "under restrictions, from the complaint"
    )

    # prosecutors
    prosecutors: float = parameter(3.0, "persons", 1.0, 20.0, "free", ("prosecutors-dedicated-2012",), "who take cases")
    cases_per_prosecutor: float = parameter(0.5, "1/week", 0.0, 3.0, "free", ASSUMED, "decided per week")
    shelved: float = parameter(
        0.72, "1", 0.0, 0.9, "free", ("complaints-shelved-share",), "middling evidence, no testimony"
    )
    lesser_offence: float = parameter(
        0.85, "1", 0.0, 0.98, "free", ("convictions-2010-below-minimum",), "of those charged, same"
    )
    prosecutor_training_effect: float = parameter(
        1.0, "1", 0.0, 3.0, "free", ("officials-trained-total",), "skill, all trained"
    )
    evidence_weight: float = parameter(2.0, "1", 0.0, 8.0, "free", ASSUMED, "log odds from no to full evidence")
    testimony_ratio: float = parameter(2.0, "1", 1.0, 10.0, "free", ("d-tried-per-complaint",), "odds ratio")
    lapse: float = parameter(52.0, "weeks", 13.0, 520.0, "free", ASSUMED, "at one desk before a case is dropped")

    # court
    trials_per_week: float = parameter(0.8, "1/week", 0.0, 3.0, "free", ASSUMED, "that the court can hold")
    convicted: float = parameter(
        0.08, "1", 0.0, 0.6, "free", ("d-convicted-per-tried",), "of trials, middling evidence, no testimony"
    )
    bought: float = parameter(0.3, "1", 0.0, 0.9, "free", ASSUMED, "trials lost to bribes, at full corruption")
    court_bribe: float = parameter(20000.0, "soles", 1000.0, 200000.0, "free", ASSUMED, "for one trial")

    # sentences
    lesser_sentence: float = parameter(4.0, "years", 1.0, 8.0, "fixed", ("observed-sentence-range-2010",), "shortest")
    minimum_sentence: float = parameter(8.0, "years", 8.0, 8.0, "fixed", ("penalty-base",), "legal, for trafficking")
    highest_sentence: float = parameter(15.0, "years", 8.0, 20.0, "fixed", ("penalty-base",), "base offence")
    incapacitation: float = parameter(1.0, "1", 0.0, 1.0, "free", ASSUMED, "share of sentences really served")
    heads: float = parameter(0.03, "1", 0.0, 1.0, "free", ASSUMED, "of convictions, that of a network's head")
    leaderless_weeks: float = parameter(26.0, "weeks", 0.0, 104.0, "free", ASSUMED, "until a network has a new head")
    recruits_again: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of those released")
    deterrence: float = parameter(
        1.0, "1", 0.0, 1.0, "free", ("d-convicted-per-complaint",), "0: sentences deter nobody"
    )
    sanction_memory: float = parameter(0.01, "1/week", 0.001, 0.1, "free", ASSUMED, "weight of the newest week")
    sanction_hazard: float = parameter(
        0.03, "1", 0.0, 0.5, "free", ASSUMED, "hazard of giving up a week, per sentence-year expected a year"
    )
    sanction_cost: float = parameter(
        80000.0, "soles/year", 0.0, 500000.0, "free", ASSUMED, "what a year in prison is worth to an owner"
    )
    cohort_years: float = parameter(
        4.0, "years", 4.0, 4.0, "fixed", ASSUMED, "age at which cases are counted, a definition"
    )
