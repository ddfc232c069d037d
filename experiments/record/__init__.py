"""Experiments from files: what was asked, what was run, and what a reader needs to trust it."""
