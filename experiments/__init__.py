"""Run cells of an experiment on all cores and keep them in a store that later work extends."""
