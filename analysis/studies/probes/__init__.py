"""The study of probes."""
