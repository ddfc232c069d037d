"""Rows of mechanisms made up for tests."""

from pathlib import Path

DISCOURAGED = """
[[row]]
id = "M31"
mechanism = "Failed raids discourage further raids"
process = ["raids.step"]
parameters = ["policing.discouragement", "policing.morale_memory"]
levers = ["raids"]
off = { "policing.discouragement" = 0.0 }
outcome = "true.raids"
sign = "-"
weeks = 52
facts = ["operations-jan-jun-2015"]
"""
OUTAGE = """
[[row]]
id = "M9"
mechanism = "A register without money stops"
process = ["registers.step"]
levers = ["register_outage"]
policies = [{ kind = "register_outage" }, { kind = "raids", intensity = 0.5 }]
without = ["register_outage"]
set = { "policing.leak_per_agency" = 0.2 }
outcome = "recorded.reta_complaints"
sign = "-"
weeks = 26
"""
IDLE = """
[[row]]
id = "I-idle"
institution = "An office without influence"
process = ["arrivals.step"]
parameters = ["migration.under_25_share"]
off = { "migration.under_25_share" = 0.4 }
outcome = "true.complaints"
sign = "+"
weeks = 26
"""
LEFT_OUT = """
[[row]]
id = "M25"
mechanism = "Price tiers"
because = "no source gives a figure"
"""


def folder_with(folder: Path, **files: str) -> Path:
    """Return a folder after writing texts into its files, by name without ending."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
