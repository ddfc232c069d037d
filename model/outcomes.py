"""What a run is judged by: each outcome declared once, with unit, direction, and how weeks add up.

``true.*`` is what happens in the model, ``recorded.*`` what a register shows; no figure mixes them. A policy's harm and
cost are outcomes like any other and are never netted into one score.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal

import numpy as np

from model.codes import Exit, Form, Stage, Zone
from model.dates import WEEKS_PER_YEAR

OverTime = Literal["sum", "mean", "last"]
Better = Literal["lower", "higher", "neither"]
S, L = Form.SEXUAL, Form.LABOUR
OUTCOMES: dict[str, "Outcome"] = {}


@dataclass(frozen=True)
class Outcome:
    """A weekly number: its unit, how weeks add up, which direction is better, and what it means."""

    name: str
    unit: str
    over_time: OverTime
    better: Better
    definition: str
    measure: Callable[[Any], float] | None
    """How to measure it on the model; None for a counter of the week."""
    counter: str | None = None
    """The counter of ``model/flows.py`` that it sums."""


def declare(name: str, unit: str, over_time: OverTime, better: Better, definition: str, *how: Any) -> None:
    """Register an outcome; a name can be declared once."""
    if name in OUTCOMES:
        raise ValueError(f"outcome {name} is declared twice")
    OUTCOMES[name] = Outcome(name, unit, over_time, better, definition, *how)


def stock(name: str, unit: str, better: Better, definition: str, measure: Callable) -> None:
    """Register a stock: the mean over a month's weeks."""
    declare(name, unit, "mean", better, definition, measure)


def flow(name: str, unit: str, better: Better, key: str, definition: str) -> None:
    """Register the sum of a weekly counter of ``model/flows.py``."""
    declare(name, unit, "sum", better, definition, None, key)


def ratio(part: float, whole: float) -> float:
    """Return part over whole, 0 where there is nothing to divide by."""
    return float(part / whole) if whole else 0.0


# people in exploitation
stock(
    "true.people_in_sexual_exploitation",
    "persons",
    "lower",
    "People in sexual exploitation in bars.",
    lambda m: m.census.by_form[S],
)
stock(
    "true.people_in_labour_exploitation", "persons", "lower",
    "People in labour exploitation in mines, miners held by an advance included.",
    lambda m: m.census.by_form[L] + m.census.miners_held,
)  # fmt: skip
stock(
    "true.people_in_exploitation", "persons", "lower",
    "People in either form; for ratios, never a headline.",
    lambda m: sum(m.census.by_form) + m.census.miners_held,
)  # fmt: skip
for _form, _word in ((S, "sexual"), (L, "labour")):
    declare(
        f"true.person_years_{_word}_exploitation", "person-years", "sum", "lower",
        f"Time spent in {_word} exploitation.",
        lambda m, f=_form: (m.census.by_form[f] + m.census.miners_held * (f == L)) / WEEKS_PER_YEAR,
    )  # fmt: skip
    stock(
        f"true.people_in_{_word}_exploitation_under_18", "persons", "lower",
        f"People under 18 in {_word} exploitation.",
        lambda m, f=_form: m.census.under_18[f],
    )  # fmt: skip
    stock(
        f"true.people_in_{_word}_exploitation_female", "persons", "lower",
        f"Women and girls in {_word} exploitation.",
        lambda m, f=_form: m.census.female[f],
    )  # fmt: skip
stock(
    "true.people_in_exploitation_female", "persons", "lower", "Women and girls in either form; for ratios.",
    lambda m: sum(m.census.female),
)  # fmt: skip
for _zone in Zone:
    stock(
        f"true.people_in_sexual_exploitation_{_zone.name.lower()}", "persons", "lower",
        f"People in sexual exploitation, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: m.census.sexual_by_zone[z],
    )  # fmt: skip
stock(
    "true.remote_share_of_sexual_exploitation", "1", "neither", "Share in river and protected zones: displacement.",
    lambda m: ratio(m.census.sexual_by_zone[Zone.RIVER] + m.census.sexual_by_zone[Zone.PROTECTED], m.census.by_form[S]),
)  # fmt: skip

