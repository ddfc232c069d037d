"""What police and other officials do."""

import numpy as np

from model.outcomes.declare import flow, stock

flow("true.raids", unit="raids", better="neither", counts="raids", definition="Raids on bars carried out.")
flow(
    "true.raids_empty", unit="raids", better="lower",
    measure=lambda m: sum(m.flows[f"raids_empty_{cause}"] for cause in CAUSES),
    definition="Raids that find nobody, for any cause.",
)  # fmt: skip
CAUSES = ("official_leak", "lookout", "wrong_place", "moved_on")
for _cause in CAUSES:
    flow(
        f"true.raids_empty_{_cause}", unit="raids", better="lower", counts=f"raids_empty_{_cause}",
        definition=f"Raids that find nobody: {_cause.replace('_', ' ')}.",
    )  # fmt: skip
flow(
    "true.raids_warned_wholly", unit="raids", better="lower", counts="raids_warned_wholly",
    definition="Raids of which all bars of the camp hear through officials.",
)  # fmt: skip
flow(
    "true.raids_warned_partly", unit="raids", better="lower", counts="raids_warned_partly",
    definition="Raids of which some bars of the camp hear through officials, and others not.",
)  # fmt: skip
flow(
    "true.bars_warned_by_officials", unit="bars", better="lower", counts="bars_warned_by_officials",
    definition="Bars that hear of a raid on their camp through officials, added up over raids.",
)  # fmt: skip
flow(
    "true.bars_where_raids_go", unit="bars", better="neither", counts="bars_in_raided_camps",
    definition="Bars in camps that are raided, added up over raids.",
)  # fmt: skip
for _band, _words in (
    ("none", "nobody"), ("1", "one person"), ("2_to_4", "two to four"), ("5_to_9", "five to nine"),
    ("10_or_more", "ten or more"),
):  # fmt: skip
    flow(
        f"true.raids_identifying_{_band}", unit="raids", better="neither", counts=f"raids_identifying_{_band}",
        definition=f"Raids that rightly identify {_words}; the five classes add up to all raids.",
    )  # fmt: skip
flow(
    "true.raids_joint", unit="raids", better="neither", counts="raids_joint",
    definition="Raids together with prosecutors and an NGO.",
)  # fmt: skip
flow(
    "true.people_identified_in_operations", unit="persons", better="higher", counts="identified_in_operations",
    definition="People in exploitation whom rescue raids within operations against mining identify.",
)  # fmt: skip
flow(
    "true.people_believed_in_raids", unit="persons", better="neither", counts="raid_believed",
    definition="Believed present where raids go.",
)  # fmt: skip
flow(
    "true.people_present_in_raids", unit="persons", better="neither", counts="raid_present",
    definition="Present where raids go.",
)  # fmt: skip
flow(
    "true.people_found", unit="persons", better="higher", counts="raid_found",
    definition="People in exploitation whom raids find.",
)  # fmt: skip
flow(
    "true.people_misidentified", unit="persons", better="lower", counts="people_misidentified",
    definition="Bar workers taken for people in exploitation.",
)  # fmt: skip
flow(
    "true.complaints", unit="complaints", better="neither", counts="complaints",
    definition="Complaints lodged, entered in a register or not.",
)  # fmt: skip
flow(
    "true.cost_to_state", unit="soles", better="lower", counts="cost_to_state",
    definition="What policies cost the state, 2013 soles.",
)  # fmt: skip
flow(
    "true.cost_to_ngos", unit="soles", better="lower", counts="cost_to_ngos",
    definition="What NGOs pay of the scenario's policies, 2013 soles.",
)  # fmt: skip

# integrity
stock(
    "true.corruption", unit="1", better="lower", census="corruption",
    definition="Mean readiness of police to leak and take money, 0 to 1.",
)  # fmt: skip
stock(
    "true.spread_of_readiness_among_police_units", unit="1", better="neither",
    measure=lambda m: float(np.std(m.police.corruption)),
    definition="Standard deviation, over police units, of their officers' mean readiness to leak and take money.",
)  # fmt: skip
stock(
    "true.officials_with_ties", unit="persons", better="lower",
    measure=lambda m: float(np.count_nonzero(m.officials.patron >= 0)),
    definition="Officials who take money from owners of bars, of all whom the model follows.",
)  # fmt: skip
flow(
    "true.officials_replaced", unit="persons", better="neither", counts="officials_replaced",
    definition="Officials who leave their post, moved or removed, and are followed by others.",
)  # fmt: skip
flow(
    "true.bribes_at_checkpoints", unit="soles", better="lower", counts="bribes_at_checkpoints",
    definition="Paid by networks so that controls let people pass, 2013 soles.",
)  # fmt: skip
flow(
    "true.extortion", unit="soles", better="lower",
    measure=lambda m: m.flows["extortion_miners"] + m.flows["extortion_workers"],
    definition="Taken by officials from miners and bar workers, 2013 soles.",
)  # fmt: skip
flow(
    "true.officials_sanctioned", unit="persons", better="neither", counts="officials_sanctioned",
    definition="Officials whom control sanctions.",
)  # fmt: skip
flow(
    "true.scandals", unit="1", better="neither", counts="scandals",
    definition="Corruption scandals after which teams change and plans stall.",
)  # fmt: skip
