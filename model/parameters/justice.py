"""The complaint route: who is accused, police, prosecutors, courts, custody, sentences."""

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

    # who is accused
    named: float = parameter(0.3, "1", 0.02, 0.9, "free", ASSUMED, "of cases, that name somebody when they are lodged")
    identified: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "of the others, by an investigation with full evidence"
    )
    raid_owner: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "of accused after raids; the rest run the house")
    complaint_owner: float = parameter(0.1, "1", 0.0, 1.0, "free", ASSUMED, "of those whom people accuse")
    complaint_receiver: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ASSUMED, "of the others whom people accuse; the rest recruited them"
    )
    traced_owner: float = parameter(
        0.1, "1", 0.0, 1.0, "free", ASSUMED, "of intermediaries' cases, followed up to the owner with full evidence"
    )
    caught_on_the_way: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ASSUMED, "of cases from a checkpoint, with the transporter held there"
    )
    women_owners: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "of owners accused")
    women_recruiters: float = parameter(
        0.5, "1", 0.1, 0.9, "free", ("female-trafficker-age",), "of recruiters accused; the source says many"
    )
    women_transporters: float = parameter(0.2, "1", 0.0, 0.9, "free", ASSUMED, "of transporters accused")
    women_receivers: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of receivers accused")

    # police desk
    officers: float = parameter(4.0, "persons", 1.0, 40.0, "free", ASSUMED, "who work on cases of the region")
    steps_per_officer: float = parameter(2.0, "1/week", 0.0, 8.0, "free", ASSUMED, "steps of investigation taken")
    police_steps: float = parameter(3.0, "1", 1.0, 10.0, "free", ASSUMED, "until a file goes to the prosecutors")
    evidence_found: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "chance of a step to find some, act")
    purpose_found: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "the same, purpose of exploitation")
    piece: float = parameter(0.4, "1", 0.05, 1.0, "free", ASSUMED, "of what a file lacks, that a find adds")
    spot_evidence: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "of the act, from a raid or checkpoint")
    evidence_lost: float = parameter(
        0.03, "1/week", 0.0, 1.0, "free", ASSUMED, "what a file at the police holds, at full corruption"
    )
    evidence_fading: float = parameter(0.003, "1/week", 0.0, 0.05, "free", ASSUMED, "of what a file holds, with time")
    fear: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "cases not pursued where the camp is hostile")
    handover_loss: float = parameter(0.08, "1", 0.0, 0.6, "free", ASSUMED, "cases lost between police and prosecutors")
    police_training_effect: float = parameter(1.0, "1", 0.0, 3.0, "free", ("training-days",), "skill, all trained")
    lapse: float = parameter(52.0, "weeks", 13.0, 520.0, "free", ASSUMED, "unattended, until a case is dropped")

    # witnesses
    testimony: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "who testify when asked, free to move, no hostility"
    )
    restriction: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "kept from it by protection that restricts")
    rights_effect: float = parameter(
        0.5, "1", 0.0, 2.0, "free", ("awareness-mdd",), "added where all know their rights"
    )
    witness_fear: float = parameter(1.5, "1", 0.0, 6.0, "free", ASSUMED, "cut in log testimony at full hostility")
    withdrawal: float = parameter(
        0.008, "1/week", 0.0, 0.1, "free", ASSUMED, "of testimony, at home, no fear, nothing owed"
    )
    fear_withdraws: float = parameter(2.0, "1", 0.0, 10.0, "free", ASSUMED, "rise of that hazard at full hostility")
    debt_withdraws: float = parameter(
        0.5, "1", 0.0, 5.0, "free", ASSUMED, "the same, with as much owed as an advance; stands for consent too"
    )
    care_keeps: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "ratio of that hazard in care")
    protection_keeps: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "cut in it where protection leaves free")
    treatment: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of witnesses who stay in spite of treatment")
    witness_weeks: float = parameter(
        26.0, "weeks", 0.0, 104.0, "free", ASSUMED, "under restrictions, from the complaint"
    )

    # prosecutors
    prosecutors: float = parameter(3.0, "persons", 0.5, 20.0, "free", ASSUMED, "who take cases, not only these")
    cases_per_prosecutor: float = parameter(0.5, "1/week", 0.0, 3.0, "free", ASSUMED, "decided per week")
    prosecutor_training_effect: float = parameter(
        1.0, "1", 0.0, 3.0, "free", ("officials-trained-total",), "skill, all trained"
    )
    evidence_weight: float = parameter(6.0, "1", 0.0, 20.0, "free", ASSUMED, "log odds from no to full evidence")
    testimony_worth: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "of testimony, in units of full evidence")
    charge_threshold: float = parameter(0.7, "1", 0.0, 2.0, "free", ASSUMED, "evidence with even odds of a charge")

    # custody before trial
    detention: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of those charged, grave case, full evidence")
    detention_lesser: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "ratio of it where the case is not grave")
    detention_weeks: float = parameter(39.0, "weeks", 4.0, 156.0, "free", ASSUMED, "the longest without a trial")
    remand_released: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ("remand-released-share",), "of those detained, before that"
    )
    absconding: float = parameter(0.003, "1/week", 0.0, 0.05, "free", ASSUMED, "of accused who are free, once charged")
    resumes: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of those released, who take up their post again")

    # court
    trials_per_week: float = parameter(0.8, "1/week", 0.0, 3.0, "free", ASSUMED, "that the court can hold")
    trial_wait: float = parameter(39.0, "weeks", 0.0, 156.0, "free", ASSUMED, "at least, from charge to trial")
    conviction_threshold: float = parameter(0.9, "1", 0.0, 2.0, "free", ASSUMED, "evidence with even odds, at trial")
    bought: float = parameter(0.3, "1", 0.0, 0.9, "free", ASSUMED, "trials lost to bribes, at full corruption")
    court_bribe: float = parameter(20000.0, "soles", 1000.0, 200000.0, "free", ASSUMED, "for one trial")

    # sentences
    lesser_sentence: float = parameter(4.0, "years", 1.0, 8.0, "fixed", ("observed-sentence-range-2010",), "shortest")
    minimum_sentence: float = parameter(8.0, "years", 8.0, 8.0, "fixed", ("penalty-base",), "legal, for trafficking")
    highest_sentence: float = parameter(15.0, "years", 8.0, 20.0, "fixed", ("penalty-base",), "base offence")
    incapacitation: float = parameter(1.0, "1", 0.0, 1.0, "free", ASSUMED, "share of sentences and detentions served")
    heads: float = parameter(0.1, "1", 0.0, 1.0, "free", ASSUMED, "of networks' owners convicted, that of its head")
    leaderless_weeks: float = parameter(26.0, "weeks", 0.0, 104.0, "free", ASSUMED, "until a network has a new head")
    detention_closes: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "of bars whose owner is detained")
    conviction_closes: float = parameter(0.7, "1", 0.0, 1.0, "free", ASSUMED, "of bars whose owner is convicted")
    transfer_weeks: float = parameter(6.0, "weeks", 0.0, 52.0, "free", ASSUMED, "shut, of bars that pass on instead")
    to_network: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "of those, to another network; else a relative")

    # deterrence
    deterrence: float = parameter(1.0, "1", 0.0, 1.0, "free", ASSUMED, "0: sentences deter nobody")
    sanction_memory: float = parameter(0.01, "1/week", 0.001, 0.1, "free", ASSUMED, "weight of the newest week")
    sanction_hazard: float = parameter(
        0.03, "1", 0.0, 0.5, "free", ASSUMED, "intermediaries' hazard of giving up a week, per year in prison expected"
    )
    sanction_cost: float = parameter(
        80000.0, "soles/year", 0.0, 500000.0, "free", ASSUMED, "what a year in prison is worth to an owner"
    )
    cohort_years: float = parameter(
        4.0, "years", 4.0, 4.0, "fixed", ASSUMED, "age at which cases are counted, a definition"
    )
