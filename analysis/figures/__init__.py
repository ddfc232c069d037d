"""Figures, one a module: pure functions from arrays to a matplotlib Figure."""
