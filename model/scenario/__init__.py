"""A scenario: a question and everything that a run needs to answer it, read from TOML files and checked."""
