"""A page where policy is explored: the surrogate behind it, its server, and the page."""
