"""What all of experiments builds on: cells, errors, files, folders, intervals, progress."""
