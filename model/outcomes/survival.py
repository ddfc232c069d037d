"""What has become of survivors, and how long stays, debts and recoveries were."""

from itertools import pairwise

from model.codes import Form, Sex, Survival
from model.outcomes.declare import Better, flow, stock
from model.people.classes import CARE_EDGES, DEBT_EDGES, STAY_EDGES

STATES: dict[Survival, tuple[Better, str]] = {
    Survival.IN_CARE: ("neither", "who wait for a shelter, live in one or are in recovery"),
    Survival.AT_HOME: ("neither", "at home without recovery"),
    Survival.INDEPENDENT: ("higher", "at home who completed recovery or were reintegrated by a job"),
    Survival.RETURNED: ("lower", "in exploitation again, or with a role in it"),
    Survival.UNKNOWN: ("neither", "who are no longer followed"),
}
"""States of survivors: which direction is better, and who they are."""
GROUPS = {
    "by_form": {
        "sexual": (Form.SEXUAL, "after sexual exploitation"), "labour": (Form.LABOUR, "after labour exploitation"),
    },
    "by_sex": {"female": (Sex.FEMALE, "women and girls"), "male": (Sex.MALE, "men and boys")},
    "by_age": {"under_18": (0, "under 18 now"), "adult": (1, "adults now")},
}  # fmt: skip
"""How survivors are told apart, and who they are."""

for _state, (_better, _who) in STATES.items():
    _name = _state.name.lower()
    stock(
        f"true.identified_{_name}", unit="persons", better=_better, census="survivors", at=_state,
        definition=f"Survivors ever identified {_who}.",
    )  # fmt: skip
    for _by, _groups in GROUPS.items():
        for _group, (_at, _what) in _groups.items():
            stock(
                f"true.identified_{_name}_{_group}", unit="persons", better=_better, census=f"survivors_{_by}",
                at=_state * len(_groups) + _at, definition=f"Survivors ever identified {_who}: {_what}.",
            )  # fmt: skip
for _state, (_better, _who) in STATES.items():
    flow(
        f"true.years_later_{_state.name.lower()}", unit="persons", better=_better, census="after_years", at=_state,
        definition=f"Survivors, years (`aftercare.counted_after`) after they were identified, {_who}.",
    )  # fmt: skip
flow(
    "true.first_identified", unit="persons", better="higher", counts="first_identified",
    definition="Survivors identified for the first time.",
)  # fmt: skip


def classes(edges) -> list[str]:
    """Return the words for classes that edges divide: the first, those between edges, and the last."""
    whole = [f"{edge:.0f}" for edge in edges]
    between = [f"{low}_to_{high}" for low, high in pairwise(whole)]
    return [f"under_{whole[0]}", *between, f"{whole[-1]}_or_more"]


for _form in Form:
    _word = _form.name.lower()
    for _at, _class in enumerate(classes(STAY_EDGES)):
        flow(
            f"true.{_word}_stays_{_class}_weeks", unit="persons", better="neither", census=f"stays_{_word}", at=_at,
            definition=f"Exits after {_class.replace('_', ' ')} weeks of {_word} exploitation.",
        )  # fmt: skip
for _at, _class in enumerate(["none", *classes(DEBT_EDGES)[1:]]):
    flow(
        f"true.debt_at_exit_{_class}", unit="persons", better="neither", census="debts_at_exit", at=_at,
        definition=f"Exits with a debt of {_class.replace('_', ' ')}, soles.",
    )  # fmt: skip
for _at, _class in enumerate(classes(CARE_EDGES)):
    flow(
        f"true.recovery_ended_{_class}_weeks", unit="persons", better="lower", census="recovery_ends", at=_at,
        definition=f"Recoveries that end, by dropping out or relapse, after {_class.replace('_', ' ')} weeks.",
    )  # fmt: skip
