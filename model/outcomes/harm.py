"""Harm of policy by group; a ledger, never netted."""
