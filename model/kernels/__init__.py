"""What compiled rules are made of: compiling, keyed random numbers, quantiles, identities."""
