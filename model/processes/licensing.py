"""Step 7, continued: bars are inspected, fined and closed; profit decides whether that deters (M27, M45)."""


def step(model) -> None:
    """Do nothing yet."""
