"""User input and messages: dates, quantities, TOML files, mistakes in them, suggestions for misspelt words."""
