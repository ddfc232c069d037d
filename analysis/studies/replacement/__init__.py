"""The study of replacement."""
