"""How bars and recruiters adapt, and what licences do."""
