"""Organisations and places of work, one agent class a file."""
