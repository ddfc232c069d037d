"""Every number the model assumes, with unit, range, role and the facts it rests on (``model/evidence.toml``).

Ranges without a source carry ignorance ("assumed"). Money is in constant 2013 soles. Origins have their own
file, ``model/origins.py``.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from model.origins import Origins
from model.parameters_base import ParameterSet, as_tuple, groups_of, parameter, tuple_of

ASSUMED = ("assumed",)
MONTHLY_GOLD = ("gold-price-monthly-estimates",)


@dataclass(frozen=True, kw_only=True)
class GoldPrice:
    """How the world price reaches a camp."""

    monthly_volatility: float = parameter(
        0.045, "1", 0.0, 0.08, "fixed", MONTHLY_GOLD, "sd of a month's log deviation from the annual path; s.e. 0.003"
    )
    persistence: float = parameter(
        0.72, "1", 0.0, 0.95, "fixed", MONTHLY_GOLD, "month-to-month autocorrelation of the deviation; s.e. 0.04"
    )
    future_drift: float = parameter(
        0.0, "1/year", -0.03, 0.09, "context", MONTHLY_GOLD, "of a future's log price, real; nominal 0.090, s.e. 0.025"
    )
    future_volatility: float = parameter(
        0.15, "1/year^0.5", 0.12, 0.2, "fixed", MONTHLY_GOLD, "corrected for monthly averaging; s.e. 0.006"
    )
    future_reversion: float = parameter(
        0.05, "1/year", 0.0, 0.3, "context", MONTHLY_GOLD, "speed of reversion of the log price: 0.037, s.e. 0.038"
    )
    farm_gate_share: float = parameter(0.85, "1", 0.6, 0.97, "free", ASSUMED, "share of the world price paid in camp")


@dataclass(frozen=True, kw_only=True)
class Migration:
    """Why men come and go (Harris and Todaro 1970: expected income against the outside wage)."""

    arrival_rate: float = parameter(1.2e-4, "1/week", 1.0e-5, 1.0e-3, "free", ("migrants-five-years",))
    income_elasticity: float = parameter(2.0, "1", 0.5, 4.0, "free", ASSUMED, "of arrivals in perceived income")
    bragging: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "share by which peers exaggerate earnings")
    news_delay: float = parameter(13.0, "weeks", 2.0, 52.0, "free", ASSUMED, "mean age of what is heard at home")
    distance_scale: float = parameter(60.0, "hours", 15.0, 200.0, "free", ASSUMED, "travel that divides moves by e")
    leave_base: float = parameter(0.002, "1/week", 0.0005, 0.01, "free", ("recent-migrant-share",))
    leave_slope: float = parameter(0.02, "1/week", 0.0, 0.1, "free", ASSUMED, "extra hazard when mining pays nothing")
    leave_pivot: float = parameter(1.0, "1", 0.3, 3.0, "free", ASSUMED, "income over outside wage at half the slope")
    leave_width: float = parameter(0.35, "1", 0.05, 2.0, "free", ASSUMED, "width of that logistic")
    saving_goal: float = parameter(30000.0, "soles", 5000.0, 200000.0, "free", ASSUMED, "cash that sends a man home")
    goal_hazard: float = parameter(0.02, "1/week", 0.0, 0.2, "free", ASSUMED, "extra hazard once the goal is reached")
    under_18_share: float = parameter(0.08, "1", 0.0, 0.25, "free", ("child-miners-share",), "of arriving miners")
    under_25_share: float = parameter(0.45, "1", 0.2, 0.7, "free", ASSUMED, "of adult arrivals")
    least_pull: float = parameter(0.05, "1", 0.0, 0.5, "fixed", ASSUMED, "pull of a camp that pays nothing, in wages")
    formal_share: float = parameter(
        0.1, "1", 0.0, 0.5, "free", ("mining-legal-share",), "arrivals in the permitted corridor who hold a permit"
    )
    forced_share: float = parameter(
        0.0, "1", 0.0, 0.1, "free", ("mine-forced-labour-male-share",), "arrivals held by an advance; disputed (M9)"
    )
    initial_miners: float = parameter(14000.0, "persons", 3000.0, 40000.0, "free", ("mining-area-1999",), "in 2000")


@dataclass(frozen=True, kw_only=True)
class Places:
    """How many sites of each type there are and how far from the road; stylised, no site is a real one."""

    roadside_sites: int = parameter(30, "1", 10, 60, "fixed", ("camp-strip-length", "camps-number"))
    river_sites: int = parameter(18, "1", 5, 40, "fixed", ("camps-number",))
    corridor_sites: int = parameter(14, "1", 5, 40, "fixed", ("camps-number",))
    protected_sites: int = parameter(10, "1", 0, 40, "fixed", ("protected-area-share",))
    roadside_access: float = parameter(0.3, "hours", 0.0, 2.0, "free", ("insecure-zone-km-start",), "on foot")
    river_access: float = parameter(5.0, "hours", 4.0, 12.0, "free", ("walk-to-river-camps-hours",), "on foot")
    corridor_access: float = parameter(0.5, "hours", 0.0, 3.0, "free", ASSUMED, "on foot")
    protected_access: float = parameter(4.0, "hours", 1.0, 12.0, "free", ASSUMED, "on foot")
    open_in_2000: float = parameter(0.25, "1", 0.05, 1.0, "free", ("mining-area-1999",), "share of sites, best first")
    police_units: int = parameter(4, "1", 1, 10, "fixed", ("divintrap-officers",))
    road_checkpoints: int = parameter(5, "1", 0, 15, "fixed", ("mobile-controls",))
    river_checkpoints: int = parameter(2, "1", 0, 15, "fixed", ("mobile-controls",))


@dataclass(frozen=True, kw_only=True)
class Digging:
    """What the ground gives and what digging costs (open access, Gordon 1954: crowding dissipates the rent)."""

    best_yield: float = parameter(37.0, "g/week", 10.0, 80.0, "free", ("gold-output-annual-tonnes",), "uncrowded, new")
    crowding_scale: float = parameter(19000.0, "persons", 4000.0, 60000.0, "free", ASSUMED, "miners who halve yields")
    luck_share: float = parameter(0.8, "1", 0.0, 1.0, "free", ASSUMED, "share of a week's yield that is luck")
    depletion: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "power of the share of gold left in the yield")
    gold_in_ground: float = parameter(900.0, "t", 300.0, 5000.0, "free", ASSUMED, "all sites at the start of 2000")
    site_spread: float = parameter(0.8, "1", 0.0, 1.5, "free", ASSUMED, "sd of log gold over sites")
    quality_spread: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "sd of log yield over sites")
    operating_share: float = parameter(0.35, "1", 0.1, 0.7, "free", ASSUMED, "fuel, mercury, machine, of gross income")
    rain_yield: float = parameter(0.85, "1", 0.5, 1.0, "free", ASSUMED, "yield from December to March over the rest")
    income_memory: float = parameter(0.1, "1/week", 0.02, 0.5, "free", ASSUMED, "weight of the newest week")
    advance_withheld: float = parameter(0.7, "1", 0.3, 1.0, "free", ASSUMED, "income an advance-holder keeps back")


@dataclass(frozen=True, kw_only=True)
class Moving:
    """How miners hear of other camps, and when camps open and close."""

    look_rate: float = parameter(0.035, "1/week", 0.005, 0.2, "free", ASSUMED, "chance to hear of another camp")
    move_width: float = parameter(0.5, "1", 0.1, 2.0, "free", ASSUMED, "width of the choice, in outside wages")
    move_barrier: float = parameter(0.6, "1", 0.0, 3.0, "free", ASSUMED, "gain that sends half, in outside wages")
    scouting: float = parameter(0.006, "1/week", 0.001, 0.2, "free", ASSUMED, "chance that a paying site is opened")
    settling: float = parameter(26.0, "weeks", 4.0, 104.0, "free", ASSUMED, "a new camp is given")
    closing_miners: float = parameter(30.0, "persons", 5.0, 200.0, "free", ASSUMED, "fewer close a camp")
    exhausted_share: float = parameter(0.03, "1", 0.0, 0.2, "free", ASSUMED, "share of gold left at which work ends")
    hostility_decay: float = parameter(0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "how fast anger at raids fades")


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Where the money goes (M3-M5)."""

    living_cost: float = parameter(120.0, "soles/week", 60.0, 300.0, "free", ASSUMED, "food and lodging at Lima prices")
    price_response: float = parameter(
        0.35, "1", 0.0, 1.0, "free", ("la-pampa-price-markup",), "markup per outside wage of gross income above one"
    )
    highest_markup: float = parameter(3.0, "1", 0.5, 4.0, "fixed", ("la-pampa-price-markup", "d-beer-markup"))
    bar_share: float = parameter(0.25, "1", 0.05, 0.6, "free", ASSUMED, "of income left after living, men alone")
    insecurity: float = parameter(0.5, "1", 0.0, 2.0, "free", ASSUMED, "extra bar spending where cash is unsafe")
    cash_burn: float = parameter(0.004, "1/week", 0.0, 0.05, "free", ASSUMED, "cash in hand spent for fear of theft")


