"""What registers show."""

from model.outcomes.declare import flow, stock

flow("recorded.reta_complaints", "complaints", "neither", "reta_complaints", "Complaints in the police register.")
flow(
    "recorded.reta_victims",
    "persons",
    "neither",
    "reta_victims",
    "People entered as victims by police, rightly or not.",
)
flow("recorded.reta_suspects", "persons", "neither", "reta_suspects", "Suspects in the police register.")
flow("recorded.sistra_cases", "cases", "neither", "sistra_cases", "Cases in the prosecutors' register.")
flow("recorded.sistra_victims", "persons", "neither", "sistra_victims", "People entered as victims by prosecutors.")
flow("recorded.sistra_victims_under_18", "persons", "neither", "sistra_victims_under_18", "Of those, under 18.")
flow("recorded.sistra_victims_female", "persons", "neither", "sistra_victims_female", "Of those, women and girls.")
flow("recorded.shelved", "cases", "neither", "shelved", "Cases shelved by prosecutors.")
flow("recorded.charges", "cases", "neither", "charged", "Cases charged, as any offence.")
flow("recorded.charges_lesser", "cases", "neither", "charged_lesser", "Of those, charged as a lesser offence.")
flow("recorded.trials", "cases", "neither", "tried", "Trials held.")
flow("recorded.convictions", "cases", "neither", "convicted", "Trials that convict.")
stock(
    "recorded.ngo_people_counted", "persons", "neither", "People in sexual exploitation whom the local NGO counts.",
    lambda m: m.flows["ngo_counted"],
)  # fmt: skip
