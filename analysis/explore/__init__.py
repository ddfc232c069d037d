"""The page on which policy is explored: levers, a surrogate of the model fitted to stored runs, and what it answers."""
