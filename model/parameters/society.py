"""NGOs, and what people know, trust and tolerate."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class CivilSociety:
    """What NGOs, media and trainers do, and what makes people speak (M16, M24, M36, M39, M50, M71, M73-M76, M84).

    Effects are relative to the level at the start or in routine, so that each is neutral there; an effect of 0 switches
    the mechanism off.
    """

    # what people know
    aware_under_18: float = parameter(0.2, "1", 0.0, 0.6, "fixed", ("awareness-children-unaware",))
    aware_adult: float = parameter(0.4, "1", 0.1, 0.8, "fixed", ("awareness-low-2013",))
    forgetting: float = parameter(0.01, "1/week", 0.0, 0.05, "free", ASSUMED, "of what a campaign added")
    public_awareness: float = parameter(
        0.15, "1", 0.0, 0.5, "free", ASSUMED, "awareness added if the public is informed"
    )
    recognition_effect: float = parameter(
        1.0, "1", 0.0, 4.0, "free", ("awareness-mdd",), "rise in complaints if all at origin become aware"
    )
    professionals_build: float = parameter(0.03, "1/week", 0.005, 0.2, "free", ASSUMED, "of those covered but untaught")
    professionals_turnover: float = parameter(0.5, "1/year", 0.0, 2.0, "free", ASSUMED, "teachers, health workers")
    professionals_effect: float = parameter(1.0, "1", 0.0, 4.0, "free", ASSUMED, "rise in complaints if all are taught")
    professionals_refer: float = parameter(
        0.2, "1", 0.0, 0.8, "free", ASSUMED, "exits then reported, if all are taught"
    )

    # trust and fear
    trust_start: float = parameter(
        0.37,
        "1",
        0.0,
        0.6,
        "free",
        ("judiciary-trust-index", "judiciary-little-trust", "integrity-perception-regional-gov"),
    )
    trust_memory: float = parameter(0.02, "1/week", 0.002, 0.1, "free", ASSUMED, "weight of the newest week")
    trust_from_convictions: float = parameter(
        3.0, "1", 0.0, 10.0, "free", ASSUMED, "per share of complaints that end in a conviction"
    )
    convictions_expected: float = parameter(
        0.02, "1", 0.0, 0.2, "free", ASSUMED, "that share; keeps trust as it is, 2008-2013"
    )
    few_complaints: float = parameter(
        10.0, "1/year", 1.0, 100.0, "free", ASSUMED, "fewer say little about what becomes of them"
    )
    convictions_memory: float = parameter(0.01, "1/week", 0.002, 0.1, "free", ASSUMED, "weight of the newest week")
    trust_from_corruption: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "lost at full corruption")
    trust_from_oversight: float = parameter(0.05, "1", 0.0, 0.3, "free", ASSUMED, "per organisation that watches")
    trust_from_exposure: float = parameter(0.05, "1", 0.0, 0.5, "free", ASSUMED, "lost to breaches of privacy by media")
    trust_from_reprisals: float = parameter(0.002, "1/person", 0.0, 0.02, "free", ASSUMED, "lost for each reprisal")
    trust_effect: float = parameter(1.5, "1", 0.0, 5.0, "free", ASSUMED, "rise in log complaints from no trust to full")
    fear_effect: float = parameter(1.0, "1", 0.0, 5.0, "free", ASSUMED, "cut in log complaints at full hostility")
    reprisal: float = parameter(0.05, "1", 0.0, 0.5, "free", ASSUMED, "of those who complain from where they are held")

    # tolerance
    tolerance_start: float = parameter(
        0.34,
        "1",
        0.0,
        0.6,
        "free",
        ("partner-violence-mdd", "deny-sexual-exploitation"),
        "who see nothing wrong; midpoint",
    )
    tolerance_return: float = parameter(0.002, "1/week", 0.0, 0.02, "free", ASSUMED, "of what information took away")
    tolerance_unlearned: float = parameter(0.003, "1/week", 0.0, 0.02, "free", ASSUMED, "if the public is informed")
    tolerance_effect: float = parameter(1.0, "1", 0.0, 2.0, "free", ASSUMED, "cut in complaints per tolerance added")

    # hotline and adverts
    hotline_routine: float = parameter(0.05, "1", 0.0, 0.5, "free", ASSUMED, "coverage without a policy")
    hotline_calls: float = parameter(0.01, "1/week", 0.0, 0.05, "free", ASSUMED, "per person held, at full coverage")
    advert_substitution: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ("recruited-by-acquaintances-mp",), "adverts removed that acquaintances make up for"
    )

    # media
    attention_gain: float = parameter(
        0.1, "1/week", 0.0, 0.5, "free", ASSUMED, "of attention left, in an eventful week"
    )
    attention_events: float = parameter(20.0, "persons", 2.0, 200.0, "free", ASSUMED, "people in the news, half effect")
    attention_interdiction: float = parameter(
        20.0, "persons", 0.0, 200.0, "free", ASSUMED, "news of all camps occupied"
    )
    attention_fade: float = parameter(0.15, "1/week", 0.02, 1.0, "free", ASSUMED, "attention lost in a week")
    attention_usual: float = parameter(0.09, "1", 0.0, 1.0, "free", ASSUMED, "mean in the baseline, 2008-2013")
    attention_raids: float = parameter(0.5, "1", 0.0, 2.0, "free", ASSUMED, "raids added per attention above the usual")

    # training
    police_turnover: float = parameter(
        1.0, "1/year", 0.0, 3.0, "free", ("officials-trained-total",), "police who leave the region; said to be high"
    )
    prosecutors_turnover: float = parameter(
        0.4, "1/year", 0.0, 2.0, "free", ASSUMED, "prosecutors and judges who leave"
    )
    training_reach: float = parameter(
        0.2, "1/year", 0.0, 1.0, "free", ("training-days", "officials-trained-2012"), "officials one NGO trains"
    )

    # organisations
    outreach_teams: float = parameter(1.0, "1", 0.0, 10.0, "free", ("veeduria-mdd-members",), "of the local NGO")
    prevention_reach: float = parameter(0.01, "1", 0.0, 0.1, "free", ASSUMED, "awareness one NGO's full effort adds")
    oversight_usual: float = parameter(0.3, "1", 0.0, 2.0, "free", ("veeduria-mdd-members",), "of the local NGO")
    oversight_reporting: float = parameter(0.1, "1", 0.0, 2.0, "free", ASSUMED, "rise in complaints per organisation")
    residence_usual: float = parameter(0.6, "1", 0.1, 1.0, "free", ("recent-migrant-share",), "miners over a year here")
    residence_effect: float = parameter(0.5, "1", 0.0, 2.0, "free", ASSUMED, "loss of oversight if nobody stays a year")
    mobility_loss: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "loss of outreach per share of newcomers added"
    )
    advocacy_usual: float = parameter(0.6, "1", 0.0, 3.0, "free", ASSUMED, "of the NGOs of the start")
    advocacy_roads: float = parameter(
        0.3, "1", 0.0, 2.0, "free", ("neighbour-accord-regions",), "road control added per organisation more"
    )
    round_tables: float = parameter(4.0, "1", 0.0, 20.0, "free", ASSUMED, "groups an officer sits in; some have many")
    meeting_cost: float = parameter(0.02, "1", 0.0, 0.2, "free", ASSUMED, "working time per round table")
    ngo_sees: float = parameter(0.5, "1", 0.0, 1.0, "free", ("girls-region-2010",), "of people near the road, counted")
