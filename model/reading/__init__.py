"""Read scenario files: TOML with line numbers, inheritance, checks that find every mistake, and a schema."""
