"""The rush: price, migration, digging, moving, spending."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED, MONTHLY_GOLD


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
    farm_gate_share: float = parameter(0.876, "1", 0.6, 0.97, "free", ASSUMED, "share of the world price paid in camp")
    untraceable_discount: float = parameter(
        0.03, "1", 0.0, 0.3, "free", ASSUMED, "that buyers keep of gold whose origin cannot be shown, without a policy"
    )


@dataclass(frozen=True, kw_only=True)
class Migration:
    """Why men come and go (Harris and Todaro 1970: expected income against the outside wage)."""

    arrival_rate: float = parameter(1.0e-4, "1/week", 1.0e-5, 1.0e-3, "free", ("migrants-five-years",))
    income_elasticity: float = parameter(2.0, "1", 0.0, 4.0, "free", ASSUMED, "of arrivals in perceived income")
    bragging: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "share by which peers exaggerate earnings")
    news_delay: float = parameter(13.0, "weeks", 2.0, 52.0, "free", ASSUMED, "mean age of what is heard at home")
    distance_scale: float = parameter(60.0, "hours", 15.0, 200.0, "free", ASSUMED, "travel that divides moves by e")
    leave_base: float = parameter(0.0018, "1/week", 0.0005, 0.01, "free", ("recent-migrant-share",))
    leave_slope: float = parameter(0.015, "1/week", 0.0, 0.1, "free", ASSUMED, "extra hazard when mining pays nothing")
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
    advance_worked_off: float = parameter(
        0.02, "1/week", 0.002, 0.2, "free", ASSUMED, "hazard that an advance-holder is free to go"
    )
    forced_share: float = parameter(
        0.0, "1", 0.0, 0.1, "free", ("mine-forced-labour-male-share",), "arrivals held by an advance; disputed (M9)"
    )
    equipped_share: float = parameter(
        0.7, "1", 0.0, 1.0, "free", ASSUMED, "of arrivals who bring machinery of their own"
    )
    initial_miners: float = parameter(14000.0, "persons", 3000.0, 40000.0, "free", ("mining-area-1999",), "in 2000")


@dataclass(frozen=True, kw_only=True)
class Digging:
    """What the ground gives and what digging costs (open access, Gordon 1954: crowding dissipates the rent)."""

    best_yield: float = parameter(35.0, "g/week", 10.0, 80.0, "free", ("gold-output-annual-tonnes",), "uncrowded, new")
    crowding_scale: float = parameter(
        90000.0, "persons", 20000.0, 300000.0, "free", ASSUMED, "miners who halve yields if all sites were worked"
    )
    luck_share: float = parameter(0.8, "1", 0.0, 1.0, "free", ASSUMED, "share of a week's yield that is luck")
    depletion: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "power of the share of gold left in the yield")
    gold_in_ground: float = parameter(900.0, "t", 300.0, 5000.0, "free", ASSUMED, "all sites at the start of 2000")
    site_spread: float = parameter(1.2, "1", 0.0, 2.0, "free", ASSUMED, "sd of log gold over sites of a zone type")
    quality_spread: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "sd of log yield over sites")
    operating_share: float = parameter(0.35, "1", 0.1, 0.7, "free", ASSUMED, "fuel, mercury, machine, of gross income")
    rain_yield: float = parameter(
        0.85, "1", 0.6, 1.2, "free", ASSUMED, "yield from December to March over the rest; no source, so more or less"
    )
    income_memory: float = parameter(0.1, "1/week", 0.02, 0.5, "free", ASSUMED, "weight of the newest week")
    advance_withheld: float = parameter(0.7, "1", 0.3, 1.0, "free", ASSUMED, "income an advance-holder keeps back")


@dataclass(frozen=True, kw_only=True)
class Moving:
    """How miners hear of other camps, and when camps open and close."""

    look_rate: float = parameter(0.035, "1/week", 0.005, 0.2, "free", ASSUMED, "chance to hear of another camp")
    move_width: float = parameter(0.5, "1", 0.1, 2.0, "free", ASSUMED, "width of the choice, in outside wages")
    move_barrier: float = parameter(0.6, "1", 0.0, 3.0, "free", ASSUMED, "gain that sends half, in outside wages")
    scouting: float = parameter(
        0.02, "1/week", 0.001, 0.2, "free", ASSUMED, "chance that a known, paying site is opened"
    )
    walk_scale: float = parameter(
        8.0, "hours", 2.0, 50.0, "free", ("walk-to-river-camps-hours",), "walk that divides choices of a camp by e"
    )
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
    bar_share: float = parameter(0.265, "1", 0.0, 0.6, "free", ASSUMED, "of income left after living, men alone")
    insecurity: float = parameter(0.5, "1", 0.0, 2.0, "free", ASSUMED, "extra bar spending where cash is unsafe")
    cash_burn: float = parameter(0.004, "1/week", 0.0, 0.05, "free", ASSUMED, "cash in hand spent for fear of theft")
    price_speed: float = parameter(0.15, "1/week", 0.01, 1.0, "free", ASSUMED, "of prices towards what money allows")
    competition: float = parameter(0.5, "1", 0.0, 3.0, "free", ASSUMED, "how far sellers in a camp hold prices down")
    usual_sellers: float = parameter(
        0.0125, "bars/person", 0.004, 0.04, "fixed", ("bars-total-2008", "miners-count-used-by-chs"), "bars to a miner"
    )
    robbery: float = parameter(0.002, "1/week", 0.0, 0.05, "free", ASSUMED, "hazard to be robbed, outside the corridor")
    robbery_corridor: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "that hazard in the permitted corridor")
    robbed_share: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "of the cash in hand that a robbery takes")
    post_safety: float = parameter(0.7, "1", 0.0, 1.0, "free", ASSUMED, "cut in insecurity where posts cover a zone")
    deposited: float = parameter(0.8, "1", 0.0, 1.0, "free", ASSUMED, "cash that a man with savings keeps safe")
    transit: float = parameter(
        100000.0,
        "soles/week",
        0.0,
        2000000.0,
        "free",
        ASSUMED,
        "spent in bars of a roadside stop by drug trade passing",
    )
