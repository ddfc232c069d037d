"""The study of interdiction."""
