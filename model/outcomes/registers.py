"""What registers record, and how it compares with what happens in the model."""

from model.outcomes.declare import flow, stock
from model.text.dates import WEEKS_PER_YEAR


def running_ratio(model, part: str, whole: str) -> float:
    """Return one running sum over another, 0 where there is nothing to divide by."""
    from model.processes.state import registers  # here, so that outcomes can be read without kernels

    return registers.running_ratio(model, part, whole)


# police
flow(
    "recorded.reta_complaints", unit="complaints", better="neither", counts="reta_complaints",
    definition="Complaints in the police register, those entered twice counted twice.",
)  # fmt: skip
flow(
    "recorded.reta_duplicates", unit="complaints", better="neither", counts="reta_duplicates",
    definition="Of those, second entries of the same.",
)  # fmt: skip
flow(
    "recorded.reta_victims", unit="persons", better="neither", counts="reta_victims",
    definition="People entered as victims by police: those named in complaints, and those taken by mistake in raids.",
)  # fmt: skip
flow(
    "recorded.reta_suspects", unit="persons", better="neither", counts="reta_suspects",
    definition="Suspects in the police register.",
)  # fmt: skip

# prosecutors
flow(
    "recorded.sistra_cases", unit="cases", better="neither", counts="sistra_cases",
    definition="Cases in the prosecutors' register: complaints lodged with prosecutors, and others once decided.",
)  # fmt: skip
flow(
    "recorded.sistra_cases_sexual", unit="cases", better="neither", counts="sistra_cases_sexual",
    definition="Of those, cases of sexual exploitation.",
)  # fmt: skip
flow(
    "recorded.sistra_victims", unit="persons", better="neither", counts="sistra_victims",
    definition="People entered as victims by prosecutors.",
)  # fmt: skip
flow(
    "recorded.sistra_victims_under_18", unit="persons", better="neither", counts="sistra_victims_under_18",
    definition="Of those, under 18.",
)  # fmt: skip
flow(
    "recorded.sistra_victims_female", unit="persons", better="neither", counts="sistra_victims_female",
    definition="Of those, women and girls.",
)  # fmt: skip
flow(
    "recorded.sistra_charges", unit="cases", better="neither", counts="sistra_charges",
    definition="Charges that reach the prosecutors' register.",
)  # fmt: skip
flow(
    "recorded.sistra_trials", unit="cases", better="neither", counts="sistra_trials",
    definition="Trials that reach the prosecutors' register.",
)  # fmt: skip
flow(
    "recorded.sistra_convictions", unit="cases", better="neither", counts="sistra_convictions",
    definition="Trials that convict and reach the prosecutors' register.",
)  # fmt: skip
flow("recorded.shelved", unit="cases", better="neither", counts="shelved", definition="Cases shelved by prosecutors.")
flow("recorded.charges", unit="cases", better="neither", counts="charged", definition="Cases charged, as any offence.")
flow(
    "recorded.charges_lesser", unit="cases", better="neither", counts="charged_lesser",
    definition="Of those, charged as a lesser offence.",
)  # fmt: skip
flow("recorded.trials", unit="cases", better="neither", counts="tried", definition="Trials held.")
flow("recorded.convictions", unit="cases", better="neither", counts="convicted", definition="Trials that convict.")

# where complaints are lodged
flow(
    "recorded.complaints_to_prosecutors", unit="complaints", better="neither", counts="complaints_to_prosecutors",
    definition="Complaints lodged directly with prosecutors, which never reach the police register by themselves.",
)  # fmt: skip
flow(
    "recorded.complaints_elsewhere", unit="complaints", better="neither", counts="complaints_elsewhere",
    definition="Complaints about events here that are lodged in other regions, which count them as theirs.",
)  # fmt: skip
flow(
    "recorded.complaints_transferred", unit="complaints", better="neither", counts="complaints_transferred",
    definition="Of those, complaints sent on to this region, where they become cases.",
)  # fmt: skip

# both, and what is filed apart
flow(
    "recorded.in_both_registers", unit="cases", better="neither", counts="in_both_registers",
    definition="Cases entered in both registers, counted when the second enters them.",
)  # fmt: skip
flow(
    "recorded.double_counts", unit="cases", better="neither", counts="double_counts",
    definition="Of those, cases not kept in one file, which a sum of the two registers counts twice.",
)  # fmt: skip
flow(
    "recorded.shared_register_cases", unit="cases", better="neither", counts="shared_register_cases",
    definition="Cases entered in either register, each once: what one shared register would show.",
)  # fmt: skip
flow(
    "recorded.missing_persons", unit="persons", better="neither", counts="missing_persons",
    definition="People in exploitation whom families report missing; filed apart.",
)  # fmt: skip
flow(
    "recorded.missing_persons_linked", unit="persons", better="neither", counts="missing_persons_linked",
    definition="Of those, reports that are linked to trafficking.",
)  # fmt: skip
stock(
    "recorded.ngo_people_counted", unit="persons", better="neither", measure=lambda m: m.flows["ngo_counted"],
    definition="People in sexual exploitation whom the local NGO counts.",
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
        "in_both_registers_to_either", "in_both_registers", "shared_register_cases",
        "Cases entered in both registers over those entered in either",
    ),
    (
        "ngo_count_to_people_in_sexual_exploitation", "ngo_counted", "in_sexual_exploitation",
        "People whom the NGO counts over people in sexual exploitation",
    ),
):  # fmt: skip
    stock(
        f"ratio.{_name}", unit="1", better="neither",
        measure=lambda m, part=_part, whole=_whole: running_ratio(m, part, whole),
        definition=f"{_said}; {PAST}.", of_nothing="0 as long as nothing has happened that could be recorded",
    )  # fmt: skip
for _register, _said in (("reta", "police"), ("sistra", "prosecutors")):
    stock(
        f"ratio.{_register}_victims_to_people_in_exploitation", unit="1", better="neither",
        measure=lambda m, part=f"{_register}_victims": running_ratio(m, part, "in_exploitation") * WEEKS_PER_YEAR,
        definition=f"People whom {_said} enter in a year over people in exploitation, either form; {PAST}.",
        of_nothing="0 as long as nobody has been in exploitation",
    )  # fmt: skip
