"""How runs are carried out: plans, warm starts, chunks, backends."""
