"""What is counted during one week. A rule adds to these names; a name not listed here is a mistake."""

from collections.abc import Iterator, MutableMapping

import numpy as np

FLOWS = (
    # people
    "arrivals", "departures", "vacancies", "offers",
    "recruited_sexual", "recruited_labour", "recruited_under_18", "recruited_female",
    "entered_exploitation_by_debt", "placed_by_families", "hired", "posts_open_at_mines",
    "returns_to_exploitation", "weeks_stayed", "survivors_identified", "stopped", "identified_under_18",
    "identified_female", "admitted", "refused_help", "sent_home_unprepared", "left_shelter",
    "unserved_sexual_female_under_18", "unserved_sexual_female_adult",
    "unserved_sexual_male_under_18", "unserved_sexual_male_adult",
    "unserved_labour_female_under_18", "unserved_labour_female_adult",
    "unserved_labour_male_under_18", "unserved_labour_male_adult",
    "returns_without_recovery", "returns_after_recovery", "returns_after_shelter_in_region",
    "homes_prepared", "accompanied",
    "in_reintegration_jobs", "reintegrated", "survivors_who_own_bars",
    "entered_recovery", "recovery_completed", "recovery_dropped_out", "recovery_relapsed", "first_identified",
    "stopped_without_permit", "survivors_who_recruit", "recruiters_taken", "people_misidentified",

    # places
    "camps_opened", "camps_closed", "bars_opened", "bars_closed", "gold_extracted",
    # money, 2013 soles
    "gold_sales", "operating_costs", "employers_income", "living_costs", "bar_spending", "carried_home",
    "bar_takings", "bar_costs", "wages", "bribes", "network_income", "owners_income",
    "fees_from_funds", "fees_from_owners", "cost_to_state", "cost_to_ngos",
    "bribes_at_checkpoints", "extortion_miners", "extortion_workers",
    # the state
    "raids", "raids_empty_official_leak", "raids_empty_lookout", "raids_empty_wrong_place",
    "raids_empty_moved_on", "raid_believed", "raid_present", "raid_found", "raid_identified",
    "reprisals",
    "complaints", "cases_decided", "shelved", "charged", "charged_lesser", "tried", "convicted",
    "raids_joint", "raids_identifying_none", "raids_identifying_1", "raids_identifying_2_to_4",
    "raids_identifying_5_to_9", "raids_identifying_10_or_more", "identified_in_operations",
    "raids_warned_wholly", "raids_warned_partly", "bars_warned_by_officials", "bars_in_raided_camps",
    "officials_sanctioned", "officials_replaced", "scandals",
    "evidence_lost", "cases_lost", "cases_lapsed", "trials_bought", "court_bribes", "funds_confiscated",
    "sentence_years", "convicted_below_minimum", "witness_weeks", "released", "released_who_resume",
    "accused", "charged_women", "charged_owners", "detained", "imprisoned", "accused_fled",
    "testimonies", "testimonies_withdrawn", "convicted_owners", "convicted_women",
    "bars_lost_to_justice", "bars_passed_on", "posts_held_up",
    "cohort_complaints", "cohort_lost", "cohort_shelved", "cohort_charged", "cohort_tried", "cohort_convicted",
    "cohort_open", "cases_put_away",
    # registers
    "reta_complaints", "reta_victims", "reta_suspects", "sistra_cases", "sistra_victims",
    "sistra_victims_under_18", "sistra_victims_female", "ngo_counted",
    "reta_duplicates", "sistra_cases_sexual", "sistra_charges", "sistra_trials", "sistra_convictions",
    "in_both_registers", "double_counts", "shared_register_cases", "missing_persons", "missing_persons_linked",
    "complaints_to_prosecutors", "complaints_elsewhere", "complaints_transferred",

    # contact points
    "hotline_calls", "hotline_calls_answered", "hotline_calls_understood", "hotline_calls_acted_on",
    "families_seen", "survivors_seen", "referred_by_contact_points",
    # recruiters who adapt
    "recruiters_who_switched", "posts_given_up", "networks_dissolved", "networks_entered", "journeys_round_control",

    # bars that adapt, licences
    "bars_moved", "people_moved_with_bars", "fines_paid", "bars_found_in_breach", "bars_shut_by_inspection",
    "bars_closed_by_code", "cases_in_legal_gap",

    # operations against mining, crises
    "forces_present", "operation_weeks", "equipment_destroyed", "equipment_destroyed_authorised",
    "equipment_replaced", "clashes", "deaths_in_clashes",

    # formalisation and protest
    "applications", "applications_granted", "applications_refused", "applications_withdrawn", "permits_lapsed",
    "compliance_costs", "protests", "protest_weeks", "protest_deaths",

    # the economy's finer parts
    "weeks_mined", "cash_robbed", "paid_above_outside_prices", "discount_on_gold", "transit_spending", "jobs_taken",
    "jobs_ended", "carried_into_jobs",

    # budgets
    "budget_spent", "budget_unspent", "budget_short",

    # harm and experiments

)  # fmt: skip


WEEK = np.dtype([(name, np.float64) for name in FLOWS])
"""Type of the record in which compiled rules count: ``world.flows[0].raids += 1``."""
_PLACES = {name: place for place, name in enumerate(FLOWS)}


class Flows(MutableMapping):
    """The week's counters by name, over the record in which compiled rules count them."""

    def __init__(self) -> None:
        """Start at zero."""
        self.record = np.zeros(1, WEEK)
        self.values_in_order = self.record.view(np.float64)

    def __getstate__(self) -> dict[str, float]:
        """Return the counters; a copy has a record of its own."""
        return dict(self)

    def __setstate__(self, counts: dict[str, float]) -> None:
        """Restore the counters."""
        Flows.__init__(self)
        self.update(counts)

    def __getitem__(self, name: str) -> float:
        return self.values_in_order.item(_PLACES[name])

    def __setitem__(self, name: str, value: float) -> None:
        self.values_in_order[_PLACES[name]] = value

    def __delitem__(self, name: str) -> None:
        raise TypeError("a counter cannot be removed")

    def __iter__(self) -> Iterator[str]:
        return iter(FLOWS)

    def __len__(self) -> int:
        return len(FLOWS)

    def clear(self) -> None:
        """Set all counters to zero."""
        self.values_in_order[:] = 0.0
