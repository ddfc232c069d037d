"""What each command writes and shows: one module a command."""
