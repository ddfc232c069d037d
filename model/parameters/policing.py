"""What police know, plan and find, and officials who take money."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Policing:
    """What police know, plan and find (M28-M31, M81)."""

    raids_per_week: float = parameter(
        1.5, "1/week", 0.1, 5.0, "free", ("mdd-victims-uncovered-2011",), "on bars, region, if nobody holds back"
    )
    intelligence: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "share aimed where police believe people are")
    agencies: float = parameter(4.0, "1", 1.0, 12.0, "free", ASSUMED, "agencies told of a plan")
    notice: float = parameter(5.0, "days", 0.5, 30.0, "free", ASSUMED, "from plan to raid")
    leak_per_agency: float = parameter(
        0.9, "1", 0.0, 3.0, "free", ("leaked-raid-found",), "hazard that a fully tied official sells what he is told"
    )
    leak_per_day: float = parameter(0.15, "1/day", 0.0, 1.0, "free", ASSUMED, "added to it by a day of notice")
    word_of_mouth: float = parameter(
        0.7, "1", 0.0, 1.0, "free", ("leaked-raid-found",), "chance that owners told of a raid warn the whole camp"
    )
    lookout: float = parameter(0.1, "1", 0.0, 0.6, "free", ASSUMED, "chance that lookouts warn at the road")
    lookout_remote: float = parameter(0.03, "1/hour", 0.0, 0.2, "free", ASSUMED, "added per hour of walking")
    wrong_place: float = parameter(0.15, "1", 0.0, 0.6, "free", ASSUMED, "raids that miss for want of skill")
    bars_per_raid: float = parameter(4.0, "1", 1.0, 12.0, "free", ("raid-four-bars-sixty-women",))
    found: float = parameter(0.7, "1", 0.2, 1.0, "free", ASSUMED, "of those present in an inspected bar")
    sign_separation: float = parameter(
        1.173, "1", 0.9, 2.5, "free", ("lima-victims-2012-adults",), "mean sign of people in exploitation, in sd"
    )
    sign_threshold: float = parameter(
        0.856, "1", 0.2, 0.89, "free", ASSUMED, "in sd; with the separation: 0.6 and, of bar workers, 0.25 by routine"
    )
    untargeted_signs: float = parameter(
        0.6, "1", 0.2, 1.0, "free", ("lima-victims-2012",), "ratio of quality where nobody knows whom to look for"
    )
    trained_signs: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "quality added if all police are trained")
    professional_signs: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "the same, informed professionals")
    joint_signs: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "quality that prosecutors and an NGO add")
    joint_evidence: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "of what evidence lacks, they secure")
    joint_agencies: float = parameter(2.0, "1", 0.0, 6.0, "free", ASSUMED, "agencies that a joint raid tells beyond")
    outside_liaison: float = parameter(
        0.2, "1", 0.0, 1.0, "free", ASSUMED, "local officers told of a raid by a unit from outside"
    )
    outside_knowledge: float = parameter(
        0.7, "1", 0.2, 1.0, "free", ASSUMED, "ratio of outside units to local ones, of aim and finding the place"
    )
    rotation_loss: float = parameter(0.2, "1", 0.0, 0.8, "free", ASSUMED, "knowledge lost if all rotate in a year")
    closure: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "inspected bars that are closed")
    arrest: float = parameter(0.08, "1", 0.0, 0.5, "free", ASSUMED, "chance per inspected bar that the accused is held")
    discouragement: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ("operations-jan-jun-2015",), "cut in raids if all fail"
    )
    morale_memory: float = parameter(0.1, "1", 0.01, 0.5, "free", ASSUMED, "weight of the newest raid")
    belief_memory: float = parameter(0.05, "1/week", 0.005, 0.5, "free", ASSUMED, "weight of the newest signal")
    signal_noise: float = parameter(0.6, "1", 0.0, 2.0, "free", ASSUMED, "sd of the log error of a signal")
    remoteness: float = parameter(
        0.25, "1/hour", 0.0, 1.0, "free", ("walk-to-river-camps-hours",), "cut in signal and aim"
    )
    uncounted: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ("d-la-pampa-undercount",), "cut in signal of a camp that opens today"
    )
    uncounted_weeks: float = parameter(52.0, "weeks", 4.0, 208.0, "free", ASSUMED, "that divide that cut by e")
    rescue_module: float = parameter(
        1.0, "1/week", 0.0, 5.0, "free", ("interdiction-months-2014",), "rescue raids in a zone all held by forces"
    )
    advocacy_effect: float = parameter(0.5, "1", 0.0, 5.0, "free", ASSUMED, "share of these that one NGO obtains")
    raid_learning: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "weight of what a raid finds in belief")
    zone_learning: float = parameter(
        0.1, "1", 0.0, 1.0, "free", ASSUMED, "the same, relative, for other camps of the zone type"
    )
    most_surprise: float = parameter(3.0, "1", 1.0, 10.0, "fixed", ASSUMED, "ratio to belief, nobody learns beyond")
    sight_learning: float = parameter(
        0.03, "1", 0.0, 0.5, "free", ASSUMED, "of hiding not yet seen through, by one raid of a unit"
    )
    entry_cost: float = parameter(
        0.5, "1", 0.0, 3.0, "free", ("interdiction-deaths",), "power of hostility in the effort to enter a camp"
    )
    post_signals: float = parameter(0.5, "1", 0.0, 3.0, "free", ASSUMED, "rise of signals where posts are everywhere")
    post_lookouts: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "cut in lookouts' warnings there")
    hostility: float = parameter(0.1, "1", 0.0, 1.0, "free", ("interdiction-deaths",), "added by one raid")
    checkpoint_hours: float = parameter(40.0, "hours/week", 0.0, 168.0, "free", ("mobile-controls",), "manned, each")
    hours_per_week: float = parameter(168.0, "hours/week", 168.0, 168.0, "fixed", ASSUMED, "a definition")
    checkpoint_detection: float = parameter(0.03, "1", 0.0, 0.6, "free", ASSUMED, "of an adult in transit, no bribe")
    waved_through: float = parameter(1.0, "1", 0.0, 1.0, "free", ASSUMED, "by officials who take money, if paid")


@dataclass(frozen=True, kw_only=True)
class Corruption:
    """Officials who take money or hold back: who they are, what ties and moves them, what it costs others (M30-M38)."""

    start: float = parameter(
        0.62, "1", 0.0, 1.0, "free", ("cpi-score-2013", "integrity-perception-regional-gov"), "mean readiness in 2000"
    )
    drift: float = parameter(0.02, "1/week", 0.0, 0.2, "free", ASSUMED, "speed at which readiness follows its causes")
    profit_effect: float = parameter(
        0.6, "1", 0.0, 2.0, "free", ASSUMED, "power of bars' profit in the odds of readiness"
    )
    profit_reference: float = parameter(
        350_000.0, "soles/week", 20_000.0, 2_000_000.0, "free", ASSUMED, "keeps the mean near the start, 2008-2013"
    )
    profit_memory: float = parameter(0.02, "1/week", 0.005, 0.2, "free", ASSUMED, "weight of the newest week")
    spread: float = parameter(1.5, "1", 0.0, 3.0, "free", ASSUMED, "sd of officials' log odds about their mean")
    habit: float = parameter(1.0, "1", 0.0, 4.0, "free", ASSUMED, "rise of log odds with a tie of full strength")
    tie_rate: float = parameter(
        6.0, "1/year", 0.0, 52.0, "free", ASSUMED, "ties that a fully ready official forms at boundless profit"
    )
    tie_half: float = parameter(
        200_000.0, "soles/week", 10_000.0, 2_000_000.0, "free", ASSUMED, "profit of all bars that yields half of these"
    )
    tie_growth: float = parameter(0.1, "1/week", 0.005, 1.0, "free", ASSUMED, "of the way to full strength of a tie")
    tie_lapse: float = parameter(0.5, "1/year", 0.0, 5.0, "free", ASSUMED, "ties that end by themselves")
    handed_over: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "ties of leaving officials, to successors")
    officers: int = parameter(6, "persons", 1, 30, "free", ASSUMED, "of each police unit, who hear of its raids")
    checkpoint_officers: int = parameter(4, "persons", 1, 12, "free", ASSUMED, "who take turns at each checkpoint")
    prosecution_staff: int = parameter(4, "persons", 1, 12, "free", ASSUMED, "of the prosecutors' office")
    court_staff: int = parameter(5, "persons", 1, 15, "free", ASSUMED, "judges and clerks of the court")
    agency_officials: int = parameter(
        18, "persons", 18, 40, "fixed", ASSUMED, "regional officials who may be told of plans, one an agency"
    )
    vetting_recognised: float = parameter(
        0.6, "1", 0.0, 1.0, "free", ASSUMED, "of the more inclined half of officials, by a check"
    )
    control_effect: float = parameter(
        1.0, "1", 0.0, 5.0, "free", ASSUMED, "cut in log odds by the sight of sanctions, all under internal control"
    )
    oversight_effect: float = parameter(
        0.3, "1", 0.0, 2.0, "free", ("veeduria-mdd-members",), "cut in log odds by one organisation"
    )
    sanctions: float = parameter(
        0.5, "1/year", 0.0, 3.0, "free", ("police-charged-extortion-2012",), "of those who sell all, all under control"
    )
    dismissed: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "of those sanctioned; others are suspended")
    suspension: float = parameter(4.0, "weeks", 1.0, 52.0, "free", ("prosecutors-suspended-days",), "thirty days")
    scandal_rate: float = parameter(
        0.003, "1/year", 0.0, 0.2, "free", ("regional-plan-budget",), "discovery of an official who sells all"
    )
    scandal_attention: float = parameter(1.0, "1", 0.0, 5.0, "free", ASSUMED, "rise of that hazard with attention")
    scandal_oversight: float = parameter(1.0, "1", 0.0, 5.0, "free", ASSUMED, "the same, one organisation of citizens")
    chief_goes: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "chance that a scandal takes the chief's post")
    team_goes: float = parameter(0.3, "1", 0.0, 1.0, "free", ("regional-plan-budget",), "the same, others of the team")
    stall: float = parameter(0.5, "1", 0.0, 1.0, "free", ("regional-plan-budget",), "cut in raids while plans stall")
    stall_weeks: float = parameter(26.0, "weeks", 4.0, 104.0, "free", ASSUMED, "that plans stall after a scandal")
    stake: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "raids held back for a stake in gold, at most")
    checkpoint_bribe: float = parameter(100.0, "soles", 10.0, 1000.0, "free", ASSUMED, "for one person waved through")
    extortion_cash: float = parameter(
        0.001, "1/week", 0.0, 0.02, "free", ASSUMED, "of cash of miners without permit, at full corruption"
    )
    extortion_wages: float = parameter(
        0.05, "1", 0.0, 0.3, "free", ("police-charged-extortion-2012",), "of bar workers' wages, at full corruption"
    )
