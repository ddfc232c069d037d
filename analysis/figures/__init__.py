"""Figures, one a module: pure functions from measures to a matplotlib Figure, and to its content in words."""
