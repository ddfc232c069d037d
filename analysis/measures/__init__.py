"""Arithmetic on stored results. Nothing here prints or draws."""
