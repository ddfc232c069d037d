"""A stand-in for the model that runs in no time, and scenario files for it."""

import os
import sys
from types import ModuleType

import pytest

from experiments.engine.warm_starts import HISTORIES
from tests.stand_in import FakeModel, contents, write_world
from tests.warm_up import compile_kernels

os.environ.pop("COLUMNS", None)
"""Workers of pytest-xdist are told a width, which commands would follow."""


def pytest_sessionstart(session):
    """Compile the model's kernels before workers start."""
    compile_kernels(session.config)


@pytest.fixture
def fake_model(monkeypatch):
    """Put the stand-in in the place of the model; return it, with ``runs`` and ``fails`` empty."""
    monkeypatch.setattr(FakeModel, "runs", [])
    monkeypatch.setattr(FakeModel, "fails", {})
    monkeypatch.setattr(HISTORIES, "_kept", {})
    for name in ("model.goldrush", "model.outcomes"):
        module = ModuleType(name)
        vars(module).update(contents()[name])
        monkeypatch.setitem(sys.modules, name, module)
    return FakeModel


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Return the folder, now the current one, that holds baseline.toml, raids.toml and shelters.toml."""
    write_world(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
