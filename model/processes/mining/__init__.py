"""Rules of the rush: the price, who comes, digs, moves, spends, and leaves for other work."""
