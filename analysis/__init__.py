"""Turns stored results into tables, figures and reports. Reads the store and manifests, never the model."""
