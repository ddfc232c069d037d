"""Parameter sets that agree with the evidence: screening, waves, weights, truths that are known."""