# ways in
flow("true.vacancies", "posts", "lower", "vacancies", "Posts that bars and mines seek to fill through recruiters.")
flow("true.offers", "offers", "lower", "offers", "Offers that reach someone.")
flow("true.recruited_sexual", "persons", "lower", "recruited_sexual", "New recruitments into sexual exploitation.")
flow("true.recruited_labour", "persons", "lower", "recruited_labour", "New recruitments into labour exploitation.")
declare(
    "true.recruited", "persons", "sum", "lower", "New recruitments into either form; for ratios.",
    lambda m: m.flows["recruited_sexual"] + m.flows["recruited_labour"],
)  # fmt: skip
flow("true.recruited_under_18", "persons", "lower", "recruited_under_18", "Of new recruitments, people under 18.")
flow("true.recruited_female", "persons", "lower", "recruited_female", "Of new recruitments, women and girls.")
flow(
    "true.slid_into_exploitation", "persons", "lower", "slid_into_exploitation",
    "Bar workers who came into exploitation through debt or withheld papers.",
)  # fmt: skip

# ways out
declare(
    "true.exits", "persons", "sum", "higher", "Exits from exploitation of every kind.", lambda m: sum(m.census.exits)
)
flow("true.stopped_on_the_way", "persons", "higher", "stopped", "People whom a checkpoint stops before they arrive.")
for _kind in tuple(Exit)[: Exit.CHECKPOINT]:
    declare(
        f"true.exits_by_{_kind.name.lower()}", "persons", "sum", "neither",
        f"Exits of the kind: {_kind.name.lower().replace('_', ' ')}.",
        lambda m, k=_kind: m.census.exits[k],
    )  # fmt: skip
flow("true.weeks_stayed_by_those_who_left", "person-weeks", "lower", "weeks_stayed", "Stays of those who left.")
flow(
    "true.returns_to_exploitation", "persons", "lower", "returns_to_exploitation",
    "Survivors who return to exploitation.",
)  # fmt: skip
flow("true.survivors_who_recruit", "persons", "lower", "survivors_who_recruit", "Survivors who become recruiters.")

# the attention route
flow("true.survivors_identified", "persons", "higher", "survivors_identified", "Rightly identified as in exploitation.")
stock(
    "true.people_held_in_police_stations", "persons", "lower", "Survivors who wait in police stations.",
    lambda m: m.census.stages[Stage.HELD],
)  # fmt: skip
stock(
    "true.survivors_in_shelter", "persons", "neither", "Survivors who live in shelters.",
    lambda m: m.census.stages[Stage.SHELTER],
)  # fmt: skip
stock(
    "true.survivors_in_shelter_against_their_wish", "persons", "lower", "Of those, who would rather leave.",
    lambda m: m.census.unwilling,
)  # fmt: skip
stock(
    "true.survivors_in_recovery", "persons", "higher", "Survivors in psychological recovery.",
    lambda m: m.census.stages[Stage.RECOVERY],
)  # fmt: skip
stock(
    "true.survivors_at_home", "persons", "neither", "Survivors at home, followed for some years.",
    lambda m: m.census.stages[Stage.HOME],
)  # fmt: skip
stock(
    "true.survivors_in_shelter_in_the_region", "persons", "neither", "Of those, in shelters in the gold region.",
    lambda m: float(m.shelters.occupied[m.shelters.in_region].sum()),
)  # fmt: skip
flow("true.admitted_to_shelter", "persons", "higher", "admitted", "Survivors admitted to shelters.")
flow("true.refused_help", "persons", "neither", "refused_help", "Adults who refuse help.")
flow("true.left_shelter", "persons", "neither", "left_shelter", "Survivors who leave a shelter.")
flow(
    "true.sent_home_unprepared", "persons", "lower", "sent_home_unprepared",
    "Survivors whom no shelter took in time and who go home without care.",
)  # fmt: skip
flow("true.entered_recovery", "persons", "higher", "entered_recovery", "Survivors who begin psychological recovery.")

# the rush
stock("true.gold_price", "USD/oz", "neither", "World price of gold.", lambda m: m.price)
stock("true.farm_gate_price", "soles/g", "neither", "Price paid in camps, 2013 soles.", lambda m: m.gold_value)
stock("true.miners", "persons", "neither", "Miners in the region.", lambda m: float(m.miners.n * m.scale))
stock(
    "true.miners_under_18", "persons", "lower", "Miners under 18 who are not in exploitation: working minors.",
    lambda m: m.census.miners_under_18,
)  # fmt: skip
stock(
    "true.miners_formal", "persons", "neither", "Miners with a permit.",
    lambda m: m.census.miners_formal,
)  # fmt: skip
for _zone in Zone:
    stock(
        f"true.miners_{_zone.name.lower()}", "persons", "neither", f"Miners, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: float(m.census.miners_by_zone[z]),
    )  # fmt: skip
