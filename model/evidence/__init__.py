"""The evidence: facts with their sources, patterns of the real rush, expected directions of levers."""
