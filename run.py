"""goldrush: what would a policy change in the gold-rush trafficking economy of Madre de Dios, in a model?"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from experiments.base.languages import ENGLISH, in_language
from experiments.command_line import explore_options as of_page
from experiments.command_line.brief_options import BriefOptions, StoredRecord
from experiments.command_line.ensemble_options import EnsembleOptions, StudyOptions
from experiments.command_line.experiment_command import Batch
from experiments.command_line.experiment_command import app as experiment_app
from experiments.command_line.new_command import app as new_app
from experiments.command_line.old_names import register_old_names
from experiments.command_line.options import (
    LARGEST_SEED,
    RESULTS,
    Against,
    Chosen,
    Draws,
    EnsembleFile,
    FigureOptions,
    Full,
    Json,
    Language,
    Options,
    OwnReference,
    PairedRuns,
    PlotOptions,
    Quick,
    Record,
    Recover,
    RivalTheories,
    Scenario,
    Scenarios,
    Set,
    command,
)
from experiments.command_line.output import prepare_output
from experiments.command_line.store_command import app as store_app
from experiments.command_line.terminal import exit_as, log, print_file, show, show_record

if TYPE_CHECKING:
    from experiments.engine.plan import Plan
    from experiments.record.experiment import Experiment

# One thread a process, so that numbers do not depend on how many cores a linear-algebra library finds.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(experiment_app, name="experiment")
app.add_typer(new_app, name="new")
app.add_typer(store_app, name="store")
app.add_typer(explore_app := typer.Typer(add_completion=False), name="explore")


def show_version(asked: bool) -> None:
    """Print the versions of package and model and the commit, where known, and end."""
    if asked:
        from experiments.record.manifest import version_line

        print(version_line())
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the versions of package and model, and the commit.",
            callback=show_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


# Commands that plan runs, run what is missing, and report. Imports stand inside, so that --help starts at once.


@command(app, replicates=1, scale=1)
def run(
    scenario: Scenario,
    *,
    replicate: Annotated[int | None, typer.Option(min=0, max=LARGEST_SEED, help="Run only this replicate.")] = None,
    theory: Annotated[str | None, typer.Option(help="Rival theory to run it under, such as loss_averse.")] = None,
    options: Options,
) -> None:
    """Run one scenario and show what happens in it."""
    from analysis.reports.run import report
    from experiments.record.experiment import plan_runs

    plan = plan_runs([scenario], options.changes, options.replication(only=replicate), theory)
    finish(carry_out(plan, report, options))


@command(app)
def compare(
    scenarios: Scenarios,
    *,
    against: OwnReference = None,
    theories: RivalTheories = None,
    full: Full = False,
    as_json: Json = False,
    options: EnsembleOptions,
) -> None:
    """Show what scenarios change, compared with a reference that meets the same luck."""
    from analysis.reports.compare import ANSWER, full_report, report
    from experiments.record.experiment import plan_comparison

    runs = options.runs(theories)
    plan = plan_comparison(scenarios, against, runs.changes, runs.replication(), theories)
    done = carry_out(runs.at_sets(plan), full_report if full else report, runs, printed=not as_json)
    if as_json:
        print_file(done.folder / in_language(ANSWER, options.language))
    finish(done)


@command(app, scale=20)
def audit(scenarios: Chosen = None, *, against: Against = "baseline", options: EnsembleOptions) -> None:
    """Show whether the indicators that agencies are judged by move with exploitation, against it, or not at all."""
    from analysis.reports.audit import report
    from experiments.record.experiment import plan_audit

    runs = options.runs()
    plan = plan_audit(scenarios or (), against, runs.changes, runs.replication())
    finish(carry_out(runs.at_sets(plan), report, runs))


@command(app, scale=20)
def routes(scenario: Scenario = "baseline", *, options: EnsembleOptions) -> None:
    """Show what becomes of complaints, survivors and raids, and what registers record of them."""
    from analysis.measures.routes import known
    from analysis.reports.routes import report
    from experiments.record.experiment import plan_routes
    from model.evidence.facts import facts, grade

    runs = options.runs()
    plan = plan_routes(scenario, runs.changes, runs.replication())
    finish(carry_out(runs.at_sets(plan), report, runs, evidence=known(facts(), grade)))


@command(app)
def signs(
    *,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page for the documents instead.")] = False,
    options: Options,
) -> None:
    """Show in which direction each lever alone moves each outcome, beside what was expected before the first run."""
    from analysis.reports.signs import report
    from experiments.record.experiment import plan_signs
    from model.evidence.expected_directions import signs as expected
    from model.interventions import INTERVENTIONS

    table = expected()
    kinds = [lever.kind for lever in table.levers if lever.kind in INTERVENTIONS]
    plan = plan_signs(kinds, options.changes, options.replication())
    done = carry_out(plan, report, options, evidence=table, printed=not markdown)
    if markdown:
        print_file(done.folder / in_language("signs.md", options.language))
    finish(done)


@command(app)
def study(
    name: Annotated[str, typer.Argument(metavar="STUDY", help="Name of a study: a folder of analysis/studies.")],
    *,
    world: Annotated[str | None, typer.Option(help="Scenario to run it in; by default the study's own.")] = None,
    options: Options,
) -> None:
    """Run the thought experiment on one mechanism and show its results."""
    from analysis.studies import study as study_named
    from experiments.record.experiment import plan_study
    from model.evidence.expected_directions import signs as expected

    chosen = study_named(name)
    plan = plan_study(chosen, world, options.changes, options.replication())
    finish(carry_out(plan, chosen.report, options, evidence=expected()))


@command(app)
def sensitivity(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Sensitivity study (.toml).")],
    *,
    options: StudyOptions,
) -> None:
    """Show which lever matters, which assumption matters, and what would reverse a ranking. Repeat it to resume."""
    from analysis.base.words import words_in
    from analysis.reports.sensitivity.base import StudyRequest
    from analysis.reports.sensitivity.report import report
    from analysis.reports.sensitivity.stages import run_stages
    from experiments.engine.batch import Execution, local_backend
    from experiments.engine.size import size_of
    from experiments.record.stages import Stages

    study = options.study(file)
    how = Execution(
        backend=local_backend(options.jobs), console=Console(stderr=True), quiet=options.quiet, large=options.large
    )
    stages = Stages(how, despite_failures=study.experiment.sets is not None)
    size_of(study.experiment.plan(), options.out, study.most_runs()).refuse_large(options.large)
    results = run_stages(study, options.out, stages)
    request = StudyRequest.of(results, options.out, words_in(options.language))
    show_record(report(request), request.folder)
    exit_as(stages.ended)


@command(app)
def calibrate(quick: Quick = False, recover: Recover = 0, language: Language = ENGLISH, *, options: Batch) -> None:
    """Find parameter sets that agree with what is known of 2008 to 2013. Repeat it to resume."""
    from analysis.base.words import words_in
    from analysis.reports.calibration.command import calibrate as calibrated

    stages = options.stages()
    show(calibrated(quick, recover, options.out, stages, words_in(language)))
    exit_as(each for each in stages.ended if each.interrupted)


@command(app, replicates=4, scale=1)
def patterns(as_json: Json = False, ensemble: EnsembleFile = None, draws: Draws = 48, *, options: Options) -> None:
    """Compare the model with known patterns of the real rush. Failures are shown first."""
    from analysis.reports.patterns import SCORES, report
    from analysis.reports.scoreboard import ensemble_patterns
    from experiments.record.experiment import plan_patterns
    from model.evidence.patterns import compared

    plan, file = plan_patterns("history", options.changes, options.replication()), SCORES
    if ensemble is not None:
        plan, report, file = ensemble_patterns(plan, ensemble, draws)
    done = carry_out(plan, report, options, evidence=compared(), printed=not as_json)
    if as_json:
        print_file(done.folder / in_language(file, options.language))
    finish(done)


@command(app)
def plot(record: Record, *, options: PlotOptions) -> None:
    """Draw any outcome of a stored record over time, as PNG and SVG in the folder of the record."""
    from analysis.reports.plot import plotted

    show_record(*plotted(record, **vars(options)))


@command(app)
def figures(record: Record, *, options: FigureOptions) -> None:
    """Draw figures to send on, one message each, of a stored comparison: PNG, SVG and PDF, for print and slides."""
    from analysis.reports.figures import drawn

    show_record(*drawn(record, **vars(options)))


@command(app)
def brief(record: StoredRecord = None, *, options: BriefOptions) -> None:
    """Write a brief to send on, of a stored comparison: PDF, HTML and Markdown."""
    from analysis.reports.brief_command import brief as written

    written(record, options)


@command(explore_app, alone=True)
def explore(context: typer.Context, *, options: of_page.ExploreOptions) -> None:
    """Open a page where levers are moved and the answer is seen with its doubt. Ctrl-C ends it."""
    if context.invoked_subcommand is None:
        from analysis.explore.serving.start import serve_page

        serve_page(options)


@command(explore_app, name="export")
def explore_export(folder: of_page.ExploreFolder, surrogate: of_page.ExploreSurrogate = None) -> None:
    """Write the page as static files, which need no server and open from a folder or any web host."""
    from analysis.explore.serving.start import write_copy

    print(f"wrote {write_copy(folder, surrogate)}; open index.html in it")


@command(explore_app, name="fit")
def explore_fit(
    file: of_page.ExploreFile, results: of_page.ExploreResults = RESULTS, to: of_page.ExploreSurrogate = None
) -> None:
    """Fit what the page answers with, from the stored runs of an experiment, and check it with runs held out."""
    from analysis.explore.surrogate import FILE
    from analysis.reports.explore_fit import fit

    print(f"wrote {fit(file, results, to or FILE, say=log)}")


def carry_out(
    plan: "Plan", report: Callable[..., Any], options: Options, *, evidence: Any = None, printed: bool = True
) -> "Experiment":
    """Run what the store lacks of a plan, write the report, and show it unless it is not to be ``printed``.

    ``evidence`` is what the report sets beside the results.
    """
    from analysis.base.words import words_in
    from analysis.reports.base import ExperimentRequest
    from experiments.record.experiment import carry_out as run_missing
    from experiments.record.idle import idle_arms

    how = {"jobs": options.jobs, "console": Console(stderr=True), "quiet": options.quiet, "large": options.large}
    for line in idle_arms(plan):
        log(line)
    done = run_missing(plan, options.out, **how)
    words = words_in(options.language).titled(done.manifest["arms"])
    reported = report(ExperimentRequest(done.folder, words, done.manifest, done.store, evidence))
    if printed:
        show(reported)
    return done


def finish(done: "Experiment") -> None:
    """Say how an experiment ended, in words and by exit code."""
    for line in done.closing_lines():
        log(line)
    exit_as([done.ended])


# Commands that say what the model and its scenarios hold.


@command(app)
def scenarios(as_json: Json = False, language: Language = ENGLISH) -> None:
    """List the scenarios that come with the project."""
    from analysis.base.words import words_in
    from analysis.tables.catalogue import scenario_tables, scenarios_as_json
    from model.scenario.scenario import load_scenario, portfolio_names, scenario_names

    found = [[load_scenario(name) for name in names] for names in (scenario_names(), portfolio_names())]
    if as_json:
        print(json.dumps(scenarios_as_json(*found), indent=1, ensure_ascii=False))
    else:
        show(scenario_tables(*found, words_in(language)))


@command(app)
def explain(scenario: Scenario, settings: Set = None, as_json: Json = False, language: Language = ENGLISH) -> None:
    """Explain in plain words what a scenario changes, when, at what cost, and on which assumptions."""
    from analysis.base.words import words_in
    from analysis.tables.explain import explained
    from experiments.record.explain import explanation

    found = explanation(scenario, settings or ())
    if as_json:
        print(json.dumps(found, indent=1))
    else:
        show(explained(found, words_in(language).titled(found["titles"])))


@command(app)
def parameters(as_json: Json = False, language: Language = ENGLISH) -> None:
    """List every number that the model assumes, with its unit, range, role, and what its sources say of it."""
    from analysis.base.words import words_in
    from analysis.tables.catalogue import parameter_tables
    from experiments.record.manifest import parameter_dictionary
    from model.parameters import Parameters

    found = parameter_dictionary(Parameters())
    if as_json:
        print(json.dumps(found, indent=1))
    else:
        show(parameter_tables(found, words_in(language)))


@command(app)
def mechanisms(*, options: PairedRuns) -> None:
    """Show what carries each mechanism and institution, how to switch it off, and which outcome moves without it."""
    from analysis.reports.mechanisms import mechanisms as told
    from model.mechanisms import not_modelled, rows

    told(options, rows(), not_modelled())


@command(app)
def schema() -> None:
    """Print the JSON schema of scenario files, for editors."""
    from model.scenario.scenario import json_schema

    print(json.dumps(json_schema(), indent=1))


register_old_names(app)


if __name__ == "__main__":
    prepare_output()
    app()
