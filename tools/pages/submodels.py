"""Sub-models from the code: what every module of the rules says of itself and of its public functions."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tools.pages.text import item, marked, page, plain, section
from tools.pages.week import steps

MODEL = Path(__file__).resolve().parents[2] / "model"
INFRASTRUCTURE = ("world", "counts", "flows")
"""Modules beside the rules: how rules reach the world, and names of counters and counts; pages of state have them."""


class Page(NamedTuple):
    """Title of a page, and the modules on it beside those of its steps: folders of the model or single files."""

    title: str
    steps: tuple[str, ...]
    others: tuple[str, ...] = ()


PAGES: Mapping[str, Page] = {
    "odd/submodels-mining.md": Page(
        "Sub-models: the rush",
        ("price", "policies", "arrivals", "digging", "moving", "livelihoods", "spending"),
        ("processes/mining", "places", "price/weekly.py", "price/path.py", "price/steps.py"),
    ),
    "odd/submodels-bars.md": Page(
        "Sub-models: bars", ("bars", "licensing", "bar_work"), ("processes/bars", "processes/decision_rules.py")
    ),
    "odd/submodels-recruitment.md": Page(
        "Sub-models: recruitment", ("recruitment", "adaptation"), ("processes/recruitment",)
    ),
    "odd/submodels-survivors.md": Page(
        "Sub-models: leaving, care and return",
        ("ageing", "exits", "contact_points", "aftercare"),
        ("processes/survivors", "people"),
    ),
    "odd/submodels-police.md": Page(
        "Sub-models: police and operations",
        ("information", "interdiction", "raids"),
        ("processes/state/forces.py", "processes/state/offices.py"),
    ),
    "odd/submodels-justice.md": Page(
        "Sub-models: justice and registers",
        ("justice", "missing_persons", "registers"),
        tuple(f"processes/state/{name}.py" for name in
              ("accused", "complaints", "custody", "investigation", "sentences")),
    ),
    "odd/submodels-society.md": Page(
        "Sub-models: officials, society and formalisation",
        ("formalisation", "corruption", "society"),
        ("processes/state/legitimacy.py", "processes/state/officials.py", "processes/state/ties.py",
         "processes/integrity.py", "processes/census.py"),
    ),
}  # fmt: skip
ABOUT = (
    "What the code says of itself: for every step its module and the public functions in it, then the modules "
    "that these steps use. Equations stand as they are in the docstrings. [The description](../odd.md) tells "
    "the same in order, with the parameters."
)


class Module(NamedTuple):
    """A module of rules: its path below ``model``, its docstring, and its public functions with theirs."""

    path: str
    said: str
    functions: tuple[tuple[str, str], ...]


@cache
def module(path: str) -> Module:
    """Return what a file below ``model`` says of itself."""
    tree = ast.parse((MODEL / path).read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))
    return Module(path, ast.get_docstring(tree) or "", tuple((f.name, ast.get_docstring(f) or "") for f in functions))


def submodel_pages() -> dict[str, str]:
    """Return the pages of sub-models by path."""
    return {path: page(about.title, ABOUT, map(_section, modules_of(about))) for path, about in PAGES.items()}


def modules_of(about: Page) -> list[Module]:
    """Return the modules of a page: its steps in the order of the week, then others; each once, none that is empty."""
    where = {each.name.removesuffix(".step"): each.module for each in steps()}
    own = [f"{where[name].removeprefix('model.').replace('.', '/')}.py" for name in where if name in about.steps]
    paths = dict.fromkeys([*own, *_others(about)])
    elsewhere = {f"{each.module.removeprefix('model.').replace('.', '/')}.py" for each in steps()} - set(own)
    return [found for found in map(module, (p for p in paths if p not in elsewhere)) if found.functions]


def _others(about: Page) -> Iterator[str]:
    for name in about.others:
        files = sorted((MODEL / name).glob("*.py")) if (MODEL / name).is_dir() else [MODEL / name]
        yield from (file.relative_to(MODEL).as_posix() for file in files)


def _section(found: Module) -> str:
    step = next(
        (each for each in steps() if found.path == f"{each.module.removeprefix('model.').replace('.', '/')}.py"), None
    )
    title = f"`{step.name}` (`model/{found.path}`)" if step else f"`model/{found.path}`"
    functions = "\n".join(item(f"**{name}**: {marked(said)}") for name, said in found.functions)
    return section(title, f"{plain(found.said)}\n\n{functions}")


def untold() -> list[str]:
    """Return what no page tells: rules without a page, modules and public functions that do not say what they do."""
    told = {found.path: found for about in PAGES.values() for found in modules_of(about)}
    rules = (file.relative_to(MODEL).as_posix() for file in sorted((MODEL / "processes").rglob("*.py")))
    missing = [
        path for path in rules if path not in told and module(path).functions and Path(path).stem not in INFRASTRUCTURE
    ]
    silent = [
        f"{each.path}: {name}"
        for each in told.values()
        for name, said in (("", each.said), *each.functions)
        if not said
    ]
    return missing + silent + [each.name for each in steps() if not each.said]
