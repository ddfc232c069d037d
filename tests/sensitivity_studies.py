"""A small sensitivity study for the stand-in model, in which intensities of policies matter and nothing else."""

import numpy as np

from experiments.record.ensembles import RULE, Ensemble, as_file
from model.scenario.theories import SWITCHES
from model.version import MODEL_VERSION

STUDY = """
question = "Which factor matters where only intensities do?"
scenarios = ["raids.toml", "shelters.toml"]
against = "baseline.toml"
[subject]
policy = "raids"
rivals = ["shelters", "raids"]
outcomes = ["true.person_years_sexual_exploitation", "true.person_years_labour_exploitation"]
[factors]
"raids.intensity" = [0.0, 2.0]
"bars.margin" = [0.2, 0.4]
"theory.decision_rule" = "registry"
dummy = "registry"
[runs]
scale = 20
[keep]
outcomes = ["true.person_years_sexual_exploitation", "true.person_years_labour_exploitation"]
resolution = "year"
[stages.one_at_a_time]
replicates = 3
[stages.near]
replicates = 2
[stages.morris]
points = 3
replicates = 2
[stages.indices]
points = 64
replicates = 2
leave = 4
[stages.surface]
points = 3
replicates = 2
pairs = [["raids.intensity", "bars.margin"]]
[quick]
stages = ["morris", "indices"]
[quick.set]
"period.stop" = "2003-07-01"
[quick.indices]
points = 32
"""


NAMES = ("bars.margin", "exits.escape", "adaptation.worth_power")


def write_ensemble(path, sets=40):
    """Write an ensemble whose sets differ in every parameter and come in turn over the rules of decision."""
    values = np.column_stack([np.linspace(*ends, sets) for ends in ((0.2, 0.4), (0.001, 0.003), (1.0, 9.0))])
    theories = {RULE: np.array(SWITCHES["decision_rule"] * (sets // 4), object)}
    made = Ensemble(NAMES, values, np.full(sets, 1 / sets), theories, {"model_version": MODEL_VERSION})
    path.write_bytes(as_file(made))
