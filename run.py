"""goldrush: what would a policy change in the gold-rush trafficking economy of Madre de Dios, in a model?"""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from experiments.command_line.commands import app as experiment_app
from experiments.command_line.terminal import (
    FAILED_RUNS,
    INTERRUPTED,
    Chosen,
    Jobs,
    Json,
    Out,
    Quiet,
    Replicates,
    Scale,
    Scenario,
    Scenarios,
    Seed,
    Set,
    clear_errors,
    log,
    show,
)

if TYPE_CHECKING:
    from experiments.engine.plan import Plan
    from experiments.record.experiment import Experiment

THEORIES = "Rival theories to compare under: each (one switch at a time), all, or labels with commas between them."

# One thread a process, so that numbers do not depend on how many cores a linear-algebra library finds.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(experiment_app, name="experiment")

@app.command()
def run(
    scenario: Scenario,
    replicates: Replicates = 1,
    replicate: Annotated[int | None, typer.Option(min=0, help="Run this one replicate only.")] = None,
    seed: Seed = 1,
    scale: Scale = 1,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    theory: Annotated[str | None, typer.Option(help="Rival theory to run it under, such as loss_averse.")] = None,
    quiet: Quiet = False,
) -> None:
    """Run one scenario and show what happens in it."""
    with clear_errors():
        from analysis.reports.commands import report_run
        from experiments.record.experiment import Replication, plan_runs

        chosen = tuple(range(replicates)) if replicate is None else (replicate,)
        plan = plan_runs([scenario], settings or (), Replication(seed, chosen, scale), theory)
        done = carried_out(plan, report_run, out, jobs, quiet)
    finish(done)


@app.command()
def compare(
    scenarios: Scenarios,
    against: Annotated[str, typer.Option(help="Scenario to compare with.")] = "baseline",
    replicates: Replicates = 10,
    seed: Seed = 1,
    scale: Scale = 1,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    theories: Annotated[str | None, typer.Option(help=THEORIES)] = None,
    quiet: Quiet = False,
) -> None:
    """Show what scenarios change against another one that meets the same luck."""
    with clear_errors():
        from analysis.reports.commands import report_comparison
        from experiments.record.experiment import Replication, plan_comparison

        replication = Replication(seed, tuple(range(replicates)), scale)
        plan = plan_comparison(scenarios, against, settings or (), replication, theories)
        done = carried_out(plan, report_comparison, out, jobs, quiet)
    finish(done)


@app.command()
def audit(
    scenarios: Chosen = None,
    against: Annotated[str, typer.Option(help="Scenario to compare with.")] = "baseline",
    replicates: Replicates = 10,
    seed: Seed = 1,
    scale: Scale = 20,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    quiet: Quiet = False,
) -> None:
    """Show whether what agencies are judged by moves with exploitation, against it, or not at all."""
    with clear_errors():
        from analysis.reports.commands import report_audit
        from experiments.record.experiment import Replication, plan_audit

        replication = Replication(seed, tuple(range(replicates)), scale)
        plan = plan_audit(scenarios or (), against, settings or (), replication)
        done = carried_out(plan, report_audit, out, jobs, quiet)
    finish(done)


@app.command()
def routes(
    scenario: Scenario = "baseline",
    replicates: Replicates = 10,
    seed: Seed = 1,
    scale: Scale = 20,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    quiet: Quiet = False,
) -> None:
    """Show what becomes of complaints, survivors and raids, and what registers see of it."""
    with clear_errors():
        from analysis.reports.commands import report_routes
        from experiments.record.experiment import Replication, plan_routes
        from model.evidence.facts import facts, grade

        plan = plan_routes(scenario, settings or (), Replication(seed, tuple(range(replicates)), scale))
        done = carried_out(plan, partial(report_routes, facts=facts(), grade=grade), out, jobs, quiet)
    finish(done)


def carried_out(
    plan: "Plan", report: Callable[..., Any], out: Path, jobs: int, quiet: bool, *, printed: bool = True
) -> "Experiment":
    """Run what a plan lacks, report on its folder, show that where ``printed``, and return how it ended."""
    from experiments.record.experiment import carry_out

    done = carry_out(plan, out, jobs=jobs, console=Console(stderr=True), quiet=quiet)
    reported = report(done.folder, done.manifest, done.store)
    if printed:
        show(reported)
    return done


def finish(done: "Experiment") -> None:
    """Say how a batch ended, in words and by exit code."""
    for line in done.closing_lines():
        log(line)
    if done.ended.interrupted:
        raise typer.Exit(INTERRUPTED)
    if done.ended.failures:
        raise typer.Exit(FAILED_RUNS)


@app.command()
def signs(
    replicates: Replicates = 10,
    seed: Seed = 1,
    scale: Scale = 20,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page of the documents.")] = False,
    quiet: Quiet = False,
) -> None:
    """Show which way each lever alone moves what is measured, beside what was expected of it before the first run."""
    with clear_errors():
        from analysis.reports.commands import report_signs
        from experiments.record.experiment import Replication, plan_signs
        from model.evidence.expected_directions import signs as expected
        from model.interventions import INTERVENTIONS

        table = expected()
        kinds = [lever.kind for lever in table.levers if lever.kind in INTERVENTIONS]
        plan = plan_signs(kinds, settings or (), Replication(seed, tuple(range(replicates)), scale))
        done = carried_out(plan, partial(report_signs, table=table), out, jobs, quiet, printed=not markdown)
        page = done.folder / "signs.md"
        if markdown and page.exists():
            print(page.read_text(encoding="utf-8"), end="")
    finish(done)


