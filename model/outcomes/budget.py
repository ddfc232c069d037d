"""What portfolios are allowed to spend, spend and leave unspent."""

from model.outcomes.declare import flow

flow(
    "true.budget_spent", unit="soles", better="neither", counts="budget_spent",
    definition="What a portfolio spends under its cap, 2013 soles.",
)  # fmt: skip
flow(
    "true.budget_unspent", unit="soles", better="neither", counts="budget_unspent",
    definition="What a portfolio's year allowed and did not spend, counted at the end of the year, 2013 soles.",
)  # fmt: skip
flow(
    "true.budget_short", unit="soles", better="lower", counts="budget_short",
    definition="What the cap leaves unpaid of what a portfolio's levers would have cost, 2013 soles.",
)  # fmt: skip
