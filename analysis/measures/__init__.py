"""What is measured on stored results: arithmetic only."""
