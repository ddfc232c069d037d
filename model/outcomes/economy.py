"""Prices, cash and livelihoods."""
