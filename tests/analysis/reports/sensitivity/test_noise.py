"""When an index counts as noise."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.reports.sensitivity.results import IndicesResult
from analysis.sensitivity.estimate import Estimates
from experiments.design.factors import DUMMY

TOTAL = Estimates(
    ("raids", "acceptance", DUMMY),
    np.array([[0.6, 0.0], [0.3, 0.5], [0.0, 0.0]]),
    np.array([[0.5, 0.0], [0.2, 0.4], [0.0, 0.0]]),
    np.array([[0.7, 0.02], [0.4, 0.6], [0.05, 0.08]]),
)


@pytest.mark.parametrize(("q2", "told"), [(0.8, [True, True, False]), (0.1, [False, False, False])])
def test_indices_of_an_emulator_that_predicts_nothing_are_all_noise(q2, told):
    levers = [SimpleNamespace(name="raids", family="lever")]
    record = SimpleNamespace(file=SimpleNamespace(design=SimpleNamespace(factors=levers)))
    found = IndicesResult(
        record, None, ["difference A", "ranking A"], SimpleNamespace(q2=np.array([q2, 0.9])), None, None
    )
    assert (TOTAL.output(0).value > found.noise(TOTAL)).tolist() == told
