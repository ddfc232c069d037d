"""What results depend on: indices, scenario discovery and response surfaces, from stored results only."""
