"""The complaint route, as case files show it, and what comes of it."""

import numpy as np

from model.codes import Desk
from model.outcomes.declare import flow, stock

for _desk, _word in ((Desk.POLICE, "police"), (Desk.PROSECUTOR, "prosecutors"), (Desk.COURT, "court")):
    stock(
        f"recorded.cases_waiting_at_{_word}", "cases", "lower", f"Cases that wait, {_word}.",
        lambda m, d=int(_desk): float(np.count_nonzero(m.cases.desk == d)),
    )  # fmt: skip
flow("recorded.cases_lost", "cases", "lower", "cases_lost", "Cases dropped by police or lost before the prosecutors.")
flow("recorded.cases_lapsed", "cases", "lower", "cases_lapsed", "Cases that nobody takes up in time at some desk.")
flow("recorded.sentence_years", "person-years", "neither", "sentence_years", "Length of the sentences imposed.")
flow(
    "recorded.convictions_below_minimum", "cases", "neither", "convicted_below_minimum",
    "Convictions with less than the legal minimum for trafficking.",
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
        f"recorded.cohort_{_name}", "cases", _better, f"cohort_{_name}",
        f"{_words}: cases lodged four years earlier, by what has become of them.",
    )  # fmt: skip
flow("true.evidence_lost", "cases", "lower", "evidence_lost", "Cases whose evidence disappears while they wait.")
flow("true.trials_bought", "cases", "lower", "trials_bought", "Trials whose outcome is bought.")
flow("true.bribes_to_court", "soles", "lower", "court_bribes", "Money paid for outcomes of trials, 2013 soles.")
flow("true.funds_confiscated", "soles", "neither", "funds_confiscated", "Funds of networks confiscated, 2013 soles.")
flow(
    "true.witness_weeks_restricted", "person-weeks", "lower", "witness_weeks",
    "Time in which protection keeps witnesses from moving and working freely.",
)  # fmt: skip
stock("true.people_in_prison", "persons", "neither", "Recruiters who serve a sentence.", lambda m: float(m.convicts.n))
flow(
    "true.released_who_recruit_again", "persons", "lower", "released_who_recruit",
    "Recruiters who go back to recruiting after a sentence.",
)  # fmt: skip
