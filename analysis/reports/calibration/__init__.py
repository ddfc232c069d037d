"""The calibration as a report: its stages, what they found, and the ensemble that they leave."""
