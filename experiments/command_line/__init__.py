"""What commands share, and the command experiment."""
