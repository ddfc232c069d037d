"""The basis of compiled rules: compilation, keyed random numbers, quantiles, identities."""
