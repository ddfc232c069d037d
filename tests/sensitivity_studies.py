"""A small sensitivity study for the stand-in model, in which intensities of policies matter and nothing else."""

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
