"""Every mechanism and institution of the table moves the outcome that it names, beyond the paired noise floor."""

import re
from pathlib import Path

import numpy as np
import pytest

from analysis.measures.mechanism_effects import effect
from experiments.engine.warm_starts import Replicate
from experiments.record.mechanism_effects import arms, run_arm
from model.interventions import INTERVENTIONS
from model.mechanisms import not_modelled, rows
from model.outcomes import OUTCOMES
from model.version import MODEL_VERSION
from tests.mechanisms.samples import IDLE, folder_with

ROWS = rows()
REPLICATES = [Replicate(seed=1, replicate=number, scale=50) for number in range(4)]
ENOUGH = 3
"""Replicates that show most rows; the others are looked at where these leave a row in the noise floor."""
LEFT_OUT = not_modelled()
TOLD = [row.id for row in (*ROWS, *LEFT_OUT)]
MECHANISMS, LOOPS = range(1, 86), range(1, 10)
"""The mechanisms and feedback loops of the sources, by number."""
MOST_LEFT_OUT = 25
INSTITUTIONS = (
    *("gtmptp", "pnat", "regional-commission", "pnp-divintrap", "reta", "sistra", "public-ministry"),
    *("victim-and-witness-unit", "judiciary", "complaint-route", "attention-route", "mimp", "cem", "inabif"),
    *("state-shelter", "huarayo-refuge", "calp", "demuna", "veedurias", "hotline", "codes-of-conduct", "licences"),
    *("transport-checks", "minsa", "minedu", "mintra", "defensoria", "formalisation-window"),
    *("regional-mining-directorate", "armed-forces", "financial-watch", "iom-inl", "ngo-training", "media"),
    "tip-ranking",
)
"""Every institution and system of the sources."""
PAGE = Path(__file__).resolve().parents[2] / "docs" / "mechanisms.md"


def over(row, replicates):
    """Return the effect of a row's mechanism; ``run_arm`` keeps the arms that rows share."""
    column = list(OUTCOMES).index(row.outcome)
    return effect(row, *(np.array([run_arm(arm, one)[column] for one in replicates]) for arm in arms(row)))


def measured(row):
    """Return the effect over as few replicates as show it, or over all."""
    found = over(row, REPLICATES[:ENOUGH])
    return found if found.modelled else over(row, REPLICATES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}-{row.outcome}")
def test_switching_a_mechanism_off_moves_its_outcome(row):
    found = measured(row)
    assert found.modelled, f"{found.verdict}: {found.on:g} with it, {found.off:g} without; {found.difference}"


def test_an_off_switch_that_moves_nothing_is_reported_as_not_modelled(tmp_path):
    (row,) = rows(folder_with(tmp_path, society=IDLE))
    found = measured(row)
    assert found.verdict == "nothing"
    assert not found.modelled


@pytest.mark.parametrize("number", MECHANISMS)
def test_a_mechanism_of_the_sources_has_a_row_or_a_reason_why_not(number):
    assert f"M{number}" in TOLD


@pytest.mark.parametrize("name", INSTITUTIONS)
def test_an_institution_of_the_sources_has_a_row_or_a_reason_why_not(name):
    assert f"I-{name}" in TOLD


@pytest.mark.parametrize("number", LOOPS)
def test_a_feedback_loop_has_a_row(number):
    assert f"L{number}" in {row.id for row in ROWS}


def test_little_is_left_out_and_nothing_that_is_modelled():
    assert len(LEFT_OUT) <= MOST_LEFT_OUT
    assert not {row.id for row in LEFT_OUT} & {row.id for row in ROWS}


@pytest.mark.parametrize("kind", INTERVENTIONS)
def test_a_kind_of_intervention_acts_on_a_mechanism(kind):
    assert kind in {kind for row in ROWS for kind in row.levers}


def test_the_page_shows_every_row_with_its_outcome():
    lines = re.findall(r"^\| ([MLI][\w-]+) \|.* \| `([\w.]+)` \(", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines == [(row.id, row.outcome) for row in ROWS]


def test_the_page_says_what_is_left_out():
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert [row.id for row in LEFT_OUT if f"| {row.id} | {row.name} | {row.because} |" not in page] == []


def test_the_page_was_measured_with_this_version_of_the_model():
    assert f"In the model, version {MODEL_VERSION}:" in PAGE.read_text(encoding="utf-8")
