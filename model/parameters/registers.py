"""How police, prosecutors and NGOs record."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Registers:
    """How police and prosecutors record, and how disappearances are filed (M41-M43, M49)."""

    police_since: float = parameter(2006.0, "year", 2004.0, 2010.0, "fixed", ("reta-start-year",), "first year, RETA")
    prosecutors_since: float = parameter(
        2007.0, "year", 2004.0, 2013.0, "fixed", ("sistra-start-year",), "first year loaded, SISTRA"
    )
    # where complaints are lodged
    to_prosecutors: float = parameter(
        0.1, "1", 0.0, 0.8, "free", ASSUMED, "complaints of survivors, families and callers lodged with prosecutors"
    )
    ngos_to_prosecutors: float = parameter(
        0.4, "1", 0.0, 1.0, "free", ASSUMED, "the same, of what NGOs and contact points bring"
    )
    elsewhere: float = parameter(
        0.2,
        "1",
        0.0,
        1.0,
        "free",
        ASSUMED,
        "complaints of survivors at home and families in other regions, lodged there",
    )
    transferred: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ASSUMED, "complaints lodged in other regions that are sent on to this one"
    )
    transfer_weeks: float = parameter(13.0, "weeks", 1.0, 104.0, "free", ASSUMED, "mean time until they arrive")

    # what is entered
    police_records: float = parameter(
        0.97, "1", 0.2, 1.0, "free", ASSUMED, "cases that police find, entered in RETA when online"
    )
    desk_records: float = parameter(
        0.95, "1", 0.1, 1.0, "free", ASSUMED, "complaints at the desk entered as trafficking before investigation, same"
    )
    police_online: float = parameter(0.9, "1", 0.1, 1.0, "free", ("police-hq-km",), "weeks in which police are online")
    prosecutors_record: float = parameter(0.75, "1", 0.1, 1.0, "free", ASSUMED, "cases that qualify, entered in SISTRA")
    police_lag: float = parameter(4.0, "weeks", 0.0, 26.0, "free", ASSUMED, "mean delay of entry, RETA")
    prosecutors_lag: float = parameter(12.0, "weeks", 0.0, 52.0, "free", ASSUMED, "mean delay of entry, SISTRA")
    duplicates: float = parameter(0.05, "1", 0.0, 0.5, "free", ASSUMED, "complaints entered twice in RETA")
    police_training_effect: float = parameter(
        0.5, "1", 0.0, 1.0, "free", ASSUMED, "misses that full training of police avoids"
    )
    prosecutor_training_effect: float = parameter(
        0.7, "1", 0.0, 1.0, "free", ASSUMED, "misses that full training of prosecutors avoids"
    )
    support_effect: float = parameter(
        0.8, "1", 0.0, 1.0, "free", ASSUMED, "misses and weeks offline that full support of registers avoids"
    )

    # missing persons
    missing_after: float = parameter(4.0, "weeks", 0.0, 26.0, "free", ASSUMED, "without word before families report")
    missing_under_18: float = parameter(0.15, "1", 0.0, 0.8, "free", ASSUMED, "reported missing, under 18")
    missing_adult: float = parameter(0.05, "1", 0.0, 0.8, "free", ASSUMED, "reported missing, adults")
    missing_linked: float = parameter(0.0, "1", 0.0, 1.0, "free", ASSUMED, "reports linked to trafficking, as routine")
    shared_link: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "reports linked where files are shared")
    linked_belief: float = parameter(
        2.0, "persons", 0.0, 10.0, "free", ASSUMED, "people whom police believe in a camp after a linked report"
    )
