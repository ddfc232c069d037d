"""Write the tables, figures and findings of a sensitivity study, and return what the terminal shows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group
from rich.text import Text

from analysis.base.words import Words, words
from analysis.figures import boxes as boxes_of
from analysis.figures import indices as indices_of
from analysis.figures import indices_over_time as over_time
from analysis.figures import response_surface as surface_of
from analysis.figures import screening as screening_of
from analysis.figures import second_order as second_of
from analysis.figures import tornado as tornado_of
from analysis.figures.captions import About
from analysis.reports.commands import write_figure
from analysis.reports.sensitivity.findings import findings_page
from analysis.reports.sensitivity.flips import Flip, conditions, contests, flips
from analysis.reports.sensitivity.stages import Alone, Findings, Indexed, Screened
from analysis.sensitivity.discovery import whole_ranges
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import Factors, Subject
from analysis.tables.sensitivity import Measure, boxes_csv, boxes_text, pairs_table, sensitivity_csv, sensitivity_tables
from experiments.base.files import make_folder, write_whole
from experiments.base.folder import experiment_folder
from experiments.base.outcomes import declared_outcomes
from experiments.design.factors import DUMMY
from experiments.engine.plan import model_version

MORRIS_METHOD = "Morris (1991), Campolongo and others (2007)"
SOBOL_METHOD = "Sobol (2001) on a Gaussian process, Saltelli's design"
PAWN_METHOD = "PAWN, Pianosi and Wagener (2018)"
PRIM_METHOD = "PRIM, Friedman and Fisher (1999)"
ALONE_METHOD = "One factor at a time"


def report_sensitivity(found: Findings, out: Path, language: str = "en") -> Group:
    """Write everything that is known so far into the folder of the study and return the tables of the terminal."""
    text = words(language)
    folder = make_folder(experiment_folder(out, found.study.name))
    shown = [*_screening(found, folder, text), *_one_at_a_time(found, folder, text)]
    shown += [*_indices(found, folder, text), *_flips(found, folder, text), *_surfaces(found, folder, text)]
    page = findings_page(found, text)
    write_whole(folder / "findings.md", page.encode())
    return Group(*shown, Text(page))


def study_folder(found: Findings, out: Path) -> Path:
    """Return the folder that the report of a study is written into."""
    return experiment_folder(out, found.study.name)


def made(found: Findings) -> About:
    """Return what captions say about how the numbers were made."""
    return About(model_version(), found.study.experiment.seed, found.study.experiment.scale)


def factors_of(found: Findings) -> Factors:
    """Return labels, families and units of the factors of a study."""
    factors = found.study.factors
    families = {factor.name: factor.family for factor in factors}
    labels = {factor.name: factor.name for factor in factors}
    return Factors(families, labels, {factor.name: "" if factor.unit == "1" else factor.unit for factor in factors})


def subject(found: Findings, outcome: str, stage: Any, target: str, method: str) -> Subject:
    """Return what a table or figure of a stage says that it is about."""
    study, runs = found.study, stage.runs
    return Subject(
        study=study.name,
        outcome=outcome,
        unit=declared_outcomes()[outcome].unit,
        start=runs.years[0],
        stop=runs.years[-1],
        target=target,  # ty: ignore[invalid-argument-type]
        runs=len(runs.places),
        replicates=runs.replicates,
        method=method,
        policy=study.subject.policy if target == "difference" else "",
        reference=Path(study.experiment.against or "").stem if target == "difference" else "",
        planned=runs.planned,
    )


def _screening(found: Findings, folder: Path, text: Words) -> Iterator[Any]:
    screened, factors = found.screened, factors_of(found)
    if screened is None:
        return
    for target, tables in (("difference", screened.difference), ("level", screened.level)):
        for outcome, table in tables.items():
            about = subject(found, outcome, screened, target, MORRIS_METHOD)
            star, sigma = with_luck(table.mu_star, screened, outcome), table.sigma
            measures = [Measure("mu_star", star), Measure("sigma", sigma)]
            name = f"screening_{target}_{short(outcome)}"
            write_whole(folder / f"{name}.csv", sensitivity_csv(measures, about, factors))
            figure = screening_of.screening_figure(star, sigma, about, factors, made(found), text)
            write_figure(folder / name, figure, name, screening_of.alt_text(star, sigma, about, factors, text))
            if target == "difference":
                yield sensitivity_tables(measures, about, factors, text)


def with_luck(mu_star: Estimates, screened: Screened, outcome: str) -> Estimates:
    """Return mu* with what luck alone would reach as the dummy's: its own is 0 under common random numbers."""
    return with_noise(mu_star, screened.luck[outcome])


