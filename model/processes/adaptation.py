"""Step 14: bars, recruiters and police learn from what happened to them, and adapt."""


def step(model) -> None:
    """Do nothing yet."""
