"""What police and other officials do."""

from model.outcomes.declare import declare, flow, stock

flow("true.raids", "raids", "neither", "raids", "Raids on bars carried out.")
declare(
    "true.raids_empty", "raids", "sum", "lower", "Raids that find nobody, for any cause.",
    lambda m: sum(m.flows[f"raids_empty_{cause}"] for cause in CAUSES),
)  # fmt: skip
CAUSES = ("official_leak", "lookout", "wrong_place", "moved_on")
for _cause in CAUSES:
    flow(
        f"true.raids_empty_{_cause}", "raids", "lower", f"raids_empty_{_cause}",
        f"Raids that find nobody: {_cause.replace('_', ' ')}.",
    )  # fmt: skip
for _band, _words in (
    ("none", "nobody"), ("1", "one person"), ("2_to_4", "two to four"), ("5_to_9", "five to nine"),
    ("10_or_more", "ten or more"),
):  # fmt: skip
    flow(
        f"true.raids_identifying_{_band}", "raids", "neither", f"raids_identifying_{_band}",
        f"Raids that rightly identify {_words}; the five classes add up to all raids.",
    )  # fmt: skip
flow("true.raids_joint", "raids", "neither", "raids_joint", "Raids together with prosecutors and an NGO.")
flow(
    "true.people_identified_in_operations", "persons", "higher", "identified_in_operations",
    "People in exploitation whom rescue raids within operations against mining identify.",
)  # fmt: skip
flow("true.people_believed_in_raids", "persons", "neither", "raid_believed", "Believed present where raids go.")
flow("true.people_present_in_raids", "persons", "neither", "raid_present", "Present where raids go.")
flow("true.people_found", "persons", "higher", "raid_found", "People in exploitation whom raids find.")
flow(
    "true.people_misidentified",
    "persons",
    "lower",
    "people_misidentified",
    "Bar workers taken for people in exploitation.",
)
flow("true.complaints", "complaints", "neither", "complaints", "Complaints lodged, entered in a register or not.")
flow("true.cost_to_state", "soles", "lower", "cost_to_state", "What policies cost the state, 2013 soles.")
flow("true.cost_to_ngos", "soles", "lower", "cost_to_ngos", "What NGOs pay of the scenario's policies, 2013 soles.")

# integrity
stock(
    "true.corruption", "1", "lower", "Mean readiness of police to leak and take money, 0 to 1.",
    lambda m: m.corruption(),
)  # fmt: skip
flow(
    "true.bribes_at_checkpoints", "soles", "lower", "bribes_at_checkpoints",
    "Paid by networks so that controls let people pass, 2013 soles.",
)  # fmt: skip
declare(
    "true.extortion", "soles", "sum", "lower", "Taken by officials from miners and bar workers, 2013 soles.",
    lambda m: m.flows["extortion_miners"] + m.flows["extortion_workers"],
)  # fmt: skip
flow("true.officials_sanctioned", "persons", "neither", "officials_sanctioned", "Officials whom control sanctions.")
flow("true.scandals", "1", "neither", "scandals", "Corruption scandals after which teams change and plans stall.")
