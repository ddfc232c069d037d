"""The schedule and the settings that all interventions share."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from model.interventions.base import Intervention, choice, choices, saturating, setting, switch
from model.parameters.declaring import ParameterError
from model.text.dates import week_of

ASSUMED = ("assumed",)
START = date(2010, 1, 4)
FIRST = week_of(START)


@dataclass(frozen=True, kw_only=True)
class Patrols(Intervention):
    """Settings of every kind."""

    kind: ClassVar[str] = "patrols"

    officers: float = setting(2.0, "persons", 0.0, 10.0, ASSUMED)
    target: str = choice("random", ("random", "known"), ASSUMED)
    zones: tuple[str, ...] = choices(("road",), ("road", "river"), ASSUMED)
    joint: bool = switch(False, ASSUMED)


def test_strength_is_zero_before_the_start_and_from_the_stop_on():
    patrols = Patrols(start=START, stop=date(2010, 2, 1), intensity=0.5)
    strengths = [patrols.strength(week) for week in range(FIRST - 1, FIRST + 6)]
    assert strengths == [0.0, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0]


def test_strength_grows_in_equal_steps_over_the_ramp():
    patrols = Patrols(start=START, ramp=4, intensity=2.0)
    assert [patrols.strength(FIRST + n) for n in range(6)] == [0.5, 1.0, 1.5, 2.0, 2.0, 2.0]


def test_an_intervention_that_overrides_no_hook_changes_nothing():
    patrols, levers = Patrols(start=START), object()
    assert patrols.adjust(levers, 1.0) is levers
    assert patrols.weekly_cost(None, 1.0) == 0.0


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"officers": 11}, "patrols.officers: 11 persons is outside 0 to 10"),
        ({"intensity": -1}, "patrols.intensity"),
        ({"intensity": float("inf")}, "not a finite number"),
        ({"ramp": -1}, "patrols.ramp"),
        ({"target": "knwon"}, "did you mean 'known'"),
        ({"zones": ("sea",)}, "none of the options"),
        ({"zones": ("road", "road")}, "given twice"),
        ({"joint": 1}, "neither true nor false"),
        ({"stop": START}, "not after the start"),
        ({"start": date(1999, 12, 27)}, "before 2000-01-03"),
    ],
)
def test_settings_outside_their_declaration_are_refused(settings, message):
    with pytest.raises(ParameterError, match=message):
        Patrols(**({"start": START} | settings))


def test_coverage_saturates_from_nothing_to_all():
    assert saturating(0.0, 6.0) == 0.0
    assert saturating(6.0, 6.0) == 0.5
    assert 0.99 < saturating(1e4, 6.0) < 1.0
    assert saturating(0.0, 0.0) == 0.0
