"""The complaint route, as case files show it."""
