"""Agents as rows of columns: storage, populations, sets and views that Mesa accepts as its own, and saved states."""
