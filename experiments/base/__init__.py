"""What all of experiments stands on: cells, errors, files, folders, intervals, progress."""