@dataclass(frozen=True, kw_only=True)
class Bars:
    """How bars open, staff themselves and close, on expected profit against expected loss (M6, M27)."""

    margin: float = parameter(0.28, "1", 0.1, 0.6, "free", ASSUMED, "of revenue, after drinks and staff")
    fixed_cost: float = parameter(4800.0, "soles/week", 500.0, 10000.0, "free", ASSUMED, "rent, power, protection")
    adjustment: float = parameter(0.03, "1/week", 0.005, 0.3, "free", ("bars-per-new-camp",), "of the gap in bars")
    closing_base: float = parameter(0.002, "1/week", 0.0, 0.02, "free", ASSUMED, "closures for other reasons")
    revenue_per_staff: float = parameter(2700.0, "soles/week", 400.0, 5000.0, "free", ("d-girls-per-bar",))
    coerced_share: float = parameter(0.6, "1", 0.2, 0.9, "free", ASSUMED, "of staff sought through recruiters")
    largest: float = parameter(50.0, "persons", 20.0, 80.0, "fixed", ("largest-bar-capacity", "girls-per-bar-range"))
    smallest: float = parameter(2.0, "persons", 1.0, 5.0, "fixed", ("girls-per-bar-range",))
    least_open: float = parameter(0.05, "1", 0.01, 0.5, "fixed", ASSUMED, "custom a hidden bar keeps")
    median_size: float = parameter(12.0, "persons", 3.0, 30.0, "free", ("girls-per-bar-range",))
    size_spread: float = parameter(0.6, "1", 0.1, 1.5, "free", ASSUMED, "sd of log size")
    revenue_memory: float = parameter(0.1, "1/week", 0.02, 0.5, "free", ASSUMED, "weight of the newest week")
    licence_cover: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "cut in closures where a licence gives cover")
    network_share: float = parameter(0.6, "1", 0.0, 1.0, "free", ("networks-number",), "bars owned by networks")
    licensed_share: float = parameter(0.1, "1", 0.0, 0.5, "free", ("codes-of-conduct-mdd",), "bars with a licence")
    wage: float = parameter(350.0, "soles/week", 100.0, 1000.0, "free", ASSUMED, "paid to a bar worker")
    bribe_share: float = parameter(0.15, "1", 0.0, 0.5, "free", ASSUMED, "of profit, at full corruption")
    retained: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "of profit, kept to run the network")
    raid_loss: float = parameter(15000.0, "soles", 1000.0, 100000.0, "free", ASSUMED, "expected loss of a raided bar")
    transfer_share: float = parameter(0.7, "1", 0.0, 1.0, "free", ASSUMED, "people moved on when a bar closes")
    hiding_weeks: float = parameter(0.5, "weeks", 0.1, 2.0, "free", ("leaked-raid-found",), "empty after a warning")


