"""Tables for the terminal and for CSV files, one a module."""
