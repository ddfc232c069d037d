"""The model of goldrush; ``from model.goldrush import GoldRush`` is the usual way in."""
