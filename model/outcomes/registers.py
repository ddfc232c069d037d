"""What registers show, and what that is of the truth."""

from model.outcomes.declare import declare, flow, stock
from model.processes.state.registers import running_ratio
from model.text.dates import WEEKS_PER_YEAR

# police
flow(
    "recorded.reta_complaints", "complaints", "neither", "reta_complaints",
    "Complaints in the police register, those entered twice counted twice.",
)  # fmt: skip
flow("recorded.reta_duplicates", "complaints", "neither", "reta_duplicates", "Of those, second entries of the same.")
flow(
    "recorded.reta_victims", "persons", "neither", "reta_victims",
    "People entered as victims by police: those named in complaints, and those taken by mistake in raids.",
)  # fmt: skip
flow("recorded.reta_suspects", "persons", "neither", "reta_suspects", "Suspects in the police register.")

# prosecutors
flow("recorded.sistra_cases", "cases", "neither", "sistra_cases", "Decided cases in the prosecutors' register.")
flow(
    "recorded.sistra_cases_sexual", "cases", "neither", "sistra_cases_sexual",
    "Of those, cases of sexual exploitation.",
)  # fmt: skip
flow("recorded.sistra_victims", "persons", "neither", "sistra_victims", "People entered as victims by prosecutors.")
flow("recorded.sistra_victims_under_18", "persons", "neither", "sistra_victims_under_18", "Of those, under 18.")
flow("recorded.sistra_victims_female", "persons", "neither", "sistra_victims_female", "Of those, women and girls.")
flow("recorded.sistra_charges", "cases", "neither", "sistra_charges", "Charges that reach the prosecutors' register.")
flow("recorded.sistra_trials", "cases", "neither", "sistra_trials", "Trials that reach the prosecutors' register.")
flow(
    "recorded.sistra_convictions", "cases", "neither", "sistra_convictions",
    "Trials that convict and reach the prosecutors' register.",
)  # fmt: skip
flow("recorded.shelved", "cases", "neither", "shelved", "Cases shelved by prosecutors.")
flow("recorded.charges", "cases", "neither", "charged", "Cases charged, as any offence.")
flow("recorded.charges_lesser", "cases", "neither", "charged_lesser", "Of those, charged as a lesser offence.")
flow("recorded.trials", "cases", "neither", "tried", "Trials held.")
flow("recorded.convictions", "cases", "neither", "convicted", "Trials that convict.")

# both, and what is filed apart
flow(
    "recorded.in_both_registers", "cases", "neither", "in_both_registers",
    "Cases entered in both registers, counted when the second enters them.",
)  # fmt: skip
flow(
    "recorded.double_counts", "cases", "neither", "double_counts",
    "Of those, cases not kept in one file, which a sum of the two registers counts twice.",
)  # fmt: skip
flow(
    "recorded.shared_register_cases", "cases", "neither", "shared_register_cases",
    "Cases entered in either register, each once: what one shared register would show.",
)  # fmt: skip
flow(
    "recorded.missing_persons", "persons", "neither", "missing_persons",
    "People in exploitation whom families report missing; filed apart.",
)  # fmt: skip
flow(
    "recorded.missing_persons_linked", "persons", "neither", "missing_persons_linked",
    "Of those, reports that are linked to trafficking.",
)  # fmt: skip
stock(
    "recorded.ngo_people_counted", "persons", "neither", "People in sexual exploitation whom the local NGO counts.",
    lambda m: m.flows["ngo_counted"],
)  # fmt: skip

# recorded over true
PAST = "sums over the past in which a week counts the less the older it is, a year on average"
for _name, _part, _whole, _said in (
    (
        "reta_complaints_to_complaints", "reta_complaints", "complaints",
        "Complaints entered by police over those lodged",
    ),
    (
        "reta_victims_to_people_identified", "reta_victims", "survivors_identified",
        "People entered by police over those rightly identified by anybody",
    ),
    (
        "ngo_count_to_people_in_sexual_exploitation", "ngo_counted", "in_sexual_exploitation",
        "People whom the NGO counts over people in sexual exploitation",
    ),
):  # fmt: skip
    declare(
        f"ratio.{_name}", "1", "mean", "neither", f"{_said}; {PAST}.",
        lambda m, part=_part, whole=_whole: running_ratio(m, part, whole),
    )  # fmt: skip
for _register, _said in (("reta", "police"), ("sistra", "prosecutors")):
    declare(
        f"ratio.{_register}_victims_to_people_in_exploitation", "1", "mean", "neither",
        f"People whom {_said} enter in a year over people in exploitation, either form; {PAST}.",
        lambda m, part=f"{_register}_victims": running_ratio(m, part, "in_exploitation") * WEEKS_PER_YEAR,
    )  # fmt: skip
