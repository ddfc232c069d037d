"""The button of the explore page runs the real model in its worker process, and reads it from the store next time."""

import time

import numpy as np
import pytest

from analysis.explore.design import outcomes
from analysis.explore.serving.asking import Setting
from analysis.explore.serving.jobs import Jobs
from analysis.explore.serving.real_runs import RealRuns, Size

pytestmark = pytest.mark.science

FORM = "true.person_years_sexual_exploitation"
BASELINE = {"middle": 1.0, "offset": 0.0, "by_price": [[1.0, 1.0]]}
FIGURE = {"key": FORM, "part": "headline", "group": "exploitation", "span": {"horizon": 10}, "baseline": BASELINE}


def test_a_setting_is_run_once_and_changes_what_it_should(tmp_path):
    figures = [FIGURE | {"key": key} for key in outcomes()]
    jobs = Jobs(RealRuns(results=tmp_path, outputs=figures, size=Size(draws=4, scale=100), jobs=2))
    try:
        first, again = (ended(jobs, Setting({"raids": 1.0, "shelters": 1.0}, 280e6, 1.0)) for _ in range(2))
    finally:
        jobs.close()
    assert first["state"] == "done", first["message"]
    assert (first["done"], first["of"], first["result"]["runs"]) == (8, 8, 8)
    assert again["result"] == first["result"]
    effect = first["result"]["outcomes"][FORM]["10"]
    print(effect)
    assert np.isfinite(list(effect.values())).all()
    assert effect["middle"] != 0


def ended(jobs, setting):
    name = jobs.submit(setting).id
    while (told := jobs.told(name))["state"] in ("waiting", "running"):
        time.sleep(0.1)
    return told
