"""The world price of gold: what a scenario sets, a user's own table, and the price of every week."""
