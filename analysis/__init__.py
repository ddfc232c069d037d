"""Turn stored results into tables and figures; reads the store and manifests, never the model."""
