"""How bars and recruiters adapt, and what licences do."""

from model.outcomes.declare import flow

# recruiters
flow(
    "true.recruiters_who_switched", "persons", "neither", "recruiters_who_switched",
    "Recruiters who change where or how they recruit.",
)  # fmt: skip
flow(
    "true.journeys_round_control", "persons", "lower", "journeys_round_control",
    "People who are brought by a longer way on which there is less control.",
)  # fmt: skip
flow(
    "true.posts_given_up", "posts", "higher", "posts_given_up",
    "Posts that bars and mines do not seek to fill because it costs too much.",
)  # fmt: skip
flow(
    "true.networks_dissolved", "networks", "higher", "networks_dissolved",
    "Networks that end for want of recruiters, head and funds.",
)  # fmt: skip
flow(
    "true.networks_entered", "networks", "lower", "networks_entered",
    "Networks that enter the place of one that ended.",
)  # fmt: skip