@dataclass(frozen=True, kw_only=True)
class BarWork:
    """Adults who work in bars and are not in exploitation."""

    leave: float = parameter(0.03, "1/week", 0.005, 0.2, "free", ASSUMED, "hazard of leaving")
    slide: float = parameter(0.002, "1/week", 0.0, 0.02, "free", ASSUMED, "hazard of debt or withheld papers")
    hiring: float = parameter(0.3, "1/week", 0.05, 1.0, "free", ASSUMED, "share of open posts filled in a week")
    women_share: float = parameter(0.9, "1", 0.5, 1.0, "free", ASSUMED, "of bar workers")


@dataclass(frozen=True, kw_only=True)
class Recruitment:
    """How people are brought into exploitation (M15-M21)."""

    offers_per_vacancy: float = parameter(3.0, "1/week", 1.0, 10.0, "free", ASSUMED, "most offers for one vacancy")
    offers_per_recruiter: float = parameter(4.0, "1/week", 1.0, 20.0, "free", ASSUMED, "most offers one makes")
    recruiter_hiring: float = parameter(0.1, "1/week", 0.02, 0.5, "free", ASSUMED, "of the gap in recruiters")
    recruiter_leaving: float = parameter(0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "hazard of giving up")
    risk_memory: float = parameter(0.05, "1/week", 0.01, 0.5, "free", ASSUMED, "weight of the newest week in risk")
    least_recruiters: float = parameter(2.0, "persons", 1.0, 10.0, "free", ASSUMED, "kept by a network")
    most_recruiters: float = parameter(40.0, "persons", 5.0, 100.0, "free", ASSUMED, "a network can run")
    acceptance: float = parameter(0.25, "1", 0.05, 0.8, "free", ASSUMED, "of a job offer, poor, unaware, out of school")
    awareness_effect: float = parameter(0.7, "1", 0.0, 1.0, "free", ASSUMED, "cut in acceptance when aware")
    school_effect: float = parameter(0.4, "1", 0.0, 0.9, "free", ASSUMED, "cut for those under 18 in term time")
    method_job: float = parameter(
        0.5, "1", 0.27, 0.7, "free", ("recruited-by-false-job-offer", "recruited-by-job-offer-mp")
    )
    method_acquaintance: float = parameter(0.3, "1", 0.1, 0.6, "free", ("recruited-by-acquaintances-mp",))
    method_family: float = parameter(0.17, "1", 0.0, 0.4, "free", ASSUMED, "rest of the four methods is abduction")
    informal_acquaintance: float = parameter(0.8, "1", 0.3, 1.0, "free", ASSUMED, "outside networks: not by adverts")
    sexual_women: float = parameter(0.96, "1", 0.8, 1.0, "fixed", ("women-share-2014-peru",), "of those sought by bars")
    sexual_age_10: float = parameter(0.06, "1", 0.0, 0.2, "free", ("victims-13-17-peru",), "under 14, of those sought")
    sexual_age_14: float = parameter(0.6, "1", 0.3, 0.8, "free", ("minor-share-mining-camps",), "14 to 17")
    sexual_age_18: float = parameter(0.28, "1", 0.1, 0.6, "free", ("victims-13-24-2014",), "18 to 24")
    labour_women: float = parameter(0.1, "1", 0.0, 0.3, "fixed", ("mine-forced-labour-male-share",))
    labour_age_10: float = parameter(0.05, "1", 0.0, 0.2, "free", ASSUMED, "under 14, of those sought by mines")
    labour_age_14: float = parameter(0.35, "1", 0.1, 0.6, "free", ("child-miners-share",), "14 to 17")
    labour_age_18: float = parameter(0.4, "1", 0.1, 0.7, "free", ASSUMED, "18 to 24")
    labour_demand: float = parameter(
        0.02, "1", 0.0, 0.1, "free", ("mdd-victims-labour-share",), "people in labour exploitation sought per miner"
    )
    labour_posting: float = parameter(0.1, "1/week", 0.01, 0.5, "free", ASSUMED, "of the gap at a camp")
    advance: float = parameter(1200.0, "soles", 200.0, 6000.0, "free", ASSUMED, "debt claimed beside the journey")
    fare: float = parameter(8.0, "soles/hour", 2.0, 30.0, "free", ASSUMED, "journey, per hour of travel")
    labour_network: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "of labour posts given to networks")
    fee: float = parameter(500.0, "soles", 100.0, 3000.0, "free", ASSUMED, "paid to a recruiter")
    papers_held: float = parameter(0.6, "1", 0.2, 0.95, "free", ASSUMED, "share whose papers are withheld")


