"""Agents as rows of columns: storage, populations, sets and views that Mesa takes for its own, and saved states."""
