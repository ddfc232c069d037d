"""The study of stays, debts and recoveries."""