@dataclass(frozen=True, kw_only=True)
class Exits:
    """Weekly hazards of leaving exploitation (M21-M24); no source gives a length of stay."""

    escape: float = parameter(0.006, "1/week", 0.0005, 0.03, "free", ASSUMED, "with papers, no debt, at the road")
    papers_effect: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "cut in escape without papers")
    debt_scale: float = parameter(3000.0, "soles", 500.0, 20000.0, "free", ASSUMED, "debt that divides escape by e")
    access_scale: float = parameter(6.0, "hours", 1.0, 30.0, "free", ("walk-to-river-camps-hours",), "same, of walking")
    dependence_scale: float = parameter(52.0, "weeks", 10.0, 300.0, "free", ASSUMED, "stay that divides escape by e")
    least_dependence: float = parameter(0.4, "1", 0.1, 1.0, "free", ASSUMED, "floor of that factor")
    family_search: float = parameter(0.0015, "1/week", 0.0, 0.01, "free", ASSUMED, "found by family")
    outreach: float = parameter(1.0, "persons/week", 0.0, 10.0, "free", ("huarayo-since",), "per outreach team")
    complaint: float = parameter(
        0.0003, "1/week", 0.0, 0.01, "free", ("awareness-mdd", "integrity-perception-regional-gov")
    )
    debt_repaid: float = parameter(45.0, "soles/week", 5.0, 200.0, "free", ASSUMED, "credited against the debt")
    released: float = parameter(0.04, "1/week", 0.005, 0.3, "free", ASSUMED, "hazard once the debt is ended")
    abandoned: float = parameter(0.001, "1/week", 0.0, 0.01, "free", ASSUMED, "ill, pregnant or no longer wanted")
    dismissal: float = parameter(0.1, "1/week", 0.0, 0.5, "free", ASSUMED, "of those whom a shrinking bar cannot keep")


