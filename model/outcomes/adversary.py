"""How bars and recruiters adapt, and what licences do."""

from model.codes import Seeking
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

# how posts are sought and filled
stock(
    "true.share_of_posts_sought_through_recruiters", unit="1", better="lower",
    measure=lambda m: ratio(m.bars.coerced[m.bars.coerced >= 0.0].sum(), (m.bars.coerced >= 0.0).sum()),
    definition="Mean share of its posts that a bar seeks through recruiters.", of_nothing="0 where there are no bars",
)  # fmt: skip
stock(
    "true.willing_posts_open", unit="posts", better="neither", measure=lambda m: float(m.bars.posts.sum()),
    definition="Open posts of bars that are sought among willing adults.",
)  # fmt: skip
flow(
    "true.hired_by_bars", unit="persons", better="neither", counts="hired",
    definition="Willing adults who take work in a bar.",
)  # fmt: skip
for _way, _whose in (
    (Seeking.RECRUITERS, "that a bar seeks through recruiters"),
    (Seeking.WILLING, "that a bar seeks among willing adults"),
    (Seeking.MINES, "in labour exploitation at a mine"),
):
    stock(
        f"true.weeks_to_fill_a_post_{_way.name.lower()}", unit="weeks", better="higher",
        measure=lambda m, w=_way: ratio(m.posts_memory[0, w], m.posts_memory[1, w]),
        definition=f"Mean wait of a post {_whose}: posts open over posts filled in a week, running means.",
        of_nothing="4 where no such post was ever open: what owners take for granted (adaptation.wait_first)",
    )  # fmt: skip
stock(
    "true.posts_open_at_mines", unit="posts", better="neither", measure=lambda m: m.flows["posts_open_at_mines"],
    definition="People whom mines want to hold in labour exploitation beyond those there.",
)  # fmt: skip
stock(
    "true.share_within_reach_of_recruiters", unit="1", better="neither",
    measure=lambda m: ratio((m.within_reach * m.at_risk * m.ties).sum(), (m.at_risk * m.ties).sum()),
    definition="Of the people at risk whom recruiters could reach, who are not warned or gone; origins by their ties.",
    of_nothing="0 where nobody is at risk",
)  # fmt: skip

# roles in networks
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