@app.command()
def study(
    name: Annotated[str, typer.Argument(metavar="STUDY", help="Name of a study: a folder of analysis/studies.")],
    world: Annotated[str | None, typer.Option(help="Scenario to study it in; the study's own if not given.")] = None,
    replicates: Replicates = 10,
    seed: Seed = 1,
    scale: Scale = 20,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    quiet: Quiet = False,
) -> None:
    """Run the thought experiment of one mechanism and show what came of it."""
    with clear_errors():
        from analysis.studies import study as study_named
        from experiments.record.experiment import Replication, plan_study

        chosen = study_named(name)
        plan = plan_study(chosen, world, settings or (), Replication(seed, tuple(range(replicates)), scale))
        done = carried_out(plan, chosen.report, out, jobs, quiet)
    finish(done)


@app.command()
def sensitivity(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Sensitivity study (.toml).")],
    quick: Annotated[bool, typer.Option("--quick", help="The smaller study of the file's [quick].")] = False,
    out: Out = Path("results"),
    jobs: Jobs = -1,
    quiet: Quiet = False,
) -> None:
    """Show which lever matters, which assumption, and what would flip a ranking. Repeat the command to go on."""
    with clear_errors():
        from analysis.reports.sensitivity.report import report_sensitivity, study_folder
        from analysis.reports.sensitivity.stages import carry_out as study_all
        from experiments.engine.batch import local
        from experiments.record.sensitivity_file import read_sensitivity

        ends = []

        def carry(record: Any) -> bool:
            if ends and ends[-1].interrupted:
                return False
            log(f"stage {record.plan.name}")
            record, ended = record.run(local(jobs), Console(stderr=True), retry_failed=True, quiet=quiet)
            ends.append(ended)
            return record.status().complete

        found = study_all(read_sensitivity(file, quick=quick), out, carry)
        show(report_sensitivity(found, out))
        log(f"record: {study_folder(found, out)}")
    if any(ended.interrupted for ended in ends):
        raise typer.Exit(INTERRUPTED)
    if any(ended.failures for ended in ends):
        raise typer.Exit(FAILED_RUNS)


@app.command()
def patterns(
    replicates: Replicates = 4,
    seed: Seed = 1,
    scale: Scale = 1,
    jobs: Jobs = -1,
    out: Out = Path("results"),
    settings: Set = None,
    quiet: Quiet = False,
) -> None:
    """Show how the model compares with what is known of the real rush; failures stay visible."""
    with clear_errors():
        from analysis.reports.commands import report_patterns
        from experiments.record.experiment import Replication, plan_patterns
        from model.evidence.patterns import patterns as known

        plan = plan_patterns("history", settings or (), Replication(seed, tuple(range(replicates)), scale))
        done = carried_out(plan, partial(report_patterns, patterns=known()), out, jobs, quiet)
    finish(done)


@app.command()
def scenarios() -> None:
    """List the scenarios that come with the project."""
    with clear_errors():
        from analysis.base.words import words
        from analysis.tables.catalogue import scenario_tables
        from model.scenario.scenario import load_scenario, portfolio_names, scenario_names

        found = ([load_scenario(name) for name in names] for names in (scenario_names(), portfolio_names()))
        show(scenario_tables(*found, words()))


@app.command()
def explain(scenario: Scenario, settings: Set = None, as_json: Json = False) -> None:
    """Say in plain words what a scenario changes, when, at what cost, and what it rests on."""
    with clear_errors():
        from analysis.base.words import words
        from analysis.tables.explain import explained
        from experiments.record.explain import explanation

        found = explanation(scenario, settings or ())
        if as_json:
            print(json.dumps(found, indent=1))
        else:
            show(explained(found, words()))


@app.command()
def parameters(as_json: Json = False) -> None:
    """List every number that the model assumes, with unit, range, role, sources and their grades."""
    with clear_errors():
        from analysis.base.words import words
        from analysis.tables.catalogue import parameter_table
        from experiments.record.manifest import parameter_dictionary
        from model.parameters import Parameters

        found = parameter_dictionary(Parameters())
        if as_json:
            print(json.dumps(found, indent=1))
        else:
            show(parameter_table(found, words()))


@app.command()
def coverage(
    measure: Annotated[bool, typer.Option("--measure", help="Live every mechanism with it and without.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Measure, and print the page of the documents.")] = False,
    as_json: Json = False,
    replicates: Annotated[int, typer.Option("--replicates", "-r", min=2, help="Paired runs of each row.")] = 6,
    seed: Seed = 1,
    scale: Scale = 50,
    jobs: Jobs = -1,
    quiet: Quiet = False,
) -> None:
    """Show what carries each mechanism and institution, how to switch it off, and the outcome that then moves."""
    with clear_errors():
        from analysis.base.words import words
        from analysis.measures.mechanism_effects import measured, plain
        from analysis.tables.mechanisms import CoverageTable, coverage_page
        from experiments.record.experiment import Replication
        from model.mechanisms import not_modelled, rows

        found, left_out, replication = rows(), not_modelled(), Replication(seed, tuple(range(replicates)), scale)
        console = Console(stderr=True)
        live = measure or markdown
        effects = measured(found, replication, jobs=jobs, console=console, quiet=quiet) if live else []
        if markdown:
            print(coverage_page(effects, replication, words(), left_out), end="")
        elif as_json:
            print(json.dumps(plain(found, effects) + plain(left_out), indent=1))
        else:
            show(CoverageTable(found, effects, replication, words(), left_out))


@app.command()
def schema() -> None:
    """Print the JSON schema of scenario files, for editors."""
    with clear_errors():
        from model.scenario.scenario import json_schema

        print(json.dumps(json_schema(), indent=1))


if __name__ == "__main__":
    app()