def with_noise(found: Estimates, floor: float) -> Estimates:
    """Return estimates with a noise floor as the upper limit of the dummy, where it is higher than its own."""
    if DUMMY not in found.names or not np.isfinite(floor):
        return found
    high = found.high.copy()
    high[found.names.index(DUMMY)] = max(floor, high[found.names.index(DUMMY)])
    return replace(found, high=high)


def _one_at_a_time(found: Findings, folder: Path, text: Words) -> Iterator[Any]:
    for label, alone in (("one_at_a_time", found.alone), ("near", found.close)):
        for outcome in alone.difference if alone else ():
            assert alone
            _write_tornado(found, alone, outcome, folder / f"{label}_{short(outcome)}", text)
    yield from ()


def _write_tornado(found: Findings, alone: Alone, outcome: str, path: Path, text: Words) -> None:
    effects, factors = alone.difference[outcome], factors_of(found)
    about = subject(found, outcome, alone, "difference", ALONE_METHOD)
    write_whole(path.with_suffix(".csv"), tornado_csv(alone, outcome))
    settings = {factor.name: (factor.low, factor.high) for factor in alone.factors}
    both = (effects.low, effects.high)
    figure = tornado_of.tornado_figure(*both, settings, alone.base[outcome], about, factors, made(found), text)
    write_figure(path, figure, path.name, tornado_of.alt_text(*both, about, factors, text))


def tornado_csv(alone: Alone, outcome: str) -> bytes:
    """Return the effects of one factor at a time, on difference and level, at both ends, as CSV."""
    from analysis.tables.show import as_csv

    header = ("outcome", "target", "factor", "family", "setting", "effect", "low", "high")
    return as_csv(header, _tornado_rows(alone, outcome))


def _tornado_rows(alone: Alone, outcome: str) -> Iterator[list[Any]]:
    for target, effects in (("difference", alone.difference[outcome]), ("level", alone.level[outcome])):
        for n, factor in enumerate(alone.factors):
            for setting, side in ((factor.low, effects.low), (factor.high, effects.high)):
                numbers = (f"{each[n]:.6g}" for each in (side.value, side.low, side.high))
                yield [outcome, target, factor.name, factor.family, f"{setting:.6g}", *numbers]


def _indices(found: Findings, folder: Path, text: Words) -> Iterator[Any]:
    indexed = found.indexed
    if indexed is None:
        return
    for outcome in found.study.subject.outcomes:
        for target in ("difference", "level"):
            tables = _write_indices(found, indexed, f"{target} {outcome}", outcome, target, folder, text)
            if target == "difference":
                yield tables
        _write_years(found, indexed, outcome, folder, text)
        if indexed.ranking:
            yield _write_indices(found, indexed, f"ranking {outcome}", outcome, "ranking", folder, text)