@dataclass(frozen=True, kw_only=True)
class Policing:
    """What police know, plan and find (M28-M31, M81)."""

    raids_per_week: float = parameter(
        1.2, "1/week", 0.1, 5.0, "free", ("mdd-victims-uncovered-2011",), "on bars, region"
    )
    intelligence: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "share aimed where police believe people are")
    agencies: float = parameter(4.0, "1", 1.0, 12.0, "free", ASSUMED, "agencies told of a plan")
    notice: float = parameter(5.0, "days", 0.5, 30.0, "free", ASSUMED, "from plan to raid")
    leak_per_agency: float = parameter(0.15, "1", 0.0, 1.0, "free", ("leaked-raid-found",), "at full corruption")
    leak_per_day: float = parameter(0.05, "1/day", 0.0, 0.5, "free", ASSUMED, "at full corruption")
    lookout: float = parameter(0.1, "1", 0.0, 0.6, "free", ASSUMED, "chance that lookouts warn at the road")
    lookout_remote: float = parameter(0.03, "1/hour", 0.0, 0.2, "free", ASSUMED, "added per hour of walking")
    corruption: float = parameter(0.62, "1", 0.0, 1.0, "free", ("cpi-score-2013", "integrity-perception-regional-gov"))
    wrong_place: float = parameter(0.15, "1", 0.0, 0.6, "free", ASSUMED, "raids that miss for want of skill")
    bars_per_raid: float = parameter(4.0, "1", 1.0, 12.0, "free", ("raid-four-bars-sixty-women",))
    found: float = parameter(0.7, "1", 0.2, 1.0, "free", ASSUMED, "of those present in an inspected bar")
    identified: float = parameter(0.6, "1", 0.2, 1.0, "free", ASSUMED, "of people in exploitation who are found")
    misidentified: float = parameter(0.25, "1", 0.0, 0.8, "free", ("lima-victims-2012-adults",), "of bar workers found")
    closure: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "inspected bars that are closed")
    arrest: float = parameter(0.08, "1", 0.0, 0.5, "free", ASSUMED, "recruiters arrested per inspected bar")
    discouragement: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ("operations-jan-jun-2015",), "cut in raids if all fail"
    )
    morale_memory: float = parameter(0.1, "1", 0.01, 0.5, "free", ASSUMED, "weight of the newest raid")
    belief_memory: float = parameter(0.05, "1/week", 0.005, 0.5, "free", ASSUMED, "weight of the newest signal")
    signal_noise: float = parameter(0.6, "1", 0.0, 2.0, "free", ASSUMED, "sd of the log error of a signal")
    remoteness: float = parameter(
        0.25, "1/hour", 0.0, 1.0, "free", ("walk-to-river-camps-hours",), "cut in signal and aim"
    )
    hostility: float = parameter(0.1, "1", 0.0, 1.0, "free", ("interdiction-deaths",), "added by one raid")
    checkpoint_hours: float = parameter(40.0, "hours/week", 0.0, 168.0, "free", ("mobile-controls",), "manned, each")
    hours_per_week: float = parameter(168.0, "hours/week", 168.0, 168.0, "fixed", ASSUMED, "a definition")
    checkpoint_detection: float = parameter(0.05, "1", 0.0, 0.6, "free", ASSUMED, "of an adult in transit, no bribe")
    checkpoint_minor: float = parameter(3.0, "1", 1.0, 8.0, "free", ASSUMED, "ratio for those under 18 without papers")


