"""The world price of gold: what a scenario says of it, a user's own table, and the price of every week."""
