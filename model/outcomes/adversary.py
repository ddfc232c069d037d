"""How bars and recruiters adapt, and what licences do."""

import numpy as np

from model.outcomes.declare import flow, ratio, stock
from model.processes.bars.licensing import expected_fine

# recruiters
flow(
    "true.recruiters_who_switched", "persons", "neither", "recruiters_who_switched",
    "Recruiters who change where or how they recruit.",
)  # fmt: skip
flow(
    "true.journeys_round_control", "persons", "lower", "journeys_round_control",
    "People who are brought by a longer way on which there is less control.",
)  # fmt: skip
flow(
    "true.posts_given_up", "posts", "higher", "posts_given_up",
    "Posts that bars and mines do not seek to fill because it costs too much.",
)  # fmt: skip
flow(
    "true.networks_dissolved", "networks", "higher", "networks_dissolved",
    "Networks that end for want of recruiters, head and funds.",
)  # fmt: skip
flow(
    "true.networks_entered", "networks", "lower", "networks_entered",
    "Networks that enter the place of one that ended.",
)  # fmt: skip

# bars
stock(
    "true.hidden_share_of_bars", "1", "neither", "Mean part of their trade that bars keep out of sight.",
    lambda m: float(np.add.reduce(m.bars.hidden)) / max(1, m.bars.n),
)  # fmt: skip
stock(
    "true.hiding_seen_through", "1", "higher", "Mean share of bars' hiding that police units see through.",
    lambda m: float(np.add.reduce(m.police.sight)) / m.police.sight.size,
)  # fmt: skip
flow("true.bars_opened", "bars", "neither", "bars_opened", "Bars that open.")
flow("true.bars_moved", "bars", "neither", "bars_moved", "Bars that move to another camp.")
flow(
    "true.people_moved_with_bars", "persons", "lower", "people_moved_with_bars",
    "People in sexual exploitation who are taken along when a bar moves.",
)  # fmt: skip
stock(
    "true.profit_of_a_bar", "soles/week", "neither", "Mean profit of a bar before bribes and fines, 2013 soles.",
    lambda m: ratio(m.flows["bar_takings"] - m.flows["bar_costs"], m.bars.n),
)  # fmt: skip
flow("true.bars_found_in_breach", "bars", "neither", "bars_found_in_breach", "Bars that inspections find in breach.")
flow("true.fines_paid", "soles", "neither", "fines_paid", "Fines that owners of bars pay to the state, 2013 soles.")
flow(
    "true.bars_shut_by_inspection", "bars", "neither", "bars_shut_by_inspection",
    "Bars that inspections shut for some weeks.",
)  # fmt: skip
flow(
    "true.bars_closed_by_code", "bars", "neither", "bars_closed_by_code",
    "Bars that close for breach of a code of conduct.",
)  # fmt: skip
flow(
    "true.cases_in_legal_gap", "cases", "lower", "cases_in_legal_gap",
    "Cases from raids that rest on an offence the law does not know in bars without lodging.",
)  # fmt: skip
stock(
    "true.expected_fine", "soles/week", "neither",
    "What a bar expects to lose by inspections: detection times fine and cost while shut, 2013 soles.",
    expected_fine,
)  # fmt: skip
