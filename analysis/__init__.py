"""Turn stored results into tables and figures. Reads the store and an experiment's manifest, never the model."""
