"""Lay the project out as one package, ``goldrush``, for a wheel: nothing else may land at the top of site-packages.

In a checkout the folders ``model``, ``experiments`` and ``analysis`` are packages of their own. In the wheel they are
inside ``goldrush``, and imports say so: the names are real, so that worker processes and pickles find them.
"""

import re
import shutil
from pathlib import Path

FOLDERS = ("model", "experiments", "analysis", "scenarios")
FILES = ("run.py", "CITATION.cff", "LICENSE", "pyproject.toml", ".python-version")
"""Data beside the code: scenarios that commands know by name, and what a bundle for an archive copies."""
TOP = "model|experiments|analysis"
IMPORT = re.compile(rf"^(\s*)from ({TOP})(?=[. ])", re.MULTILINE)
PLAIN_IMPORT = re.compile(rf"^\s*import ({TOP})\b", re.MULTILINE)
TYPED = re.compile(r"(?:python -m uv run |python )?\brun\.py (?=[a-z{|])")
KERNELS = "model/kernels/compiled.py"
FOLLOWED = r"from (model[\w.]*) import"
"""How a kernel's file is searched for what it imports; found nowhere, stale machine code could be taken for fresh."""

INIT = '''"""An agent-based simulation of a gold-rush trafficking economy; the command is ``goldrush``."""

from importlib import import_module

PUBLIC = {
    "GoldRush": "model.goldrush",
    "load_scenario": "model.scenario.scenario",
    "open_experiment": "experiments.record.record",
}
__all__ = list(PUBLIC)


def __getattr__(name):
    """Return a public name, imported when it is first asked for, so that the command starts quickly."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PUBLIC[name]}"), name)
'''
MAIN = '"""``python -m goldrush`` is the command ``goldrush``."""\n\nfrom goldrush.run import app\n\napp()\n'


class StageError(RuntimeError):
    """The source has a form that cannot be laid out as one package."""


def stage(project: Path, target: Path) -> None:
    """Copy the project into ``target``, a new folder that becomes the package; raise StageError if that is unsafe."""
    for name in FOLDERS:
        shutil.copytree(project / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for name in FILES:
        shutil.copyfile(project / name, target / name)
    (target / "__init__.py").write_text(INIT, encoding="utf-8")
    (target / "__main__.py").write_text(MAIN, encoding="utf-8")
    for path in sorted([*target.rglob("*.py"), *(target / "experiments").rglob("*.toml"), *words_of(target)]):
        path.write_text(as_packaged(path.read_text(encoding="utf-8"), path), encoding="utf-8")
    _let_kernels_follow(target / KERNELS)


def words_of(target: Path) -> list[Path]:
    """Return the catalogues of words, whose texts name commands."""
    return sorted((target / "analysis" / "words").glob("*.toml"))


def as_packaged(text: str, path: Path) -> str:
    """Return a file's text with imports from inside the package, and commands as people type them."""
    if path.suffix == ".py" and PLAIN_IMPORT.search(text):
        raise StageError(f"{path} imports a top package by its bare name; write from ... import ...")
    return TYPED.sub("goldrush ", IMPORT.sub(r"\1from goldrush.\2", text))


def _let_kernels_follow(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.count(FOLLOWED) != 1:
        raise StageError(f"{path} no longer holds {FOLLOWED!r}; let it follow imports from goldrush.model, too")
    path.write_text(text.replace(FOLLOWED, FOLLOWED.replace("from (", r"from goldrush\.(")), encoding="utf-8")
