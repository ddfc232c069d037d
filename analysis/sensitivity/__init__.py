"""Sensitivity: which factor moves a result, how sure that is, and under which conditions a conclusion fails."""
