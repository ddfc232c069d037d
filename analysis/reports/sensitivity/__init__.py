"""The sensitivity study: its stages, what they found, and the files it writes."""
