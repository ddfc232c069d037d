"""What portfolios may spend, spend and leave."""

from model.outcomes.declare import flow

flow("true.budget_spent", "soles", "neither", "budget_spent", "What a portfolio spends under its cap, 2013 soles.")
flow(
    "true.budget_unspent", "soles", "neither", "budget_unspent",
    "What a portfolio's year allowed and did not spend, counted at the end of the year, 2013 soles.",
)  # fmt: skip
flow(
    "true.budget_short", "soles", "lower", "budget_short",
    "What the cap leaves unpaid of what a portfolio's levers would have cost, 2013 soles.",
)  # fmt: skip
