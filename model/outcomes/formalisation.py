"""Formalisation of miners, and how legitimate the state is to them."""