def _write_indices(
    found: Findings, indexed: Indexed, output: str, outcome: str, target: str, folder: Path, text: Words
) -> Any:
    place, factors = indexed.place(output), factors_of(found)
    about = subject(found, outcome, indexed, target, SOBOL_METHOD)
    orders = indexed.sobol.indices
    first, total = (with_noise(each.output(place), indexed.noise(each)) for each in (orders.first, orders.total))
    second = orders.second.output(place) if orders.second else None
    pawn = Measure("pawn", indexed.pawn.index.output(place), PAWN_METHOD)
    single, pairs = [Measure("first", first), Measure("total", total), pawn], Measure("second", second)
    name = f"indices_{target}_{short(outcome)}"
    write_whole(folder / f"{name}.csv", sensitivity_csv([*single, *([pairs] if second else [])], about, factors))
    figure = indices_of.indices_figure(first, total, about, factors, made(found), text)
    write_figure(folder / name, figure, name, indices_of.alt_text(first, total, about, factors, text))
    if second and target != "level":
        path = folder / f"second_order_{target}_{short(outcome)}"
        figure = second_of.second_order_figure(second, about, factors, made(found), text)
        write_figure(path, figure, path.name, second_of.alt_text(second, about, factors, text))
    shown = sensitivity_tables(single[:2], about, factors, text)
    return Group(shown, pairs_table(pairs, about, factors, text)) if second and target != "level" else shown


def _write_years(found: Findings, indexed: Indexed, outcome: str, folder: Path, text: Words) -> None:
    places = [indexed.place(f"{outcome} {year}") for year in indexed.runs.years]
    total = indexed.sobol.indices.total
    value, low, high, error = (each[:, places] for each in (total.value, total.low, total.high, total.error))
    yearly = Estimates(total.names, value, low, high, error)
    about, factors = subject(found, outcome, indexed, "difference", SOBOL_METHOD), factors_of(found)
    path = folder / f"indices_over_time_{short(outcome)}"
    years = indexed.runs.years
    figure = over_time.indices_over_time_figure(yearly, years, about, factors, made(found), text)
    write_figure(path, figure, path.name, over_time.alt_text(yearly, years, about, factors, text))
    measures = [Measure(f"total {year}", yearly.output(n)) for n, year in enumerate(years)]
    write_whole(path.with_suffix(".csv"), sensitivity_csv(measures, about, factors))


def _flips(found: Findings, folder: Path, text: Words) -> Iterator[Any]:
    for outcome in found.study.subject.outcomes:
        for pair in contests(found):
            flip = flips(found, outcome, pair)
            if flip:
                path = folder / f"flips_{'_'.join(pair)}_{short(outcome)}"
                yield _write_flips(found, outcome, flip, path, text, levers=found.study.subject.policy in pair)


def _write_flips(found: Findings, outcome: str, flip: Flip, path: Path, text: Words, *, levers: bool) -> Any:
    assert found.indexed
    boxes, check, failing = flip
    factors = factors_of(found)
    about = subject(found, outcome, found.indexed, "ranking", PRIM_METHOD)
    write_whole(path.with_suffix(".csv"), boxes_csv(boxes, failing, about, factors))
    ranges = whole_ranges(conditions(found.indexed, levers=levers))
    figure = boxes_of.boxes_figure(boxes, ranges, failing, about, factors, made(found), text, check)
    write_figure(path, figure, path.name, boxes_of.alt_text(boxes, failing, about, factors, text))
    return boxes_text(boxes, failing, about, factors, text, check)


def _surfaces(found: Findings, folder: Path, text: Words) -> Iterator[Any]:
    from analysis.reports.sensitivity.data import read_runs

    for record, each in found.surfaces:
        stage = type("Stage", (), {"runs": read_runs(record)})
        about = subject(found, found.study.subject.outcomes[0], stage, "difference", "Grid of two levers")
        path, factors = folder / f"surface_{short(each.names[0])}_{short(each.names[1])}", factors_of(found)
        figure = surface_of.response_surface_figure(each, "soles a year", about, factors, made(found), text)
        write_figure(path, figure, path.name, surface_of.alt_text(each, "soles a year", about, factors, text))
    yield from ()


def short(name: str) -> str:
    """Return a name for files: ``true.bars`` becomes ``bars``."""
    return name.removeprefix("true.").replace(".", "_")