for _zone in Zone:
    stock(
        f"true.bars_{_zone.name.lower()}", "bars", "neither", f"Bars open, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: m.census.bars_by_zone[z],
    )  # fmt: skip
    declare(
        f"true.gold_extracted_{_zone.name.lower()}", "g", "sum", "neither",
        f"Gold dug, zone type {_zone.name.lower()}.",
        lambda m, z=_zone: m.dug_by_zone[z],
    )  # fmt: skip
declare(
    "true.gold_extracted_outside_corridor", "g", "sum", "lower", "Gold dug outside the permitted corridor.",
    lambda m: m.dug_by_zone.sum() - m.dug_by_zone[Zone.CORRIDOR],
)  # fmt: skip
flow("true.arrivals_of_miners", "persons", "neither", "arrivals", "Miners who arrive.")
flow("true.departures_of_miners", "persons", "neither", "departures", "Miners who leave the region.")
flow("true.gold_extracted", "g", "neither", "gold_extracted", "Gold dug.")
stock(
    "true.miner_gross_income", "soles/week", "neither", "Mean value of a miner's gold in a week.",
    lambda m: ratio(m.flows["gold_sales"], m.camps.miners.sum()),
)  # fmt: skip
stock(
    "true.miner_income", "soles/week", "higher", "Mean running income of a miner after operating and living costs.",
    lambda m: m.census.miner_income,
)  # fmt: skip
stock("true.camps_open", "camps", "neither", "Camps worked.", lambda m: float(np.count_nonzero(m.camps.open)))
stock("true.bars", "bars", "neither", "Bars open.", lambda m: float(m.bars.n))
stock(
    "true.bar_workers", "persons", "neither", "Adults who work in bars and are not in exploitation.",
    lambda m: float(m.bar_workers.n),
)  # fmt: skip
stock("true.recruiters", "persons", "lower", "Recruiters.", lambda m: float(m.recruiters.n))
stock(
    "true.recruiters_who_are_survivors", "persons", "lower", "Of those, who were in exploitation themselves.",
    lambda m: float(np.count_nonzero(m.recruiters.survivor)),
)  # fmt: skip
flow("true.bar_spending", "soles", "neither", "bar_spending", "Money spent in bars, 2013 soles.")
flow("true.bribes", "soles", "lower", "bribes", "Money paid to officials, 2013 soles.")
flow("true.wages_of_bar_workers", "soles", "higher", "wages", "Wages paid to bar workers, 2013 soles.")
flow("true.recruiters_arrested", "persons", "neither", "recruiters_arrested", "Recruiters arrested.")

# what the state does
flow("true.raids", "raids", "neither", "raids", "Raids on bars carried out.")
declare(
    "true.raids_empty", "raids", "sum", "lower", "Raids that find nobody, for any cause.",
    lambda m: sum(m.flows[f"raids_empty_{cause}"] for cause in CAUSES),
)  # fmt: skip
CAUSES = ("official_leak", "lookout", "wrong_place", "moved_on")
for _cause in CAUSES:
    flow(
        f"true.raids_empty_{_cause}", "raids", "lower", f"raids_empty_{_cause}",
        f"Raids that find nobody: {_cause.replace('_', ' ')}.",
    )  # fmt: skip
flow("true.people_believed_in_raids", "persons", "neither", "raid_believed", "Believed present where raids go.")
flow("true.people_present_in_raids", "persons", "neither", "raid_present", "Present where raids go.")
flow("true.people_found", "persons", "higher", "raid_found", "People in exploitation whom raids find.")
flow(
    "true.people_misidentified",
    "persons",
    "lower",
    "people_misidentified",
    "Bar workers taken for people in exploitation.",
)
flow("true.complaints", "complaints", "neither", "complaints", "Complaints lodged, entered in a register or not.")
flow("true.cost_to_state", "soles", "lower", "policy_cost", "Cost of the scenario's policies, 2013 soles.")

# registers
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


COUNTERS = {i: o.counter for i, o in enumerate(OUTCOMES.values()) if o.counter}
MEASURES = {i: o.measure for i, o in enumerate(OUTCOMES.values()) if o.measure}
_counters, _counted, _measured = itemgetter(*COUNTERS.values()), np.array([*COUNTERS]), np.array([*MEASURES])


def measure(model) -> np.ndarray:
    """Return the week's value of every outcome, in the order of declaration, shape (outcomes,)."""
    values = np.empty(len(OUTCOMES))
    values[_counted] = _counters(model.flows)
    values[_measured] = [measured(model) for measured in MEASURES.values()]
    return values
