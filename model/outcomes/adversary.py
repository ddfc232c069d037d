"""How bars and recruiters adapt, and what licences do."""

from model.outcomes.declare import flow, ratio, stock


def expected_fine(model) -> float:
    """Return the fine that a bar expects, soles a week."""
    from model.processes.bars import licensing  # here, so that outcomes can be read without kernels

    return licensing.expected_fine(model.world)


# recruiters
flow(
    "true.recruiters_who_switched", unit="persons", better="neither", counts="recruiters_who_switched",
    definition="Recruiters who change where or how they recruit.",
)  # fmt: skip
flow(
    "true.journeys_round_control", unit="persons", better="lower", counts="journeys_round_control",
    definition="People who are brought by a longer way on which there is less control.",
)  # fmt: skip
flow(
    "true.posts_given_up", unit="posts", better="higher", counts="posts_given_up",
    definition="Posts that bars and mines do not seek to fill because it costs too much.",
)  # fmt: skip
flow(
    "true.networks_dissolved", unit="networks", better="higher", counts="networks_dissolved",
    definition="Networks that end for want of recruiters, head and funds.",
)  # fmt: skip
flow(
    "true.networks_entered", unit="networks", better="lower", counts="networks_entered",
    definition="Networks that enter the place of one that ended.",
)  # fmt: skip

for _role, _words in (("transporters", "Transporters"), ("receivers", "People who receive arrivals")):
    stock(
        f"true.{_role}", unit="persons", better="lower",
        measure=lambda m, role=_role: float(getattr(m.networks, role).sum()),
        definition=f"{_words}, of organised networks.",
    )  # fmt: skip
flow(
    "true.posts_held_up", unit="posts", better="higher", counts="posts_held_up",
    definition="Posts that networks cannot fill in a week for want of transporters or receivers.",
)  # fmt: skip

# bars
stock(
    "true.hidden_share_of_bars", unit="1", better="neither",
    census="bars_hidden",
    definition="Mean part of their trade that bars keep out of sight.", of_nothing="0 where there are no bars",
)  # fmt: skip
stock(
    "true.hidden_bars_detected", unit="1", better="higher",
    census="sight",
    definition="Mean share of bars' hiding that police units detect.",
)  # fmt: skip
flow("true.bars_opened", unit="bars", better="neither", counts="bars_opened", definition="Bars that open.")
flow(
    "true.bars_moved", unit="bars", better="neither", counts="bars_moved",
    definition="Bars that move to another camp.",
)  # fmt: skip
flow(
    "true.people_moved_with_bars", unit="persons", better="lower", counts="people_moved_with_bars",
    definition="People in sexual exploitation who are taken along when a bar moves.",
)  # fmt: skip
stock(
    "true.profit_of_a_bar", unit="soles/week", better="neither",
    measure=lambda m: ratio(m.flows["bar_takings"] - m.flows["bar_costs"], m.bars.n),
    definition="Mean profit of a bar before bribes and fines, 2013 soles.", of_nothing="0 where there are no bars",
)  # fmt: skip
flow(
    "true.bars_found_in_breach", unit="bars", better="neither", counts="bars_found_in_breach",
    definition="Bars that inspections find in breach.",
)  # fmt: skip
flow(
    "true.fines_paid", unit="soles", better="neither", counts="fines_paid",
    definition="Fines that owners of bars pay to the state, 2013 soles.",
)  # fmt: skip
flow(
    "true.bars_shut_by_inspection", unit="bars", better="neither", counts="bars_shut_by_inspection",
    definition="Bars that inspections shut for some weeks.",
)  # fmt: skip
flow(
    "true.bars_closed_by_code", unit="bars", better="neither", counts="bars_closed_by_code",
    definition="Bars that close for breach of a code of conduct.",
)  # fmt: skip
flow(
    "true.cases_in_legal_gap", unit="cases", better="lower", counts="cases_in_legal_gap",
    definition="Cases from raids that rest on an offence the law does not know in bars without lodging.",
)  # fmt: skip
stock(
    "true.expected_fine", unit="soles/week", better="neither", measure=expected_fine,
    definition="What a bar expects to lose by inspections: detection times fine and cost while shut, 2013 soles.",
)  # fmt: skip
