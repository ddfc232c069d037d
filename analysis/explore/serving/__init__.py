"""Serve the page of policies, run the present setting in the real model, and write the page as static files."""
