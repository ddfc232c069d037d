"""Step 14: what officials can gain and lose moves their readiness to take money (M32, M34, M35)."""


def step(model) -> None:
    """Let readiness drift."""
