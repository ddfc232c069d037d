"""The study of formalisation."""
