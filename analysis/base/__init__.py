"""What all of analysis stands on: words, style, rounding, statistics, headline outcomes."""