@dataclass(frozen=True, kw_only=True)
class Justice:
    """One queue with staff from complaint to sentence (M44, M47)."""

    prosecutors: float = parameter(3.0, "persons", 1.0, 20.0, "free", ("prosecutors-dedicated-2012",), "who take cases")
    cases_per_prosecutor: float = parameter(0.6, "1/week", 0.1, 3.0, "free", ASSUMED, "decided per week")
    shelved: float = parameter(0.65, "1", 0.3, 0.9, "free", ("complaints-shelved-share",))
    lesser_offence: float = parameter(
        0.4, "1", 0.0, 0.9, "free", ("convictions-2010-below-minimum",), "of those charged"
    )
    trials_per_week: float = parameter(0.5, "1/week", 0.05, 3.0, "free", ASSUMED, "that the court can hold")
    convicted: float = parameter(
        0.08, "1", 0.02, 0.6, "free", ("reta-convicted-2004-2011",), "of trials, no corruption"
    )
    bought: float = parameter(0.3, "1", 0.0, 0.9, "free", ASSUMED, "trials lost to bribes, at full corruption")
    complaint_by_family: float = parameter(0.1, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "after an exit")
    complaint_by_survivor: float = parameter(0.01, "1", 0.0, 0.6, "free", ("complaint-share-calp-2013",))
    suspects_per_case: float = parameter(0.17, "persons", 0.05, 2.0, "free", ("reta-suspects-2006-2012",))


@dataclass(frozen=True, kw_only=True)
class Aftercare:
    """From identification to recovery, home or return to exploitation (M61-M65)."""

    refuge_places: float = parameter(12.0, "persons", 0.0, 40.0, "free", ("huarayo-since",), "local NGO")
    general_places: float = parameter(8.0, "persons", 0.0, 40.0, "free", ("state-girl-shelters-2012",), "at origin")
    recovery_places: float = parameter(5.0, "persons", 0.0, 200.0, "free", ("calp-capacity",))
    shelter_stay: float = parameter(26.0, "weeks", 4.0, 104.0, "free", ASSUMED, "longest, where no recovery follows")
    longest_wait: float = parameter(10.0, "weeks", 1.0, 40.0, "free", ("children-in-police-stations",), "under 18")
    adult_wait: float = parameter(1.0, "weeks", 0.0, 10.0, "free", ASSUMED, "adults in a police station")
    leave_shelter: float = parameter(0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "leave before the end")
    refuse: float = parameter(0.1, "1", 0.0, 0.6, "free", ASSUMED, "adults who refuse help at the start")
    against_wish: float = parameter(0.15, "1", 0.0, 0.6, "free", ASSUMED, "in shelters, who would rather leave")
    recovery_years: float = parameter(3.5, "years", 3.0, 4.0, "fixed", ("recovery-duration",))
    return_unprepared: float = parameter(
        0.004, "1/week", 0.0002, 0.02, "free", ASSUMED, "hazard on coming home, no recovery"
    )
    return_decay: float = parameter(52.0, "weeks", 10.0, 200.0, "free", ASSUMED, "time that divides it by e")
    recovered_ratio: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "return hazard after recovery over before")
    becomes_recruiter: float = parameter(0.0001, "1/week", 0.0, 0.002, "free", ASSUMED, "survivors without recovery")
    follow_up: float = parameter(2.0, "years", 1.0, 8.0, "fixed", ASSUMED, "time a survivor is followed")


