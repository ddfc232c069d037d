"""The command ``brief``: write the briefs of a stored comparison, or list what has changed since one was written."""

from typing import Any

import typer
from rich.console import Console

from analysis.base.words import words_in
from analysis.brief.look import Look, read_look
from analysis.reports.brief import BriefRequest, asked_of, changes, prepare, read_old, unchanged, write
from experiments.base.errors import ExperimentError
from experiments.command_line.terminal import NOT_REPRODUCED
from experiments.record.ensemble_runs import with_ensemble
from experiments.record.experiment import Replication, carry_out, plan_comparison
from experiments.record.records import StoredRecord, record_named
from experiments.store.store import Store

DEMO = ("raids", "shelters", "prevention_communities")
DEMO_RUNS, DEMO_SETS = Replication(1, range(2), 100), 12
"""Small enough for minutes: 12 parameter sets of the ensemble twice, one agent for 100 miners or candidates."""


def brief(record: str | None, options: Any) -> None:
    """Write briefs and print their files, or print what has changed since one was written and end with code 3.

    All languages are prepared before any file is written, so that a refusal leaves nothing half-written.
    """
    look = read_look(options.look) if options.look else Look()
    if options.check:
        return _check(record, options, look)
    if options.demo:
        record = _demo(options)
    if record is None:
        raise ExperimentError("name a record, or write --demo; run.py store list shows what is stored")
    found = record_named(record, options.out)
    requests = [_request(found, language, options.template, look) for language in options.in_languages]
    ready = [(request, prepare(request)) for request in requests]
    for request, written in ready:
        for path in write(request, written):
            print(request.words("brief.wrote", file=path))
    return None


def _request(found: StoredRecord, language: str, template: str, look: Look) -> BriefRequest:
    manifest = found.manifest or {}
    words = words_in(language).titled(manifest.get("arms", ()))
    return BriefRequest(found.folder, words, manifest, Store(found.store), template=template, look=look)


def _check(record: str | None, options: Any, look: Look) -> None:
    old = read_old(options.check)
    template, asked = asked_of(old, look)
    request = _request(record_named(record or old["record"], options.out), old["language"], template, asked)
    found = changes(old, request)
    print("\n".join(found or [unchanged(old, request.words)]))
    if found:
        raise typer.Exit(NOT_REPRODUCED)


def _demo(options: Any) -> str:
    """Run what the store lacks of a small comparison; return the name of its record."""
    plan = with_ensemble(plan_comparison(DEMO, None, (), DEMO_RUNS), DEMO_SETS)
    done = carry_out(plan, options.out, jobs=options.jobs, console=Console(stderr=True))
    return str(done.folder)
