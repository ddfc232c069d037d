"""Tables for the terminal and CSV files, one topic a module."""