@dataclass(frozen=True, kw_only=True)
class CivilSociety:
    """What NGOs do and what people know (M16, M71)."""

    aware_under_18: float = parameter(0.2, "1", 0.0, 0.6, "fixed", ("awareness-children-unaware",))
    aware_adult: float = parameter(0.4, "1", 0.1, 0.8, "fixed", ("awareness-low-2013",))
    forgetting: float = parameter(0.01, "1/week", 0.0, 0.05, "free", ASSUMED, "of what a campaign added")
    outreach_teams: float = parameter(1.0, "1", 0.0, 10.0, "free", ("veeduria-mdd-members",), "of the local NGO")
    prevention_reach: float = parameter(0.01, "1", 0.0, 0.1, "free", ASSUMED, "awareness one NGO's full effort adds")
    oversight_effect: float = parameter(0.03, "1", 0.0, 0.3, "free", ("veeduria-mdd-members",), "cut in corruption")
    training_effect: float = parameter(0.05, "1", 0.0, 0.5, "free", ("training-days",), "gain in identification")
    ngo_sees: float = parameter(0.5, "1", 0.0, 1.0, "free", ("girls-region-2010",), "of people near the road, counted")


@dataclass(frozen=True, kw_only=True)
class Registers:
    """How police and prosecutors record (M41, M42, M49)."""

    police_records: float = parameter(0.8, "1", 0.2, 1.0, "free", ASSUMED, "identified people entered in RETA")
    prosecutors_record: float = parameter(0.85, "1", 0.1, 1.0, "free", ASSUMED, "cases entered in SISTRA")
    police_lag: float = parameter(4.0, "weeks", 0.0, 26.0, "free", ASSUMED, "mean delay of entry, RETA")
    prosecutors_lag: float = parameter(12.0, "weeks", 0.0, 52.0, "free", ASSUMED, "mean delay of entry, SISTRA")


MigrationTuple = tuple_of(Migration)
DiggingTuple = tuple_of(Digging)
MovingTuple = tuple_of(Moving)
SpendingTuple = tuple_of(Spending)
BarsTuple = tuple_of(Bars)
BarWorkTuple = tuple_of(BarWork)
RecruitmentTuple = tuple_of(Recruitment)
ExitsTuple = tuple_of(Exits)
PolicingTuple = tuple_of(Policing)
JusticeTuple = tuple_of(Justice)
AftercareTuple = tuple_of(Aftercare)
CivilSocietyTuple = tuple_of(CivilSociety)
RegistersTuple = tuple_of(Registers)
"""Groups as kernels read them."""


@dataclass(frozen=True, kw_only=True)
class Parameters(ParameterSet):
    """All groups; ``Parameters().with_changes({"digging": {"best_yield": 25.0}})`` makes a variant."""

    price: GoldPrice = GoldPrice()
    migration: Migration = Migration()
    places: Places = Places()
    digging: Digging = Digging()
    moving: Moving = Moving()
    spending: Spending = Spending()
    bars: Bars = Bars()
    bar_work: BarWork = BarWork()
    recruitment: Recruitment = Recruitment()
    exits: Exits = Exits()
    policing: Policing = Policing()
    justice: Justice = Justice()
    aftercare: Aftercare = Aftercare()
    civil_society: CivilSociety = CivilSociety()
    registers: Registers = Registers()
    origins: Origins = Origins()  # noqa: RUF009 - frozen


GROUPS = groups_of(Parameters)


def kernel_numbers(parameters: Parameters) -> SimpleNamespace:
    """Return the groups that kernels read, each as its namedtuple of floats, by name."""
    groups = {name: group for name, group in parameters.groups().items() if hasattr(group, "tuple_type")}
    return SimpleNamespace(**{name: as_tuple(group) for name, group in groups.items()})
