"""Step 2, continued: miners apply at the formalisation window, and what becomes of it (M14, M52, M53)."""


def step(model) -> None:
    """Do nothing yet."""
