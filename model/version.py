"""The version of the model: raised whenever results of the baseline move."""

MODEL_VERSION = 4
