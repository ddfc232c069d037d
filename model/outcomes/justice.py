"""The complaint route as case files show it, and its results."""

from model.codes import Desk
from model.outcomes.declare import flow, stock

for _desk, _word in ((Desk.POLICE, "police"), (Desk.PROSECUTOR, "prosecutors"), (Desk.COURT, "court")):
    stock(
        f"recorded.cases_waiting_at_{_word}", unit="cases", better="lower",
        census="cases_waiting", at=_desk,
        definition=f"Cases that wait, {_word}.",
    )  # fmt: skip
flow(
    "recorded.cases_lost", unit="cases", better="lower", counts="cases_lost",
    definition="Cases dropped by police or lost before the prosecutors.",
)  # fmt: skip
flow(
    "recorded.cases_lapsed", unit="cases", better="lower", counts="cases_lapsed",
    definition="Cases that nobody takes up in time at some desk.",
)  # fmt: skip
flow(
    "recorded.sentence_years", unit="person-years", better="neither", counts="sentence_years",
    definition="Length of the sentences imposed.",
)  # fmt: skip
flow(
    "recorded.convictions_below_minimum", unit="cases", better="neither", counts="convicted_below_minimum",
    definition="Convictions with less than the legal minimum for trafficking.",
)  # fmt: skip
for _name, _better, _words in (
    ("complaints", "neither", "All of them"),
    ("lost", "lower", "Of them lost by police, between institutions or by lapse of time"),
    ("shelved", "neither", "Of them shelved by prosecutors"),
    ("charged", "neither", "Of them charged, as any offence"),
    ("tried", "neither", "Of them tried"),
    ("convicted", "neither", "Of them convicted"),
    ("open", "lower", "Of them still undecided"),
):
    flow(
        f"recorded.cohort_{_name}", unit="cases", better=_better, counts=f"cohort_{_name}",
        definition=f"{_words}: cases lodged four years earlier, by what has become of them.",
    )  # fmt: skip
flow(
    "true.evidence_lost", unit="cases", better="lower", counts="evidence_lost",
    definition="Cases whose evidence disappears while they wait.",
)  # fmt: skip
flow(
    "true.trials_bought", unit="cases", better="lower", counts="trials_bought",
    definition="Trials whose outcome is bought.",
)  # fmt: skip
flow(
    "true.bribes_to_court", unit="soles", better="lower", counts="court_bribes",
    definition="Money paid for outcomes of trials, 2013 soles.",
)  # fmt: skip
flow(
    "true.funds_confiscated", unit="soles", better="neither", counts="funds_confiscated",
    definition="Funds of networks confiscated, 2013 soles.",
)  # fmt: skip
flow(
    "true.witness_weeks_restricted", unit="person-weeks", better="lower", counts="witness_weeks",
    definition="Time in which protection keeps witnesses from moving and working freely.",
)  # fmt: skip
stock(
    "true.people_in_prison", unit="persons", better="neither", measure=lambda m: float(m.convicts.n),
    definition="Recruiters who serve a sentence.",
)  # fmt: skip
flow(
    "true.released_who_recruit_again", unit="persons", better="lower", counts="released_who_recruit",
    definition="Recruiters who go back to recruiting after a sentence.",
)  # fmt: skip
