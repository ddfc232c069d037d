"""Facts that several groups of parameters rest on."""

ASSUMED = ("assumed",)
MONTHLY_GOLD = ("gold-price-monthly-estimates",)
