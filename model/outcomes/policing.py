"""What police and other officials do."""

from model.outcomes.declare import declare, flow

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
flow("true.cost_to_state", "soles", "lower", "policy_cost", "Cost of the scenario's policies, 2013 soles.")
