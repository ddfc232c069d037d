"""What people write and read: dates, quantities, TOML files, mistakes in them, advice on misspelt words."""
