"""What commands share, and the sub-commands of ``experiment``."""
