"""The command ``calibrate``: run the chain, or test it on truths that are known, and report."""

from pathlib import Path

from rich.console import Group

from analysis.base.words import Words
from analysis.reports.calibration import recovery
from analysis.reports.calibration.report import CalibrationRequest, report
from analysis.reports.calibration.sequence import run_chain
from experiments.record.calibration import calibration, not_independent
from experiments.record.stages import Stages


def calibrate(quick: bool, recover: int, out: Path, stages: Stages, words: Words) -> Group:
    """Run what the store in ``out`` lacks of a calibration, write its folder, and return what the terminal shows.

    With ``recover``, calibrate so many made-up records too, whose parameters are known, and say what is found again.
    """
    about = calibration(quick=quick)
    results = run_chain(about, out, stages, stages.say)
    request = CalibrationRequest.of(results, out, words, not_independent())
    shown = [report(request)]
    if recover:
        found = recovery.recover(results, recover, stages.say)
        shown.append(recovery.report(recovery.RecoveryRequest(request.folder, request.words, found)))
    stages.say(f"record: {request.folder}")
    return Group(*shown)
