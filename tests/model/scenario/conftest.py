"""A folder of scenarios on parameters and an intervention made for these tests, so that names stay put."""

from dataclasses import dataclass
from textwrap import dedent
from typing import ClassVar

import pytest

from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention, choices, setting, switch
from model.parameters.declaring import ParameterSet, parameter

ASSUMED = ("assumed",)
BASELINE = """
    question = "What happens?"
    [period]
    simulated_from = 2000-01-03
    start = 2008-01-01
    stop = 2021-01-01
    [price]
    kind = "replay"
    [parameters.digging]
    best_yield = 20
"""


@dataclass(frozen=True, kw_only=True)
class Digging:
    """Numbers of several kinds."""

    best_yield: float = parameter(30.0, "g/week", 10.0, 80.0, "free", ("field-study",))
    living_cost: float = parameter(120.0, "soles/week", 60.0, 300.0, "free", ASSUMED)
    luck_share: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED)
    machines: int = parameter(3, "machines", 0, 10, "fixed", ASSUMED)


@dataclass(frozen=True, kw_only=True)
class TrialParameters(ParameterSet):
    """One group is enough."""

    digging: Digging = Digging()


@dataclass(frozen=True, kw_only=True)
class Patrols(Intervention):
    """Settings of every kind."""

    kind: ClassVar[str] = "patrols"

    officers: float = setting(2.0, "persons", 0.0, 10.0, ASSUMED)
    unit_cost: float = setting(100.0, "soles/year", 10.0, 1e6, ASSUMED)
    zones: tuple[str, ...] = choices(("road",), ("road", "river"), ASSUMED)
    joint: bool = switch(False, ASSUMED)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder that holds a baseline; the reader knows the trial parameters and patrols."""
    monkeypatch.setattr("model.scenario.sections.Parameters", TrialParameters)
    monkeypatch.setitem(INTERVENTIONS, "patrols", Patrols)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baseline.toml").write_text(dedent(BASELINE).lstrip())
    return tmp_path


@pytest.fixture
def write(folder):
    """Return a function that writes the lines of a scenario file and returns its name."""

    def write_lines(name, *lines):
        (folder / f"{name}.toml").write_text("\n".join(lines))
        return name

    return write_lines
