"""The study of fines."""
