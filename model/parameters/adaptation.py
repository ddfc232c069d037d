"""How recruiters and checkpoints learn from past events, and how they respond."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Adaptation:
    """Dangers remembered, ways of recruiting reconsidered, posts given up, networks that end and enter (M20, M32)."""

    # what is remembered
    usual_memory: float = parameter(0.04, "1/week", 0.002, 0.1, "free", ASSUMED, "weight of the newest week in a rate")
    fresh_memory: float = parameter(0.15, "1/week", 0.05, 0.5, "free", ASSUMED, "the same, what is fresh in mind")
    filling_memory: float = parameter(
        0.03, "1/week", 0.005, 0.2, "free", ASSUMED, "the same, of what owners learn about posts and stays"
    )
    wait_first: float = parameter(4.0, "weeks", 0.5, 26.0, "free", ASSUMED, "taken for granted in 2000, to fill a post")
    stay_first: float = parameter(40.0, "weeks", 4.0, 200.0, "free", ASSUMED, "the same, of somebody held")
    few_recruiters: float = parameter(10.0, "persons", 1.0, 50.0, "free", ASSUMED, "fewer say little about a method")
    few_journeys: float = parameter(5.0, "persons", 1.0, 50.0, "free", ASSUMED, "fewer say little about a way in")

    # origin and method
    switching: float = parameter(
        0.04, "1/week", 0.0, 0.5, "free", ASSUMED, "recruiters who reconsider; 0: they never change"
    )
    choice_scale: float = parameter(
        60.0, "soles/week", 10.0, 1000.0, "free", ASSUMED, "gain that multiplies the odds of a choice by e"
    )
    arrest_loss: float = parameter(10_000.0, "soles", 500.0, 100_000.0, "free", ASSUMED, "of a recruiter arrested")

    # ways round checkpoints
    stop_loss: float = parameter(
        1000.0, "soles", 100.0, 10_000.0, "free", ASSUMED, "of a recruiter, one stopped: fee, journey, risk"
    )
    detour_hours: float = parameter(10.0, "hours", 1.0, 100.0, "free", ("mobile-controls",), "more than the usual way")
    detour_control: float = parameter(0.3, "1", 0.0, 1.0, "free", ("mobile-controls",), "ratio of control met there")
    detour_scale: float = parameter(25.0, "soles", 2.0, 500.0, "free", ASSUMED, "as choice_scale, for one journey")
    hours_moved: float = parameter(
        0.25, "1", 0.0, 1.0, "free", ("mobile-controls",), "hours at checkpoints that go where people were stopped"
    )

    # what a post is worth
    offer_effort: float = parameter(100.0, "soles", 5.0, 2000.0, "free", ASSUMED, "of one offer")
    post_horizon: float = parameter(13.0, "weeks", 1.0, 520.0, "free", ASSUMED, "ahead, for which owners reckon")
    mine_worth: float = parameter(8000.0, "soles", 500.0, 1e6, "free", ASSUMED, "of a filled post at a mine")
    worth_power: float = parameter(3.0, "1", 0.5, 20.0, "free", ASSUMED, "of worth over cost, in the odds to seek")

    # networks
    division_of_labour: float = parameter(
        1.0, "1", 0.0, 1.0, "free", ("networks-number",), "other recruiters who stay when one is taken"
    )
    network_entry: float = parameter(
        0.02, "1/week", 0.0, 0.5, "free", ("networks-number",), "of a new network in the place of one dissolved"
    )
