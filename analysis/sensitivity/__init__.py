"""Which factors drive an outcome, and how sure that is: pure functions from arrays to indices with intervals."""
