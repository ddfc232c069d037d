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
    ("lost", "lower", "Of them lost by police, between institutions, by lapse of time or because the accused fled"),
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
    "true.people_in_prison", unit="persons", better="neither",
    measure=lambda m: float(m.prisoners.sentenced.sum()),
    definition="People who serve a sentence for what they did in exploitation.",
)  # fmt: skip
stock(
    "true.people_detained", unit="persons", better="neither",
    measure=lambda m: float(m.prisoners.n - m.prisoners.sentenced.sum()),
    definition="Accused people who are detained before trial.",
)  # fmt: skip
for _name, _counts, _words in (
    ("taken_into_detention", "detained", "Accused people who are taken into custody before trial."),
    ("sent_to_prison", "imprisoned", "Convicted people who are taken into custody and were not detained before."),
    ("released", "released", "People released from custody, before trial or after a sentence."),
):
    flow(f"true.people_{_name}", unit="persons", better="neither", counts=_counts, definition=_words)
flow(
    "true.released_who_resume", unit="persons", better="lower", counts="released_who_resume",
    definition="People who take up their post in a network again after custody.",
)  # fmt: skip
flow(
    "recorded.accused", unit="cases", better="neither", counts="accused",
    definition="Cases that come to accuse somebody.",
)  # fmt: skip
flow(
    "recorded.charges_of_owners", unit="cases", better="neither", counts="charged_owners",
    definition="Of cases charged, those against owners.",
)  # fmt: skip
flow(
    "recorded.charges_of_women", unit="cases", better="neither", counts="charged_women",
    definition="Of cases charged, those against women.",
)  # fmt: skip
flow(
    "recorded.convictions_of_owners", unit="cases", better="neither", counts="convicted_owners",
    definition="Of trials that convict, those of owners.",
)  # fmt: skip
flow(
    "recorded.convictions_of_women", unit="cases", better="neither", counts="convicted_women",
    definition="Of trials that convict, those of women.",
)  # fmt: skip
flow(
    "recorded.accused_fled", unit="cases", better="lower", counts="accused_fled",
    definition="Cases charged that end because the accused flees before trial.",
)  # fmt: skip
flow(
    "recorded.testimonies", unit="cases", better="neither", counts="testimonies",
    definition="Cases in which a witness begins to testify.",
)  # fmt: skip
flow(
    "recorded.testimonies_withdrawn", unit="cases", better="lower", counts="testimonies_withdrawn",
    definition="Cases in which the witness withdraws before trial.",
)  # fmt: skip
flow(
    "true.bars_lost_to_justice", unit="bars", better="neither", counts="bars_lost_to_justice",
    definition="Bars closed because the owner is detained or convicted.",
)  # fmt: skip
flow(
    "true.bars_passed_on", unit="bars", better="neither", counts="bars_passed_on",
    definition="Bars that somebody else takes over because the owner is detained or convicted.",
)  # fmt: skip
