"""What people know, trust and tolerate, and what NGOs and media do."""

from model.codes import Climate
from model.outcomes.declare import flow, stock

for _name, _better, _entry, _definition in (
    ("trust", "higher", Climate.TRUST, "Trust in police and courts, from 0 to 1."),
    ("tolerance", "lower", Climate.TOLERANCE, "Social tolerance of exploitation, from 0 to 1."),
    ("media_attention", "neither", Climate.ATTENTION, "Attention of media to exploitation, from 0 to 1."),
    ("trained_police", "higher", Climate.POLICE_TRAINING, "Share of police in the region who are trained."),
    ("trained_prosecutors", "higher", Climate.PROSECUTOR_TRAINING, "Share of prosecutors and judges trained."),
    (
        "trained_professionals",
        "higher",
        Climate.PROFESSIONALS,
        "Share of teachers and health workers who know the signs.",
    ),
):
    stock(f"true.{_name}", "1", _better, _definition, lambda m, entry=int(_entry): float(m.climate[entry]))


def awareness_at_origin(model) -> float:
    """Return the mean share of people aware, over origins, people under 18 and adults alike."""
    p = model.parameters.civil_society
    known = (p.aware_under_18 + p.aware_adult) / 2.0
    return known + (1.0 - known) * float(model.campaign.mean())


stock(
    "true.awareness_at_origin",
    "1",
    "higher",
    "Share of people at origin who are aware of trafficking.",
    awareness_at_origin,
)
flow("true.hotline_calls", "calls", "neither", "hotline_calls", "Calls of the hotline about people in exploitation.")
flow("true.reprisals", "persons", "lower", "reprisals", "People who suffer a reprisal after a complaint.")
