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
    stock(
        f"true.{_name}", unit="1", better=_better, measure=lambda m, entry=int(_entry): float(m.climate[entry]),
        definition=_definition,
    )  # fmt: skip


def awareness_at_origin(model) -> float:
    """Return the mean share of people aware over origins, people under 18 and adults with equal weight."""
    society = model.parameters.civil_society
    known = (society.aware_under_18 + society.aware_adult) / 2.0
    return known + (1.0 - known) * model.census.informed


stock(
    "true.awareness_at_origin", unit="1", better="higher", measure=awareness_at_origin,
    definition="Share of people at origin who are aware of trafficking.",
)  # fmt: skip
flow(
    "true.hotline_calls", unit="calls", better="neither", counts="hotline_calls",
    definition="Calls of the hotline about people in exploitation, answered or not.",
)  # fmt: skip
for _name, _definition in (
    ("hotline_calls_answered", "Of these, calls that an operator answers."),
    ("hotline_calls_understood", "Of those answered, calls in a language that the operator speaks."),
    ("hotline_calls_acted_on", "Calls about people still in exploitation after which somebody goes to look."),
):
    flow(
        f"true.{_name}", unit="calls", better="higher", counts=_name,
        definition=_definition,
    )  # fmt: skip
flow(
    "true.families_seen_at_contact_points", unit="persons", better="higher", counts="families_seen",
    definition="People in exploitation whose families DEMUNA or women's emergency centres see.",
)  # fmt: skip
flow(
    "true.survivors_seen_at_contact_points", unit="persons", better="higher", counts="survivors_seen",
    definition="Survivors at home whom DEMUNA or women's emergency centres see, with first help and no lodging.",
)  # fmt: skip
flow(
    "true.referred_by_contact_points", unit="persons", better="higher", counts="referred_by_contact_points",
    definition="Of people seen there, those whose complaint is passed on.",
)  # fmt: skip
flow(
    "true.reprisals", unit="persons", better="lower", counts="reprisals",
    definition="People who suffer a reprisal after a complaint.",
)  # fmt: skip
