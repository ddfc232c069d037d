"""The report of a sensitivity study: one report a stage, then the findings."""

from rich.console import Group

from analysis.reports.sensitivity import findings, indices, one_at_a_time, rankings, screening, surfaces
from analysis.reports.sensitivity.base import StudyRequest

PARTS = (screening, one_at_a_time, indices, rankings, surfaces, findings)


def report(request: StudyRequest) -> Group:
    """Write everything that is known so far into the folder of the study and return what the terminal shows."""
    return Group(*(part.report(request) for part in PARTS))
