"""What all other rooms use: words, style, rounding, statistics, headline outcomes."""
