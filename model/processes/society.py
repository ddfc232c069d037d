"""Step 14: what people know, trust and tolerate drifts (M36, M39, M50, M71, M73)."""

import numpy as np


def step(model) -> None:
    """Let what prevention keeps known at origin build up at once and fade when it ends (M71)."""
    kept = model.campaign * (1.0 - model.parameters.civil_society.forgetting)
    model.campaign = np.maximum(kept, model.levers.awareness)
