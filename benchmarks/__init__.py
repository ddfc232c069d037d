"""Benchmarks: speed against plain Mesa and Starsim, scale, and whether the rush is grown or planted."""
